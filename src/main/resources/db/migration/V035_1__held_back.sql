-- owner: channel
-- Mail that comes too thick to be a person's is set aside unread by the desk, though screened; a person lets it go on.
alter table inbound add column quarantined_at timestamptz;
alter table inbound add column released boolean not null default false;
create index inbound_quarantined on inbound (quarantined_at) where quarantined_at is not null;
