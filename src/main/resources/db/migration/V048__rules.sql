-- owner: automation
-- A rule of the desk: when, if, then. What it says stands in its versions; here is what is asked at each change of a ticket. None is
-- ever deleted: one that was removed stands aside, switched off.
-- hears: at which changes it looks; empty for one that waits for a time. looked_at, looked_ticket: how far one that waits has come.
create table rule (
  id            bigint generated always as identity primary key,
  version       integer not null,
  place         integer not null,
  active        boolean not null,
  hears         text[] not null,
  looked_at     timestamptz,
  looked_ticket bigint,
  stopped_at    timestamptz,
  removed_at    timestamptz,
  check (not (active and removed_at is not null))
);
grant select, insert, update on rule to nightlight_app;

-- What a rule said, from when on, and who wrote or switched it. A line is never changed.
create table rule_version (
  rule_id bigint not null references rule,
  number  integer not null,
  change  text not null check (change in ('made', 'changed', 'on', 'off', 'removed', 'returned')),
  says    jsonb not null,
  by_id   bigint not null references staff_member,
  at      timestamptz not null,
  primary key (rule_id, number)
);
grant select, insert on rule_version to nightlight_app;

-- What changed of a ticket and has not been looked at by the rules yet: one row for each transaction that changed it, so that no rule
-- fires twice for one change. chain: the rules that led to it, the last of them made the change. A row of a rule that waits names that
-- rule and since when its time ran.
create table rule_work (
  id         bigint generated always as identity primary key,
  ticket_id  bigint not null references ticket on delete cascade,
  changed_in bigint not null default pg_current_xact_id()::text::bigint,
  chain      bigint[] not null,
  what       text[] not null,
  rule_id    bigint references rule,
  since      timestamptz,
  at         timestamptz not null,
  not_before timestamptz not null,
  attempts   integer not null default 0
);
create unique index rule_work_once on rule_work (ticket_id, changed_in, chain) where rule_id is null;
create index rule_work_ticket on rule_work (ticket_id, id);
grant select, insert, update, delete on rule_work to nightlight_app;

-- Since when a ticket is in its state, since its customer wrote last, since we answered last, since the customer waits for an answer. None
-- of a closed ticket, so that it does not grow with the age of the desk.
create table rule_time (
  ticket_id bigint not null references ticket on delete cascade,
  kind      text not null check (kind in ('state', 'customer', 'answer', 'waiting')),
  value     text not null default '',
  since     timestamptz not null,
  primary key (ticket_id, kind)
);
create index rule_time_since on rule_time (kind, value, since, ticket_id);
grant select, insert, update, delete on rule_time to nightlight_app;

-- What a rule found when it looked at a ticket, for 30 days. Of those that found nothing to do the latest alone, with their number.
create table rule_look (
  id        bigint generated always as identity primary key,
  ticket_id bigint not null references ticket on delete cascade,
  rule_id   bigint not null references rule,
  version   integer not null,
  at        timestamptz not null,
  what      text[] not null,
  outcome   text not null check (outcome in ('fired', 'not', 'refused', 'failed', 'stopped')),
  because   text[] not null,
  times     integer not null default 1
);
create unique index rule_look_not on rule_look (ticket_id, rule_id) where outcome = 'not';
create index rule_look_ticket on rule_look (ticket_id, id);
create index rule_look_fired on rule_look (rule_id, at) where outcome = 'fired';
create index rule_look_at on rule_look (at);
grant select, insert, update, delete on rule_look to nightlight_app;

-- The wall holds here as on the ticket.
do $$
declare t text;
begin
  foreach t in array array['rule_work', 'rule_time', 'rule_look'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy seen on %I using ((select clearance()) = ''system'' or exists (select from ticket where ticket.id = ticket_id))', t);
  end loop;
end $$;

-- Times of the tickets that are there already.
insert into rule_time (ticket_id, kind, value, since)
select t.id, 'state', t.state, coalesce(
    (select max(e.at) from ticket_event e where e.ticket_id = t.id and e.kind = 'state'), t.solved_at, t.created_at)
from ticket t where t.state <> 'closed' and not t.walled;
insert into rule_time (ticket_id, kind, since)
select t.id, 'customer', max(m.created_at) from ticket t join message m on m.ticket_id = t.id and m.kind = 'customer'
where t.state <> 'closed' and not t.walled group by t.id;
insert into rule_time (ticket_id, kind, since)
select t.id, 'answer', max(m.sent_at) from ticket t join message m on m.ticket_id = t.id and m.kind = 'reply' and m.sent_at is not null
where t.state <> 'closed' and not t.walled group by t.id;
insert into rule_time (ticket_id, kind, since)
select t.id, 'waiting', min(m.created_at) from ticket t join message m on m.ticket_id = t.id and m.kind = 'customer'
where t.state <> 'closed' and not t.walled and m.created_at > coalesce(
    (select max(r.sent_at) from message r where r.ticket_id = t.id and r.kind = 'reply' and r.sent_at is not null), '-infinity')
group by t.id;
