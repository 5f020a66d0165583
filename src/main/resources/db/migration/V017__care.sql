-- owner: safety
-- Break-glass: an administrator, who by role sees no case, asks for one by its number. Both tables are only added to.
-- The number stands as it was asked for: whether there is such a case is told to nobody but those who may see it.
create table glass_request (
  id       bigint generated always as identity primary key,
  asked_by bigint not null references staff_member,
  case_id  bigint not null,
  reason   text not null check (btrim(reason) <> ''),
  asked_at timestamptz not null
);
create index glass_request_asked on glass_request (asked_at);

-- A grant says which ticket it opens and until when; both are null where it was declined.
create table glass_answer (
  request_id  bigint primary key references glass_request,
  answered_by bigint not null references staff_member,
  answered_at timestamptz not null,
  ticket_id   bigint references ticket,
  until       timestamptz,
  check ((ticket_id is null) = (until is null)),
  check (until <= answered_at + interval '1 hour')
);

create function glass_second_person_answers() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from glass_request r join staff_role s on s.staff_id = new.answered_by
                 where r.id = new.request_id and r.asked_by <> new.answered_by and s.role in ('safety_officer', 'legal')) then
    raise exception 'another person of the Safety Team or Legal answers';
  end if;
  if new.ticket_id is not null and not exists (
      select from glass_request r join safety_case c on c.id = r.case_id
      where r.id = new.request_id and c.ticket_id = new.ticket_id
        and c.suspect_staff_id is distinct from r.asked_by and c.suspect_staff_id is distinct from new.answered_by) then
    raise exception 'a grant opens the case that was asked for, and never to or by whoever is suspected in it';
  end if;
  return new;
end $$;
create trigger second_person before insert on glass_answer for each row execute function glass_second_person_answers();

-- The time by the desk's own clock, where the transaction has stated it.
create function stated_now() returns timestamptz language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('nightlight.now', true), '')::timestamptz, now()) $$;

-- Tickets that a grant opens to the viewer at this moment; none to whoever has come to be suspected or is no admin any more.
create function opened_to_viewer() returns bigint[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(a.ticket_id), '{}')
  from glass_answer a
  join glass_request r on r.id = a.request_id
  join staff_member m on m.id = r.asked_by and m.active
  join staff_role s on s.staff_id = m.id and s.role = 'admin'
  where r.asked_by = viewer() and stated_now() < a.until and a.ticket_id <> all (closed_to_viewer())
$$;
create function cases_closed_to_viewer() returns bigint[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(id), '{}') from safety_case where ticket_id = any (closed_to_viewer())
$$;
revoke execute on function opened_to_viewer, cases_closed_to_viewer from public;
grant execute on function opened_to_viewer, cases_closed_to_viewer to nightlight_app;

alter table glass_request enable row level security;
create policy seen on glass_request for select using ((select clearance()) = 'system'
  or ((select clearance()) = 'safety' and case_id <> all ((select cases_closed_to_viewer())::bigint[]))
  or ((select clearance()) in ('desk', 'glass') and asked_by = (select viewer())));
create policy asked on glass_request for insert with check ((select clearance()) = 'system' and asked_by = (select viewer()));
alter table glass_answer enable row level security;
create policy seen on glass_answer for select using (exists (select from glass_request where glass_request.id = request_id));
create policy answered on glass_answer for insert with check ((select clearance()) = 'safety'
  and answered_by = (select viewer()) and exists (select from glass_request where glass_request.id = request_id));
grant select, insert on glass_request, glass_answer to nightlight_app;

-- What a grant opens, it opens to a transaction that states itself so and that cannot write. Messages, the timeline and
-- whatever else hangs on these follow by their own policies.
create policy glass on ticket for select using ((select clearance()) = 'glass'
  and (select current_setting('transaction_read_only')) = 'on' and id = any ((select opened_to_viewer())::bigint[]));
create policy glass on safety_case for select using ((select clearance()) = 'glass'
  and (select current_setting('transaction_read_only')) = 'on' and ticket_id = any ((select opened_to_viewer())::bigint[]));
create policy glass on sealed_key for select using ((select clearance()) = 'glass'
  and (select current_setting('transaction_read_only')) = 'on' and ticket_id = any ((select opened_to_viewer())::bigint[]));
create policy glass on sealed for select using ((select clearance()) = 'glass'
  and (select current_setting('transaction_read_only')) = 'on' and ticket_id = any ((select opened_to_viewer())::bigint[]));

