-- owner: channel
-- How far the desk has come with each mailbox that it looks into, and how that goes. One process at a time holds a mailbox;
-- should it die, another takes it over once held_until has passed.
create table mailbox (
  name          text primary key,
  watched_since timestamptz not null,
  holder        text,
  held_until    timestamptz,
  uid_validity  bigint,
  last_uid      bigint not null default 0,
  -- What the server took before is left alone.
  oldest        timestamptz not null,
  looked_at     timestamptz,
  waiting       integer not null default 0,
  waiting_since timestamptz,
  failing_uid   bigint,
  failures      integer not null default 0,
  failed_at     timestamptz,
  failure       text not null default '',
  told_at       timestamptz
);
grant select, insert, update on mailbox to nightlight_app;
