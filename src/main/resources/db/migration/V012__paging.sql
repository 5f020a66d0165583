-- owner: safety
-- A page runs from step to step until somebody acknowledges: one row per case, and one per outage of screening.
create table page (
  id              bigint generated always as identity primary key,
  kind            text not null check (kind in ('case', 'outage')),
  case_id         bigint unique references safety_case,
  step            text not null check (step in ('first', 'backup', 'lead', 'everybody')),
  -- When the next step is due; null once nobody needs to be called any more.
  next_at         timestamptz,
  -- When this round of calls began: a case that is raised after it was acknowledged begins another.
  began_at        timestamptz not null,
  -- When what it is about came in, and when the first mail about it had been handed over.
  accepted_at     timestamptz not null,
  alerted_at      timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by bigint references staff_member,
  check ((kind = 'case') = (case_id is not null))
);
create index page_next on page (next_at) where next_at is not null;

-- Who was called at which step, and the hash of the link by which they alone acknowledge.
create table page_call (
  id           bigint generated always as identity primary key,
  page_id      bigint not null references page,
  staff_id     bigint not null references staff_member,
  step         text not null,
  at           timestamptz not null,
  token_sha256 bytea unique
);
create index page_call_page on page_call (page_id, at);

-- A run of messages that screening could not judge.
create table screening_outage (
  id       bigint generated always as identity primary key,
  began_at timestamptz not null,
  last_at  timestamptz not null,
  messages integer not null,
  page_id  bigint references page
);
create index screening_outage_last on screening_outage (last_at);

-- Marks a ticket as an exercise. Whatever sends anything to an outside agency asks here first.
create table drill (
  ticket_id  bigint primary key references ticket,
  started_at timestamptz not null,
  started_by bigint references staff_member
);

-- The days on which the leads were told of a gap in the rota.
create table rota_notice (
  day date primary key,
  at  timestamptz not null
);

do $$
declare t text;
begin
  foreach t in array array['screening_outage', 'drill'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy seen on %I using ((select clearance()) in ('safety', 'system'))$p$, t);
  end loop;
end $$;
-- Who may see the case, and so not the suspected, sees who was called for it.
alter table page enable row level security;
create policy seen on page using (exists (select from safety_case where safety_case.id = case_id)
  or (case_id is null and (select clearance()) in ('safety', 'system')));
alter table page_call enable row level security;
create policy seen on page_call using (exists (select from page where page.id = page_id));
grant select, insert, update on page, page_call, screening_outage to nightlight_app;
grant select, insert on drill, rota_notice to nightlight_app;
