-- owner: channel
-- A reply that waits for a time its writer chose: 'waiting' while it can be made a draft again, 'leaving' from when it is handed over.
alter table outbound add column scheduled text check (scheduled in ('waiting', 'leaving'));
create index outbound_scheduled on outbound (ticket_id) where scheduled = 'waiting';
