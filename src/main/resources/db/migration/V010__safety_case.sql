-- owner: safety
-- The member of staff whom the running transaction has stated as its viewer; null when it stated none.
create function viewer() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('nightlight.viewer', true), '')::bigint $$;

alter table staff_member add column trained_until date;

-- household, child and unknown keep every parent from hearing; staff shuts the suspected person out.
alter table safety_case drop constraint safety_case_suspect_check;
alter table safety_case
  add constraint safety_case_suspect_check check (suspect in ('unknown', 'household', 'child', 'staff', 'outside', 'none')),
  add column suspect_staff_id bigint references staff_member,
  add column safe_channel text not null default 'undecided' check (safe_channel in ('undecided', 'confirmed', 'approved', 'no')),
  add column jurisdiction text not null default 'unknown' check (jurisdiction = 'unknown' or jurisdiction ~ '^[A-Z]{2}$'),
  add column owner_id bigint references staff_member,
  add column second_id bigint references staff_member,
  add constraint safety_case_suspect_named check ((suspect = 'staff') = (suspect_staff_id is not null)),
  add constraint safety_case_two_people check (second_id is distinct from owner_id or second_id is null),
  add constraint safety_case_not_the_suspect check (suspect_staff_id is null or (owner_id is distinct from suspect_staff_id
    and second_id is distinct from suspect_staff_id));
create index safety_case_suspect_staff on safety_case (suspect_staff_id) where suspect_staff_id is not null;

-- The timeline: who, when, what. Codes only, never what anybody wrote. Only ever added to.
create table case_event (
  id      bigint generated always as identity primary key,
  case_id bigint not null references safety_case,
  at      timestamptz not null,
  actor   text not null,
  kind    text not null,
  detail  text not null default ''
);
create index case_event_case on case_event (case_id, id);
-- What the person who decided wrote for a reason, apart from the timeline. Only ever added to.
create table case_reason (
  event_id bigint primary key references case_event,
  case_id  bigint not null references safety_case,
  reason   text not null check (reason <> '')
);
create index case_reason_case on case_reason (case_id);

-- What one trained person wants and a second one has to confirm. At most one waits for each case.
create table case_proposal (
  id          bigint generated always as identity primary key,
  case_id     bigint not null references safety_case,
  kind        text not null check (kind in ('lower', 'release', 'close')),
  level       text check (level in ('S1', 'S2', 'S3')),
  reason      text not null check (reason <> ''),
  proposed_by bigint not null references staff_member,
  proposed_at timestamptz not null,
  ended       text check (ended in ('confirmed', 'declined', 'overtaken')),
  ended_by    bigint references staff_member,
  ended_at    timestamptz,
  check ((kind = 'lower') = (level is not null)),
  check (ended is distinct from 'confirmed' or (ended_by is not null and ended_by <> proposed_by))
);
create unique index case_proposal_waiting on case_proposal (case_id) where ended is null;

-- What must be kept, and until when it has to be looked at again. Never removed, only ended.
create table case_hold (
  id           bigint generated always as identity primary key,
  case_id      bigint not null references safety_case,
  kind         text not null check (kind in ('legal', 'authority', 'preservation')),
  reason       text not null check (reason <> ''),
  until        date,
  placed_by    bigint not null references staff_member,
  placed_at    timestamptz not null,
  ended_by     bigint references staff_member,
  ended_at     timestamptz,
  ended_reason text check (ended_reason <> ''),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_reason is null))
);
create index case_hold_case on case_hold (case_id);

create table case_ticket (
  case_id   bigint not null references safety_case,
  ticket_id bigint not null references ticket,
  added_by  bigint not null references staff_member,
  added_at  timestamptz not null,
  primary key (case_id, ticket_id)
);
create table case_child (
  case_id     bigint not null references safety_case,
  customer_id bigint not null references customer,
  added_by    bigint not null references staff_member,
  added_at    timestamptz not null,
  primary key (case_id, customer_id)
);

insert into case_event (case_id, at, actor, kind, detail)
  select id, opened_at, 'software:safety', 'opened', level from safety_case;