-- Whether somebody has said that they are ready for grave cases, or that they are not. No row: has not said.
create table exposure_choice (
  staff_id bigint primary key references staff_member on delete cascade,
  willing  boolean not null,
  at       timestamptz not null
);
grant select, insert, update on exposure_choice to nightlight_app;

-- Rest after an emergency. It tells of no case.
create table care_pause (
  id       bigint generated always as identity primary key,
  staff_id bigint not null references staff_member on delete cascade,
  began_at timestamptz not null,
  until    timestamptz not null,
  check (began_at < until)
);
create index care_pause_until on care_pause (until);
grant select, insert on care_pause to nightlight_app;

-- Who took on which case, whether it was a grave one then, and whether it was more than one person should carry.
create table case_part (
  id       bigint generated always as identity primary key,
  case_id  bigint not null references safety_case,
  staff_id bigint not null references staff_member,
  at       timestamptz not null,
  grave    boolean not null,
  beyond   boolean not null
);
create index case_part_staff on case_part (staff_id, at);

-- The offer to talk after a grave case: whether it is wanted, that it took place and with whom. Never what was said.
create table case_debrief (
  id          bigint generated always as identity primary key,
  case_id     bigint not null references safety_case,
  staff_id    bigint not null references staff_member,
  offered_at  timestamptz not null,
  wanted      boolean,
  answered_at timestamptz,
  done_at     timestamptz,
  done_by     bigint references staff_member,
  unique (case_id, staff_id),
  check ((wanted is null) = (answered_at is null)),
  check ((done_at is null) = (done_by is null)),
  check (done_by is distinct from staff_id or done_by is null)
);
create index case_debrief_staff on case_debrief (staff_id);

do $$
declare t text;
begin
  foreach t in array array['case_part', 'case_debrief'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy seen on %I using (exists (select from safety_case where safety_case.id = case_id))', t);
  end loop;
end $$;
grant select, insert on case_part to nightlight_app;
grant select, insert, update (wanted, answered_at, done_at, done_by) on case_debrief to nightlight_app;

-- Files of a case stay shut until two people agree. A grant opens one file to whoever asked, for a short time.
create table held_file_request (
  id            bigint generated always as identity primary key,
  case_id       bigint not null references safety_case,
  attachment_id bigint not null references attachment,
  asked_by      bigint not null references staff_member,
  asked_at      timestamptz not null,
  reason        text not null check (btrim(reason) <> '')
);
create index held_file_request_case on held_file_request (case_id);
create table held_file_grant (
  request_id bigint primary key references held_file_request,
  granted_by bigint not null references staff_member,
  granted_at timestamptz not null,
  until      timestamptz not null,
  check (until <= granted_at + interval '1 hour')
);
-- A person suspects that the file shows the abuse of a child: it is never shown here again.
create table held_file_mark (
  attachment_id bigint primary key references attachment,
  case_id       bigint not null references safety_case,
  marked_by     bigint not null references staff_member,
  marked_at     timestamptz not null
);
create table held_file_view (
  id            bigint generated always as identity primary key,
  case_id       bigint not null references safety_case,
  attachment_id bigint not null references attachment,
  staff_id      bigint not null references staff_member,
  at            timestamptz not null,
  grave         boolean not null
);
create index held_file_view_staff on held_file_view (staff_id, at);

create function held_file_second_person_grants() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (
      select from held_file_request r
      join safety_case c on c.id = r.case_id
      join attachment a on a.id = r.attachment_id
      where r.id = new.request_id and r.asked_by <> new.granted_by
        and a.ticket_id = c.ticket_id
        and 'CSAM' <> all (c.types)
        and not exists (select from held_file_mark m where m.attachment_id = r.attachment_id)) then
    raise exception 'another person grants, and never what may show the abuse of a child';
  end if;
  return new;
end $$;
create trigger second_person before insert on held_file_grant for each row execute function held_file_second_person_grants();

do $$
declare t text;
begin
  foreach t in array array['held_file_request', 'held_file_mark', 'held_file_view'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy seen on %I using (exists (select from safety_case where safety_case.id = case_id))', t);
    execute format('grant select, insert on %I to nightlight_app', t);
  end loop;
end $$;
alter table held_file_grant enable row level security;
create policy seen on held_file_grant using (exists (select from held_file_request where held_file_request.id = request_id));
grant select, insert on held_file_grant to nightlight_app;
