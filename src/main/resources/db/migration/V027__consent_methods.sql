-- owner: privacy
-- The further methods of verifiable consent (16 CFR 312.5(b)): calls, a payment card, questions of a provider, a government's
-- identity paper; and the seat of text plus. Photo match has none: the database does not know it. What proves a consent lies where
-- the software alone reads, and a consent that is given without its proof is refused here too.
alter table consent drop constraint consent_method_check;
alter table consent add constraint consent_method_check check (method in
  ('email-plus', 'text-plus', 'signed-form', 'call', 'video-call', 'card', 'knowledge', 'government-id'));
-- 312.5(b)(2)(viii) and (ix): neither of the two that are only half a proof covers disclosure
alter table consent add constraint consent_disclosure_needs_more
  check (not third_party_disclosure or method is null or method not in ('email-plus', 'text-plus'));

-- A call, by telephone or with pictures, as a trained person wrote it down while it lasted. Nothing of it is recorded as sound or film.
create table consent_call (
  id             bigint generated always as identity primary key,
  request_id     bigint not null references consent_request,
  method         text not null check (method in ('call', 'video-call')),
  at             timestamptz not null,
  agent_id       bigint not null references staff_member,
  script_version integer not null,
  language       text not null check (language in ('en', 'es')),
  notice_version integer not null,
  relation       text not null check (relation in ('parent', 'guardian')),
  proven_by      text not null check (btrim(proven_by) <> ''),
  collection     boolean not null,
  third_party_disclosure boolean not null,
  recording      boolean not null default false check (not recording),
  check (collection or not third_party_disclosure)
);
create index consent_call_request on consent_call (request_id);
comment on column consent_call.proven_by is 'key of the way by which the script has the caller proven to be the parent';

-- A payment card, confirmed at the provider on the provider's own page. No number, name or date of a card is ever here: what is kept
-- are the provider's own numbers of the page and of the payment.
create table consent_card (
  id              bigint generated always as identity primary key,
  request_id      bigint not null references consent_request,
  answered_at     timestamptz not null,
  idempotency_key text not null unique,
  begun_at        timestamptz not null,
  mode            text not null check (mode in ('payment', 'setup')),
  amount          bigint not null check ((mode = 'payment') = (amount > 0) and amount >= 0),
  currency        text not null check (currency ~ '^[a-z]{3}$'),
  state           text not null default 'begun' check (state in ('begun', 'open', 'paid', 'expired', 'failed')),
  session_id      text unique check (session_id ~ '^cs_\w{1,200}$'),
  payment_id      text check (payment_id ~ '^(pi|seti)_\w{1,200}$'),
  page            text,
  ended_at        timestamptz,
  check ((state in ('begun', 'open')) = (ended_at is null)),
  check (state not in ('open', 'paid') or session_id is not null),
  check ((page is not null) = (state = 'open')),
  check (payment_id is null or state = 'paid')
);
create index consent_card_request on consent_card (request_id, id);
comment on column consent_card.page is 'the address of the provider''s page, while it is open';

-- Questions of a provider: how often a parent tried. Neither questions nor answers are kept.
create table consent_knowledge (
  id          bigint generated always as identity primary key,
  request_id  bigint not null references consent_request,
  attempt     integer not null check (attempt between 1 and 3),
  answered_at timestamptz not null,
  asked_at    timestamptz not null,
  reference   text not null,
  ended_at    timestamptz,
  passed      boolean,
  check ((ended_at is null) = (passed is null)),
  unique (request_id, attempt)
);
comment on column consent_knowledge.reference is 'the provider''s own number';

