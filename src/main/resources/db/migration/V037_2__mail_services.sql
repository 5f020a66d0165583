-- owner: channel
-- How each service that hands mail on is doing. Nothing here is about a person.
create table mail_service (
  name          text primary key,
  taken_at      timestamptz,
  -- Since when the service had the mail that was taken last, where it says so.
  held_since    timestamptz,
  failing_since timestamptz,
  failed_at     timestamptz,
  failure       text not null default '',
  told_at       timestamptz
);
grant select, insert, update on mail_service to nightlight_app;
