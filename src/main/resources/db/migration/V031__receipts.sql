-- owner: channel
-- A receipt holds no word of anybody's and is the same for every ticket, so a wall neither stops it nor takes it back; it is no
-- message on a ticket, and no policy shows it to the desk. See docs/adr/0044.
alter table outbound drop constraint outbound_purpose_check;
alter table outbound add constraint outbound_purpose_check
  check (purpose in ('reply', 'automatic', 'alert', 'notice', 'child', 'consent', 'receipt'));
create index outbound_receipt on outbound (created_at) where purpose = 'receipt';