insert into case_event (case_id, at, actor, kind)
  select id, acknowledged_at, 'staff:' || acknowledged_by, 'acknowledged' from safety_case where acknowledged_at is not null;
insert into case_event (case_id, at, actor, kind)
  select id, ended_at, 'staff:' || ended_by, state from safety_case where ended_at is not null;

-- Tickets of cases in which the viewer is suspected. A transaction of the Safety Team that has not said who looks is
-- closed out of all of them. Runs as the tables' owner, whom no policy binds.
create function closed_to_viewer() returns bigint[] language sql stable security definer set search_path = public as $$
  with suspecting as (
    select id, ticket_id from safety_case
    where suspect_staff_id is not null and (viewer() is null or suspect_staff_id = viewer())
  )
  select coalesce(array_agg(ticket_id), '{}') from (
    select ticket_id from suspecting
    union all select link.ticket_id from case_ticket link join suspecting on suspecting.id = link.case_id
  ) closed
$$;
revoke execute on function closed_to_viewer from public;
grant execute on function closed_to_viewer to nightlight_app;

-- Every wall that let all of the Safety Team through now keeps out the suspected, whatever their roles.
drop policy seen on ticket;
create policy seen on ticket using ((select clearance()) = 'system'
  or ((select clearance()) = 'safety' and id <> all ((select closed_to_viewer())::bigint[]))
  or ((select clearance()) = 'desk' and not walled));
do $$
declare t text;
begin
  foreach t in array array['message', 'attachment', 'ticket_event', 'ticket_tag', 'draft', 'mail_thread', 'clock_event',
                           'clock'] loop
    execute format('drop policy seen on %I', t);
    execute format($p$create policy seen on %I using ((select clearance()) = 'system'
      or ((select clearance()) = 'safety' and ticket_id <> all ((select closed_to_viewer())::bigint[]))
      or exists (select from ticket where ticket.id = ticket_id))$p$, t);
  end loop;
  foreach t in array array['safety_case', 'screening'] loop
    execute format('drop policy seen on %I', t);
    execute format($p$create policy seen on %I using ((select clearance()) = 'system'
      or ((select clearance()) = 'safety' and ticket_id <> all ((select closed_to_viewer())::bigint[])))$p$, t);
  end loop;
  foreach t in array array['case_event', 'case_reason', 'case_proposal', 'case_hold', 'case_ticket', 'case_child'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy seen on %I using (exists (select from safety_case where safety_case.id = case_id))', t);
  end loop;
end $$;
drop policy seen on audit_line;
create policy seen on audit_line for select using ((select clearance()) = 'system'
  or ((select clearance()) = 'safety' and (ticket_id is null or ticket_id <> all ((select closed_to_viewer())::bigint[])))
  or ((select clearance()) = 'desk' and not walled
      and (ticket_id is null or exists (select from ticket where ticket.id = ticket_id))));
drop policy seen on inbound;
create policy seen on inbound using ((select clearance()) = 'system'
  or ((select clearance()) = 'safety' and (ticket_id is null or ticket_id <> all ((select closed_to_viewer())::bigint[])))
  or ((select clearance()) = 'desk' and state = 'unreadable' and not walled));
drop policy seen on inbound_piece;
create policy seen on inbound_piece using ((select clearance()) = 'system'
  or ((select clearance()) = 'safety' and exists (select from inbound where inbound.id = inbound_id)));
drop policy seen on outbound;
create policy seen on outbound using ((select clearance()) = 'system'
  or ((select clearance()) = 'safety' and (ticket_id is null or ticket_id <> all ((select closed_to_viewer())::bigint[])))
  or ((select clearance()) = 'desk' and purpose in ('reply', 'automatic') and exists (select from ticket where ticket.id = ticket_id)));
drop policy seen on demo_mail;
create policy seen on demo_mail using ((select clearance()) = 'system'
  or exists (select from outbound where outbound.id = outbound_id));

grant select, insert on case_event, case_reason, case_ticket, case_child to nightlight_app;
grant select, insert on case_proposal, case_hold to nightlight_app;
grant update (ended, ended_by, ended_at) on case_proposal to nightlight_app;
grant update (ended_by, ended_at, ended_reason) on case_hold to nightlight_app;
