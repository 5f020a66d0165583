-- owner: channel
-- Who sealed a mail on its way (ARC), and whether that put a failed DMARC aside. The rows' rules are those of their table.
alter table sender_finding
  add column arc_sealer   text    not null default '',
  add column arc_believed boolean not null default false;
alter table sender_finding
  alter column arc_sealer drop default,
  alter column arc_believed drop default;
