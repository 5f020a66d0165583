-- owner: safety
-- Reports to NCMEC's CyberTipline. What people make and approve is only ever added to; a filing, which is one way of a
-- version through the other side's interface, goes through its states and is closed for good when it has ended.

-- To which of the two systems the desk reports. Production needs two people; back to test one is enough.
create table cybertip_switch (
  id           bigint generated always as identity primary key,
  production   boolean not null,
  by_id        bigint not null references staff_member,
  at           timestamptz not null,
  confirmed_by bigint references staff_member,
  confirmed_at timestamptz,
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (confirmed_by is null or (production and confirmed_by <> by_id))
);
create function cybertip_production() returns boolean language sql stable as $$
  select coalesce((select production from cybertip_switch where not production or confirmed_at is not null
                   order by id desc limit 1), false)
$$;
create function cybertip_switch_is_confirmed_once() returns trigger language plpgsql as $$
begin
  if old.confirmed_at is not null or exists (select from cybertip_switch s where s.id > old.id) then
    raise exception 'only the latest proposal can be confirmed, and once';
  end if;
  return new;
end $$;
create trigger once before update on cybertip_switch for each row execute function cybertip_switch_is_confirmed_once();

-- The other side does not take our sign-in: nothing is sent there until a person has seen to it.
create table cybertip_stop (
  id          bigint generated always as identity primary key,
  environment text not null check (environment in ('test', 'production')),
  code        text not null,
  at          timestamptz not null,
  ended_by    bigint references staff_member,
  ended_at    timestamptz,
  check ((ended_by is null) = (ended_at is null))
);
create unique index cybertip_stop_holds on cybertip_stop (environment) where ended_at is null;

-- A version is the very bytes that are sent: the report, and which files go with it and what is said of them. Bytes and answers
-- stand in sealed; here is the hash of the bytes.
create table cybertip_version (
  id          bigint generated always as identity primary key,
  case_id     bigint not null references safety_case,
  number      integer not null,
  environment text not null check (environment in ('test', 'production')),
  follows_id  bigint,
  at          timestamptz not null,
  author_id   bigint not null references staff_member,
  -- The reporting person, whose name stands in the report: nobody else can approve it.
  approver_id bigint not null references staff_member,
  hash        bytea not null,
  unique (case_id, number),
  check (author_id <> approver_id)
);
create table cybertip_approval (
  version_id bigint primary key references cybertip_version,
  hash       bytea not null,
  at         timestamptz not null,
  staff_id   bigint not null references staff_member
);
create function cybertip_second_person_approves() returns trigger language plpgsql as $$
begin
  if not exists (select from cybertip_version v where v.id = new.version_id and v.hash = new.hash
                 and v.approver_id = new.staff_id and v.author_id <> new.staff_id) then
    raise exception 'the person named in the report approves it, never its author, and the very bytes';
  end if;
  return new;
end $$;
create trigger second_person before insert on cybertip_approval for each row
  execute function cybertip_second_person_approves();

create table cybertip_filing (
  id            bigint generated always as identity primary key,
  case_id       bigint not null references safety_case,
  version_id    bigint not null references cybertip_approval,
  environment   text not null check (environment in ('test', 'production')),
  -- The one that came to nothing, in whose place this one is.
  replaces_id   bigint unique references cybertip_filing,
  state         text not null check (state in ('approved', 'sending', 'open', 'lost', 'stopped', 'finished', 'retracted', 'expired')),
  queued_at     timestamptz not null,
  -- The number that the other side gave; known before the first file goes.
  report_id     text,
  opened_at     timestamptz,
  changed_at    timestamptz,
  finished_at   timestamptz,
  failures      integer not null default 0,
  problem       text not null default '',
  not_before    timestamptz not null,
  claims        integer not null default 0,
  claimed_until timestamptz,
  retract_by    bigint references staff_member,
  alarmed_at    timestamptz,
  hold_id       bigint references case_hold,
  check (state not in ('open', 'finished') or report_id is not null),
  check ((state = 'finished') = (finished_at is not null)),
  check (state <> 'finished' or environment = 'test' or hold_id is not null)
);
-- However many processes and whatever dies: one is on its way for a case, and a version is filed once.
create unique index cybertip_filing_alone on cybertip_filing (case_id, environment)
  where state in ('approved', 'sending', 'open', 'lost');
create unique index cybertip_filing_once on cybertip_filing (version_id)
  where state in ('approved', 'sending', 'open', 'lost', 'finished');
create index cybertip_filing_due on cybertip_filing (not_before) where state in ('approved', 'sending', 'open');
alter table cybertip_version add foreign key (follows_id) references cybertip_filing;

