-- owner: privacy
-- What a child under 13 wrote before any consent, as it was written. The ticket, its search and its lists hold the words with
-- what tells who the child is taken out; these are shown by a click that is recorded. Only the software sees the table.
create table masked_words (
  message_id     bigint primary key references message,
  ticket_id      bigint not null references ticket,
  author_name    text not null,
  subject        text not null, -- empty where the message did not name the ticket
  masked_subject text not null, -- as it stands on the ticket meanwhile: given back only where nobody has changed it since
  text           text not null,
  quoted         text not null,
  html           text
);
create index masked_words_ticket on masked_words (ticket_id);
alter table masked_words enable row level security;
create policy seen on masked_words using ((select clearance()) = 'system');
-- Where a wall comes down, an officer's transaction masks again and does not see it afterwards.
create policy added on masked_words for insert with check ((select clearance()) in ('safety', 'system'));
grant select, insert, delete on masked_words to nightlight_app;

-- A case needs the child's own words: whoever raises the wall takes them back, and only once the wall is up. Runs as the
-- tables' owner, since who raises it may not see the table.
create function take_masked_words(ticket bigint) returns setof masked_words language sql volatile security definer
set search_path = public as $$
  delete from masked_words w using ticket t
  where w.ticket_id = $1 and t.id = w.ticket_id and t.walled and clearance() in ('safety', 'system')
  returning w.*
$$;
revoke execute on function take_masked_words from public;
grant execute on function take_masked_words to nightlight_app;

-- Whether somebody is known as under 13, as org.nightlight.privacy.Ages says it, for lists: one statement for a page, however long.
-- Runs with the viewer's own sight, so that what was said behind a wall tells nobody outside.
create function known_under_13(person bigint, birth_year integer, relation text, this_year integer) returns boolean
language sql stable as $$
  select (birth_year is not null and this_year - birth_year - 1 < 13)
    or (birth_year is null and relation = 'child')
    or exists (select from age_statement s where s.customer_id = person and s.band = 'under13'
               and s.id >= coalesce((select max(a.id) from age_statement a
                                     where a.customer_id = person and a.source = 'agent'), 0))
$$;
grant execute on function known_under_13 to nightlight_app;
