-- owner: privacy
-- Each thing said about somebody's age, by whom and when. The band alone is kept, never the number of years.
create table age_statement (
  id          bigint generated always as identity primary key,
  customer_id bigint not null references customer,
  band        text not null check (band in ('under13', '13to17', 'adult', 'unknown')),
  source      text not null check (source in ('message', 'question', 'agent')),
  actor       text not null,
  at          timestamptz not null,
  ticket_id   bigint references ticket,
  walled      boolean not null default false,
  reason      text not null default '',
  check ((source = 'agent') = (btrim(reason) <> ''))
);
create index age_statement_customer on age_statement (customer_id, id);
comment on column age_statement.walled is 'said in a message that came in behind the safety wall: the desk sees it only with that ticket';

-- A parent was asked. The address is here and nowhere else, and is gone when the request has ended without consent.
create table consent_request (
  id           bigint generated always as identity primary key,
  child_id     bigint not null references customer,
  ticket_id    bigint references ticket,
  asked_by     bigint not null references staff_member,
  asked_at     timestamptz not null,
  deadline     timestamptz not null check (deadline > asked_at),
  language     text not null check (language in ('en', 'es')),
  relation     text not null check (relation in ('parent', 'guardian')),
  contact      text,
  contact_hash bytea,
  ended        text check (ended in ('given', 'refused', 'revoked', 'expired')),
  ended_at     timestamptz,
  check ((ended is null) = (ended_at is null)),
  check ((contact is null) = (contact_hash is null)),
  check (contact is null or ended is null or ended = 'given'),
  check (ended is not null or contact is not null)
);
create unique index consent_request_open on consent_request (child_id) where ended is null;
create index consent_request_due on consent_request (deadline) where ended is null;
create index consent_request_contact on consent_request (contact_hash) where contact_hash is not null;
create index consent_request_child on consent_request (child_id, id);

-- What parents decided. Only ever added to: the latest line of a child holds.
create table consent (
  id                     bigint generated always as identity primary key,
  request_id             bigint not null references consent_request,
  child_id               bigint not null references customer,
  at                     timestamptz not null,
  decision               text not null check (decision in ('answered', 'given', 'refused', 'revoked', 'declined')),
  collection             boolean not null,
  third_party_disclosure boolean not null,
  purposes               text not null,
  notice                 text not null,
  notice_version         integer not null,
  method                 text check (method in ('email-plus', 'signed-form')),
  evidence               text not null,
  relation               text not null check (relation in ('parent', 'guardian')),
  verifier               text not null,
  expires_at             timestamptz,
  check (collection or not third_party_disclosure),
  check (collection = (decision in ('answered', 'given'))),
  check (decision in ('refused', 'revoked') or method is not null),
  -- 16 CFR 312.5(b)(2)(viii): consent by e-mail never covers disclosure
  check (method is distinct from 'email-plus' or not third_party_disclosure),
  check ((decision = 'given') = (expires_at is not null))
);
create index consent_child on consent (child_id, id);
create index consent_request_steps on consent (request_id, id);
comment on column consent.evidence is 'where the proof is, such as mail:<id> or form:7; empty for an answer that is not proven yet';
comment on column consent.verifier is 'who found it proven: software:privacy or staff:7';

-- Nothing is given that a parent did not answer in just these words, and nothing is given after the parent took it back.
create function consent_was_answered() returns trigger language plpgsql as $$
declare last consent;
begin
  select * into last from consent where request_id = new.request_id order by id desc limit 1;
  if last.id is null or last.decision <> 'answered' or last.collection <> new.collection or last.method is distinct from new.method
     or last.third_party_disclosure <> new.third_party_disclosure or last.notice_version <> new.notice_version then
    raise exception 'a consent repeats the answer that it proves';
  end if;
  return new;
end $$;
create trigger answered before insert on consent for each row when (new.decision = 'given') execute function consent_was_answered();
create function consent_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'decisions on consent are kept: they can be added to, never changed or deleted';
end $$;
create trigger kept before update or delete or truncate on consent for each statement execute function consent_is_kept();

-- Links in mails to parents: of each the hash alone, each for one purpose.
create table consent_link (
  id         bigint generated always as identity primary key,
  request_id bigint not null references consent_request,
  hash       bytea not null unique check (octet_length(hash) = 32),
  purpose    text not null check (purpose in ('centre', 'confirm', 'revoke')),
  made_at    timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);