create function cybertip_filing_begins() returns trigger language plpgsql as $$
begin
  if new.state <> 'approved' or not exists (
      select from cybertip_approval a join cybertip_version v on v.id = a.version_id and v.hash = a.hash
      where a.version_id = new.version_id and v.case_id = new.case_id and v.environment = new.environment) then
    raise exception 'only what was approved is sent, byte by byte';
  end if;
  if exists (select from drill d join safety_case c on c.ticket_id = d.ticket_id where c.id = new.case_id) then
    raise exception 'a drill reaches no agency';
  end if;
  if new.environment = 'production' and not cybertip_production() then
    raise exception 'two people have to switch production on first';
  end if;
  return new;
end $$;
create trigger begins before insert on cybertip_filing for each row execute function cybertip_filing_begins();

create function cybertip_filing_goes_on() returns trigger language plpgsql as $$
begin
  if old.state in ('finished', 'retracted', 'expired', 'stopped') then
    raise exception 'a filing that has ended is not changed';
  end if;
  if (new.case_id, new.version_id, new.environment) <> (old.case_id, old.version_id, old.environment)
     or (old.report_id is not null and new.report_id is distinct from old.report_id) then
    raise exception 'a filing stays what it is';
  end if;
  if new.state <> old.state and (old.state || ' ' || new.state) not in
     ('approved sending', 'approved retracted', 'approved stopped', 'sending open', 'sending approved', 'sending lost',
      'sending stopped', 'lost open', 'lost expired', 'open finished', 'open retracted', 'open expired', 'open stopped') then
    raise exception 'a filing goes from % to % by no way', old.state, new.state;
  end if;
  return new;
end $$;
create trigger goes_on before update on cybertip_filing for each row execute function cybertip_filing_goes_on();

create table cybertip_file (
  filing_id     bigint not null references cybertip_filing,
  attachment_id bigint not null references attachment,
  file_id       text not null,
  md5           text not null,
  uploaded_at   timestamptz not null,
  described_at  timestamptz,
  primary key (filing_id, attachment_id)
);

-- Each call and what came of it, and what people decided. Codes and numbers only.
create table cybertip_step (
  id         bigint generated always as identity primary key,
  filing_id  bigint not null references cybertip_filing,
  at         timestamptz not null,
  kind       text not null,
  code       text not null default '',
  request_id text,
  detail     text not null default '',
  staff_id   bigint references staff_member
);
create index cybertip_step_filing on cybertip_step (filing_id, id);

create function cybertip_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'what was reported is kept: it can be added to, never changed or deleted';
end $$;
-- Whoever sees the case sees what was reported of it, and nobody else.
do $$
declare t text;
begin
  foreach t in array array['cybertip_version', 'cybertip_approval', 'cybertip_step'] loop
    execute format('create trigger kept before update or delete or truncate on %I for each statement execute function cybertip_is_kept()', t);
    execute format('grant select, insert on %I to nightlight_app', t);
  end loop;
  foreach t in array array['cybertip_filing', 'cybertip_file', 'cybertip_switch', 'cybertip_stop'] loop
    execute format('create trigger kept before delete or truncate on %I for each statement execute function cybertip_is_kept()', t);
  end loop;
  foreach t in array array['cybertip_version', 'cybertip_filing'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy seen on %I using (exists (select from safety_case where safety_case.id = case_id))', t);
  end loop;
  foreach t in array array['cybertip_file', 'cybertip_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy seen on %I using (exists (select from cybertip_filing f where f.id = filing_id))', t);
  end loop;
end $$;
alter table cybertip_approval enable row level security;
create policy seen on cybertip_approval using (exists (select from cybertip_version v where v.id = version_id));
grant select, insert, update on cybertip_filing to nightlight_app;
grant select, insert on cybertip_file, cybertip_switch, cybertip_stop to nightlight_app;
grant update (described_at) on cybertip_file to nightlight_app;
grant update (confirmed_by, confirmed_at) on cybertip_switch to nightlight_app;
grant update (ended_by, ended_at) on cybertip_stop to nightlight_app;

-- What was filed is preserved for 365 days (18 U.S.C. 2258A(h)); nobody ends that hold earlier.
create function cybertip_hold_stands() returns trigger language plpgsql as $$
begin
  if new.ended_at is not null and exists (select from cybertip_filing f where f.hold_id = old.id
      and new.ended_at < f.finished_at + interval '365 days') then
    raise exception 'the law keeps this for 365 days from the report';
  end if;
  return new;
end $$;
create trigger cybertip before update on case_hold for each row execute function cybertip_hold_stands();
