-- owner: safety
-- The mandatory report of a case. Everything here is only ever added, never changed or deleted: neither by the desk's own
-- role, which is granted nothing else, nor by the tables' owner, whom a trigger stops. What holds is the sum of the lines.
create function report_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'what stands in a report is kept: it can be added to, never changed or deleted';
end $$;

-- Where the child is (a code of jurisdictions.yaml, or empty for unknown), comments of staff, the child's wish, and the
-- steps of each of the tracks, of which none moves another.
create table report_entry (
  id       bigint generated always as identity primary key,
  case_id  bigint not null references safety_case,
  kind     text not null check (kind in ('jurisdiction', 'comment', 'wish', 'step')),
  track    text check (track in ('state', 'cybertip', 'police', 'policy')),
  text     text not null,
  at       timestamptz not null,
  staff_id bigint not null references staff_member,
  check ((kind = 'step') = (track is not null)),
  check (kind <> 'step' or text in ('submitted', 'acknowledged', 'investigating', 'resolved'))
);
create index report_entry_case on report_entry (case_id, id);
create unique index report_entry_step on report_entry (case_id, track, text) where kind = 'step';

create function report_goes_forward() returns trigger language plpgsql as $$
declare
  steps text[] := array['submitted', 'acknowledged', 'investigating', 'resolved'];
begin
  if exists (select from report_entry e where e.case_id = new.case_id and e.track = new.track and e.kind = 'step'
             and array_position(steps, e.text) >= array_position(steps, new.text)) then
    raise exception 'a report goes forward only';
  end if;
  return new;
end $$;
create trigger forward before insert on report_entry for each row when (new.kind = 'step')
  execute function report_goes_forward();

-- A version is the very bytes that people approve and send.
create table report_version (
  id        bigint generated always as identity primary key,
  case_id   bigint not null references safety_case,
  number    integer not null,
  at        timestamptz not null,
  author_id bigint not null references staff_member,
  content   bytea not null,
  pdf       bytea not null,
  hash      bytea not null check (hash = sha256(pdf)),
  unique (case_id, number)
);
comment on column report_version.content is 'SHA-256 of the text that the version was made of: when it is another now, the version is out of date';

create table report_approval (
  version_id bigint primary key references report_version,
  hash       bytea not null,
  at         timestamptz not null,
  staff_id   bigint not null references staff_member
);
create function report_second_person_approves() returns trigger language plpgsql as $$
begin
  if not exists (select from report_version v where v.id = new.version_id and v.hash = new.hash
                 and v.author_id <> new.staff_id) then
    raise exception 'another person than the author approves, and the very bytes';
  end if;
  return new;
end $$;
create trigger second_person before insert on report_approval for each row
  execute function report_second_person_approves();

-- A decision not to report counts once a second person has confirmed it.
create table report_decision (
  id       bigint generated always as identity primary key,
  case_id  bigint not null references safety_case,
  track    text not null check (track in ('state', 'cybertip', 'police', 'policy')),
  reason   text not null check (btrim(reason) <> ''),
  at       timestamptz not null,
  staff_id bigint not null references staff_member
);
create index report_decision_case on report_decision (case_id);
create table report_confirmation (
  decision_id bigint primary key references report_decision,
  at          timestamptz not null,
  staff_id    bigint not null references staff_member
);
create function report_second_person_confirms() returns trigger language plpgsql as $$
begin
  if not exists (select from report_decision d where d.id = new.decision_id and d.staff_id <> new.staff_id) then
    raise exception 'a second person confirms';
  end if;
  return new;
end $$;
create trigger second_person before insert on report_confirmation for each row
  execute function report_second_person_confirms();

-- What was told to whom. A later line adds to an earlier one what was not known then, such as the intake number.
create table report_submission (
  id          bigint generated always as identity primary key,
  case_id     bigint not null references safety_case,
  adds_to     bigint,
  track       text not null check (track in ('state', 'cybertip', 'police', 'policy')),
  channel     text not null check (channel in ('phone', 'web', 'fax', 'post')),
  reporter_id bigint not null references staff_member,
  agency      text not null check (btrim(agency) <> ''),
  intake      text,
  oral_at     timestamptz,
  written_due timestamptz,
  written_at  timestamptz,
  version_id  bigint references report_approval,
  recorded_at timestamptz not null,
  recorded_by bigint not null references staff_member,
  check (adds_to is not null or oral_at is not null or written_at is not null)
);
create index report_submission_case on report_submission (case_id);
create function report_adds_to_its_own() returns trigger language plpgsql as $$
begin
  if not exists (select from report_submission s where s.id = new.adds_to and s.case_id = new.case_id
                 and s.track = new.track and s.adds_to is null) then
    raise exception 'a line adds to an earlier one of the same report';
  end if;
  return new;
end $$;
create trigger adds before insert on report_submission for each row when (new.adds_to is not null)
  execute function report_adds_to_its_own();

create table report_alarm (
  case_id bigint not null references safety_case,
  kind    text not null check (kind in ('near', 'over')),
  at      timestamptz not null,
  primary key (case_id, kind)
);

-- Whoever sees the case sees what was reported of it, and nobody else.
do $$
declare
  t text;
begin
  foreach t in array array['report_entry', 'report_version', 'report_approval', 'report_decision', 'report_confirmation',
                           'report_submission', 'report_alarm'] loop
    execute format('create trigger kept before update or delete or truncate on %I for each statement execute function report_is_kept()', t);
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert on %I to nightlight_app', t);
  end loop;
  -- Who may see the case, and so not the suspected; behind that wall everything of its report.
  foreach t in array array['report_entry', 'report_version', 'report_decision', 'report_submission', 'report_alarm'] loop
    execute format('create policy seen on %I using (exists (select from safety_case where safety_case.id = case_id))', t);
  end loop;
end $$;
create policy seen on report_approval using (exists (select from report_version where report_version.id = version_id));
create policy seen on report_confirmation using (exists (select from report_decision where report_decision.id = decision_id));