-- Mails to parents that are due, and what became of them. Nobody at the desk sees it: a mail that was withheld would tell of a case.
create table consent_mail (
  id         bigint generated always as identity primary key,
  request_id bigint not null references consent_request,
  kind       text not null check (kind in ('ask', 'confirm', 'recorded', 'declined', 'link')),
  due_at     timestamptz not null,
  state      text not null default 'due' check (state in ('due', 'queued', 'sent', 'failed', 'withheld', 'dropped')),
  mail_id    text unique,
  ended_at   timestamptz
);
create index consent_mail_due on consent_mail (due_at, id) where state = 'due';
create index consent_mail_request on consent_mail (request_id);

-- Somebody wants a new link. Kept as a hash, so that nothing is kept of whoever is not known, and answered later, so that the
-- page takes the same time for everybody.
create table consent_wish (
  id   bigint generated always as identity primary key,
  hash bytea not null,
  at   timestamptz not null
);

-- Signed forms as parents sent them. Only the software reads them, for a person who checks, and that is audited.
create table consent_form (
  id          bigint generated always as identity primary key,
  request_id  bigint not null references consent_request,
  uploaded_at timestamptz not null,
  type        text not null check (type in ('application/pdf', 'image/jpeg', 'image/png')),
  sha256      bytea not null,
  content     bytea,
  checked_by  bigint references staff_member,
  checked_at  timestamptz,
  accepted    boolean,
  reason      text not null default '',
  check ((checked_by is null) = (checked_at is null) and (checked_by is null) = (accepted is null)),
  check (accepted is distinct from false or btrim(reason) <> '')
);
create index consent_form_request on consent_form (request_id);
create index consent_form_waiting on consent_form (id) where checked_at is null;

-- Whether nothing may be sent to anybody at home about this child: a ticket behind the wall, or a case in which somebody at home
-- is suspected or nobody has decided, names one of the household, or one of that of the address. Answered to the software alone,
-- and later than whoever asked: nobody's page depends on it.
create function home_is_silent(child bigint, asked_on bigint, address text) returns boolean
language plpgsql stable security definer set search_path = public as $$
begin
  if clearance() <> 'system' then
    raise exception 'only the software asks whether a home is silent';
  end if;
  return exists (select from ticket where id = asked_on and walled)
    or exists (
      with known as (
        select child as id
        union select requester_id from ticket where id = asked_on
        union select customer_id from customer_address where kind = 'email' and value = address
      ), home as (
        select id from known
        union select member.id from customer one join customer member on member.household_id = one.household_id
          where one.id in (select id from known)
      )
      select from safety_case c
      where c.state <> 'released' and c.suspect in ('unknown', 'household', 'child')
        and (exists (select from ticket t where t.id = c.ticket_id and t.requester_id in (select id from home))
          or exists (select from case_ticket l join ticket t on t.id = l.ticket_id
                     where l.case_id = c.id and t.requester_id in (select id from home))
          or exists (select from case_child k where k.case_id = c.id and k.customer_id in (select id from home))));
end $$;
revoke execute on function home_is_silent from public;
grant execute on function home_is_silent to nightlight_app;

alter table age_statement enable row level security;
create policy seen on age_statement using ((select clearance()) = 'system'
  or (not walled and exists (select from customer where customer.id = customer_id))
  or (walled and exists (select from ticket where ticket.id = ticket_id)));
do $$
declare t text;
begin
  foreach t in array array['consent_request', 'consent'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy seen on %I using ((select clearance()) = 'system'
      or exists (select from customer where customer.id = child_id))$p$, t);
  end loop;
  foreach t in array array['consent_link', 'consent_mail', 'consent_wish', 'consent_form'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy seen on %I using ((select clearance()) = 'system')$p$, t);
  end loop;
end $$;
-- An agent's question puts a mail there, which the agent does not see again.
create policy added on consent_mail for insert with check (true);

grant select, insert on age_statement, consent_request, consent, consent_link, consent_mail, consent_wish, consent_form to nightlight_app;
grant update (contact, contact_hash, deadline, ended, ended_at) on consent_request to nightlight_app;
grant update (used_at) on consent_link to nightlight_app;
grant update (state, mail_id, ended_at) on consent_mail to nightlight_app;
grant update, delete on consent_wish to nightlight_app; -- update: to take one that no other process has in hand
grant update (content, checked_by, checked_at, accepted, reason) on consent_form to nightlight_app;
