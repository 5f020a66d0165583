-- owner: ticket
-- A rule tells somebody of a ticket, or has set off others in a circle. Then nobody of the staff did so, and said is the rule's name.
alter table notice
  drop constraint notice_kind_check,
  add constraint notice_kind_check check (kind in ('mentioned', 'assigned', 'rule', 'rules-stopped')),
  alter column by_id drop not null,
  add column said text not null default '';
