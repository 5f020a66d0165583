-- owner: channel
-- That the first hop got a mail and gave no answer is told of it as what other systems say is. And what is said of somebody who got
-- a copy is said of them alone: their address, null where it is about whom the mail was written to, empty once it was forgotten.
alter table delivery_event drop constraint delivery_event_kind_check;
alter table delivery_event add constraint delivery_event_kind_check
  check (kind in ('delivered', 'deferred', 'bounced', 'returned', 'complaint', 'doubted'));
alter table delivery_event add column copied text;
create index delivery_event_copied on delivery_event (copied) where copied <> '';
grant update (copied) on delivery_event to nightlight_app;
