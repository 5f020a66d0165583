-- owner: staff
create table staff_member (
  id            bigint generated always as identity primary key,
  name          text not null,
  email         text not null unique,
  password_hash text,
  active        boolean not null default true,
  sign_in_epoch integer not null default 0,
  density       text not null default 'comfortable',
  created_at    timestamptz not null
);
create table staff_role (
  staff_id bigint not null references staff_member on delete cascade,
  role     text not null check (role in ('agent', 'lead', 'safety_officer', 'legal', 'admin', 'auditor')),
  primary key (staff_id, role)
);
create table team_member (
  staff_id bigint not null references staff_member on delete cascade,
  team     text not null,
  lead     boolean not null default false,
  primary key (staff_id, team)
);
create index team_member_team on team_member (team);
create table api_token (
  id           bigint generated always as identity primary key,
  staff_id     bigint not null references staff_member on delete cascade,
  name         text not null,
  token_sha256 bytea not null unique,
  created_at   timestamptz not null,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
create index api_token_staff on api_token (staff_id);
-- A link that lets one person choose a password, once.
create table invitation (
  token_sha256 bytea primary key,
  staff_id     bigint not null references staff_member on delete cascade,
  expires_at   timestamptz not null
);
create index invitation_staff on invitation (staff_id);
-- One line per failed sign-in, keyed by a hash of the address or of the peer: what is throttled, not who it was.
create table sign_in_failure (
  key bytea not null,
  at  timestamptz not null
);
create index sign_in_failure_key on sign_in_failure (key, at desc);
create index sign_in_failure_at on sign_in_failure (at);

-- Spring Session's own tables, as its documentation gives them.
create table spring_session (
  primary_id            char(36) primary key,
  session_id            char(36) not null,
  creation_time         bigint not null,
  last_access_time      bigint not null,
  max_inactive_interval int not null,
  expiry_time           bigint not null,
  principal_name        varchar(100)
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);
create table spring_session_attributes (
  session_primary_id char(36) not null references spring_session on delete cascade,
  attribute_name     varchar(200) not null,
  attribute_bytes    bytea not null,
  primary key (session_primary_id, attribute_name)
);

grant select, insert, update, delete on staff_member, staff_role, team_member, api_token, invitation, sign_in_failure,
  spring_session, spring_session_attributes to nightlight_app;
