-- owner: privacy
-- Why the desk may keep and answer what a child under 13 writes (16 CFR 312.5(a) and (c)): one line a conversation, as far as the
-- child is known to be one. The audit keeps each step.
create table ground (
  ticket_id   bigint primary key references ticket,
  child_id    bigint not null references customer,
  ground      text not null check (ground in
                ('consent', 'consent-request', 'one-reply', 'several-replies', 'child-safety', 'security-and-law')),
  sub_ground  text check (sub_ground in ('i', 'ii', 'iii', 'iv')),
  chosen_by   text not null,
  reason      text not null default '',
  since       timestamptz not null,
  answered_at timestamptz,
  ends_at     timestamptz,
  refused     boolean not null default false,
  check ((ground = 'security-and-law') = (sub_ground is not null))
);
create index ground_child on ground (child_id);
create index ground_ending on ground (ends_at) where ends_at is not null;
comment on column ground.ends_at is 'from then on nothing more may be kept of the child; null while that moment is not known';
comment on column ground.refused is 'a parent said no: everything of the child is erased';

-- A parent is told that a child is answered more than once (312.4(c)(3)), or that its safety is looked after (312.4(c)(4)). The desk
-- does not see it: a notice that was withheld would tell of a case. Of the link in it the hash alone is kept.
create table notice_mail (
  id         bigint generated always as identity primary key,
  ticket_id  bigint not null references ticket,
  child_id   bigint not null references customer,
  parent_id  bigint not null references customer,
  notice     text not null check (notice in ('several-replies', 'child-safety')),
  due_at     timestamptz not null,
  state      text not null default 'due' check (state in ('due', 'queued', 'sent', 'failed', 'withheld', 'dropped')),
  version    integer,
  mail_id    text unique,
  ended_at   timestamptz,
  hash       bytea unique check (octet_length(hash) = 32),
  link_until timestamptz,
  refused_at timestamptz,
  unique (ticket_id, parent_id, notice)
);
create index notice_mail_due on notice_mail (due_at, id) where state = 'due';
create index notice_mail_child on notice_mail (child_id);

-- How far the notices of a conversation have come, in words that are the same for a home that must hear nothing.
create function notices_of(conversation bigint) returns text language sql stable security definer set search_path = public as $$
  select case
    when count(*) = 0 then 'none'
    when bool_or(n.state in ('sent', 'withheld')) then 'gone'
    when bool_or(n.state in ('due', 'queued')) then 'waiting'
    else 'failed' end
  from notice_mail n join ticket t on t.id = n.ticket_id
  where n.ticket_id = $1 and (not t.walled or clearance() in ('safety', 'system'))
$$;
revoke execute on function notices_of from public;
grant execute on function notices_of to nightlight_app;

alter table ground enable row level security;
create policy seen on ground using ((select clearance()) = 'system' or exists (select from ticket where ticket.id = ticket_id));
alter table notice_mail enable row level security;
create policy seen on notice_mail using ((select clearance()) = 'system');
create policy added on notice_mail for insert with check (true);

grant select, insert, update, delete on ground, notice_mail to nightlight_app;

-- A parent who says no is not of the staff: nobody's number stands there then.
alter table erasure alter column asked_by drop not null;
