-- owner: playbook
create table playbook_version (
  number       integer primary key,
  document     text not null,
  sha256       text not null,
  note         text not null default '',
  published_at timestamptz not null,
  published_by text not null
);
grant select, insert on playbook_version to nightlight_app;
