-- owner: safety
-- Answers to the child of a case, and whether parents are told. Kept with the case and not with its ticket, so that they stay
-- behind its wall whatever becomes of the ticket. Only ever added to.
create table case_answer (
  id         bigint generated always as identity primary key,
  case_id    bigint not null references safety_case,
  answer_key text,
  language   text not null check (language in ('en', 'es')),
  country    text not null check (country = '' or country ~ '^[A-Z]{2}$'),
  text       text not null check (text <> ''),
  hash       bytea not null check (hash = sha256(convert_to(text, 'UTF8'))),
  playbook   integer not null,
  written_by bigint not null references staff_member,
  written_at timestamptz not null
);
create index case_answer_case on case_answer (case_id, id);
comment on column case_answer.answer_key is 'key of the approved answer in the playbook; null for words of the reviewer''s own';
comment on column case_answer.text is 'the very words that go out, help card included';

create table case_answer_step (
  answer_id bigint not null references case_answer,
  kind      text not null check (kind in ('approved', 'declined', 'queued', 'sent', 'failed', 'withheld')),
  at        timestamptz not null,
  staff_id  bigint references staff_member,
  hash      bytea not null,
  mail_id   text unique,
  primary key (answer_id, kind),
  check ((kind = 'queued') = (mail_id is not null)),
  check ((kind in ('approved', 'declined', 'queued')) = (staff_id is not null))
);

-- Another person approves the very words, or declines them. Nothing is sent but over a channel that was judged safe; words of
-- a reviewer's own only when approved, unless it is an emergency.
create function answer_step_is_due() returns trigger language plpgsql as $$
declare
  answer case_answer;
  about safety_case;
begin
  select * into answer from case_answer where id = new.answer_id and hash = new.hash;
  if answer.id is null then
    raise exception 'a step of an answer names its very words';
  end if;
  if new.kind = 'approved' and new.staff_id = answer.written_by then
    raise exception 'another person than the writer approves an answer';
  end if;
  if new.kind in ('approved', 'declined') and exists (
    select from case_answer_step s where s.answer_id = new.answer_id and s.kind in ('declined', 'queued')) then
    raise exception 'this answer was declined or sent';
  end if;
  if new.kind = 'queued' then
    select * into about from safety_case where id = answer.case_id;
    if about.safe_channel not in ('confirmed', 'approved') then
      raise exception 'nothing is sent over a channel that was not judged safe';
    end if;
    if exists (select from case_answer_step s where s.answer_id = new.answer_id and s.kind = 'declined') then
      raise exception 'this answer was declined';
    end if;
    if answer.answer_key is null and about.level <> 'S4' and not exists (
      select from case_answer_step s where s.answer_id = new.answer_id and s.kind = 'approved') then
      raise exception 'words of one''s own need a second person';
    end if;
  end if;
  if new.kind in ('sent', 'failed', 'withheld') and not exists (
    select from case_answer_step s where s.answer_id = new.answer_id and s.kind = 'queued') then
    raise exception 'this answer was never on its way';
  end if;
  return new;
end $$;
create trigger due before insert on case_answer_step for each row execute function answer_step_is_due();

-- Whether a parent is told. Withheld: on the ground that no notice is required (16 CFR 312.5(c)(6)).
create table case_notice (
  id         bigint generated always as identity primary key,
  case_id    bigint not null references safety_case,
  decision   text not null check (decision in ('withheld', 'tell')),
  ground     text,
  child_told boolean,
  reason     text not null check (btrim(reason) <> ''),
  decided_by bigint not null references staff_member,
  at         timestamptz not null,
  check ((decision = 'withheld') = (ground is not null)),
  check (ground is null or ground = '312.5(c)(6)'),
  check ((decision = 'tell') = (child_told is not null))
);
create index case_notice_case on case_notice (case_id, id);
create function no_parent_is_told_who_may_be_the_one() returns trigger language plpgsql as $$
begin
  if exists (select from safety_case c where c.id = new.case_id and c.suspect in ('unknown', 'household', 'child')) then
    raise exception 'no parent is told while somebody at home is suspected or nobody has decided';
  end if;
  return new;
end $$;
create trigger not_the_suspect before insert on case_notice for each row when (new.decision = 'tell')
  execute function no_parent_is_told_who_may_be_the_one();

create function answer_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'an answer, its steps and a decision on a notice are kept: they can be added to, never changed or deleted';
end $$;
do $$
declare t text;
begin
  foreach t in array array['case_answer', 'case_answer_step', 'case_notice'] loop
    execute format('create trigger kept before update or delete or truncate on %I for each statement execute function answer_is_kept()', t);
    execute format('alter table %I enable row level security', t);
    execute format('grant select, insert on %I to nightlight_app', t);
  end loop;
  foreach t in array array['case_answer', 'case_notice'] loop
    execute format('create policy seen on %I using (exists (select from safety_case where safety_case.id = case_id))', t);
  end loop;
end $$;
create policy seen on case_answer_step using (exists (select from case_answer where case_answer.id = answer_id));

-- A mail with an answer to the child of a case; no policy ever shows it to the desk.
alter table outbound drop constraint outbound_purpose_check;
alter table outbound add constraint outbound_purpose_check
  check (purpose in ('reply', 'automatic', 'alert', 'notice', 'child'));