-- A picture of an identity paper, until a person has decided: what decides takes it away (312.5(b)(2)(v)).
create table consent_identity (
  id          bigint generated always as identity primary key,
  request_id  bigint not null references consent_request,
  uploaded_at timestamptz not null,
  type        text not null check (type in ('application/pdf', 'image/jpeg', 'image/png')),
  content     bytea,
  ended_at    timestamptz,
  checked_by  bigint references staff_member,
  accepted    boolean,
  against     text not null default '',
  reason      text check (reason in ('unreadable', 'not-found', 'not-valid', 'not-the-parent')),
  check ((content is null) = (ended_at is not null)),
  check ((checked_by is null) = (accepted is null)),
  check (accepted is null or (ended_at is not null and btrim(against) <> '')),
  check ((accepted is false) = (reason is not null))
);
create index consent_identity_request on consent_identity (request_id);
create index consent_identity_waiting on consent_identity (id) where ended_at is null;
comment on column consent_identity.against is 'the database outside the desk that it was checked against';

-- Nothing is given whose proof is not there.
create function consent_is_proven() returns trigger language plpgsql as $$
declare
  kind text := split_part(new.evidence, ':', 1);
  proof bigint := case when new.evidence ~ '^[a-z]+:\d{1,18}$' then split_part(new.evidence, ':', 2)::bigint end;
  found boolean := case new.method
    when 'email-plus' then kind = 'link' and exists (select from consent_link l where l.id = proof and l.request_id = new.request_id)
    when 'signed-form' then kind = 'form' and exists (select from consent_form f where f.id = proof and f.request_id = new.request_id
      and f.accepted)
    when 'card' then kind = 'card' and exists (select from consent_card c where c.id = proof and c.request_id = new.request_id
      and c.state = 'paid')
    when 'knowledge' then kind = 'knowledge' and exists (select from consent_knowledge k where k.id = proof
      and k.request_id = new.request_id and k.passed)
    when 'government-id' then kind = 'identity' and exists (select from consent_identity i where i.id = proof
      and i.request_id = new.request_id and i.accepted)
    when 'text-plus' then false -- there is no telephone channel yet
    else kind = 'call' and exists (select from consent_call c where c.id = proof and c.request_id = new.request_id
      and c.method = new.method and c.collection = new.collection and c.third_party_disclosure = new.third_party_disclosure)
  end;
begin
  if found is not true then
    raise exception 'a consent is given only with its proof';
  end if;
  return new;
end $$;
create trigger proven before insert on consent for each row when (new.decision = 'given') execute function consent_is_proven();

do $$
declare t text;
begin
  foreach t in array array['consent_call', 'consent_card', 'consent_knowledge', 'consent_identity'] loop
    execute format('alter table %I enable row level security', t);
    execute format($p$create policy seen on %I using ((select clearance()) = 'system')$p$, t);
  end loop;
end $$;
grant select, insert on consent_call, consent_card, consent_knowledge, consent_identity to nightlight_app;
grant update (state, session_id, payment_id, page, ended_at) on consent_card to nightlight_app;
grant update (ended_at, passed) on consent_knowledge to nightlight_app;
grant update (content, ended_at, checked_by, accepted, against, reason) on consent_identity to nightlight_app;

alter table supplier drop constraint supplier_way_check;
alter table supplier add constraint supplier_way_check
  check (way in ('mail-relay', 'webhook', 'cybertipline', 'key-service', 'card-provider', 'knowledge-questions'));

create or replace function forget_consents(people bigint[]) returns void language plpgsql security definer set search_path = public as $$
declare
  requests bigint[];
begin
  if clearance() <> 'system' then
    raise exception 'only an erasure forgets consents';
  end if;
  requests := array(select id from consent_request where child_id = any (people));
  delete from consent_call where request_id = any (requests);
  delete from consent_card where request_id = any (requests);
  delete from consent_knowledge where request_id = any (requests);
  delete from consent_identity where request_id = any (requests);
  delete from consent_form where request_id = any (requests);
  delete from consent_mail where request_id = any (requests);
  delete from consent_link where request_id = any (requests);
  perform set_config('nightlight.forgetting', 'on', true);
  delete from consent where child_id = any (people);
  perform set_config('nightlight.forgetting', '', true);
  delete from consent_request where child_id = any (people);
  delete from age_statement where customer_id = any (people);
end $$;
