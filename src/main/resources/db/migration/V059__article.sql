-- owner: knowledge
-- What is written down once so that it need not be answered again: for customers (the help centre) or for colleagues (runbooks). See
-- docs/adr/0066. original_id: the article of which this one is the same in the other language; null for the one written first.

-- Words as they are looked for: without accents, whoever types them, and by the stems of their language.
create function article_words(language text, words text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector(case language when 'es' then 'spanish'::regconfig else 'english'::regconfig end,
    translate(lower(words), 'áàâäãéèêëíìîïóòôöõúùûüñç', 'aaaaaeeeeiiiiooooouuuunc'))
$$;

create table article (
  id          bigint generated always as identity primary key,
  original_id bigint unique references article,
  language    text not null check (language in ('en', 'es')),
  audience    text not null check (audience in ('customers', 'colleagues')),
  state       text not null check (state in ('draft', 'published', 'archived')),
  category    text,
  title       text not null check (char_length(title) between 1 and 120),
  body        text not null check (char_length(body) between 1 and 20000),
  version     integer not null,
  changed_by  bigint not null references staff_member,
  changed_at  timestamptz not null,
  search      tsvector not null generated always as
    (setweight(article_words(language, title), 'A') || setweight(article_words(language, body), 'B')) stored,
  check (original_id <> id)
);
create index article_search on article using gin (search);
create index article_changed on article (changed_at desc, id desc);
create index article_category on article (category, id) where state = 'published';
grant select, insert, update on article to nightlight_app;

-- Everything that was ever shown, for good: the program may add to it and read it, nothing else.
create table article_version (
  article_id   bigint not null references article,
  number       integer not null,
  title        text not null,
  body         text not null,
  published_by bigint not null references staff_member,
  published_at timestamptz not null,
  primary key (article_id, number)
);
grant select, insert on article_version to nightlight_app;

-- Which articles belong to a ticket. in_reply: a reply to the customer had its link. What was taken off keeps its row for a while, so that
-- it can be put back. The wall holds here as on the ticket.
create table ticket_article (
  ticket_id  bigint not null references ticket on delete cascade,
  article_id bigint not null references article,
  made_by    text not null,
  made_at    timestamptz not null,
  in_reply   boolean not null default false,
  removed_at timestamptz,
  primary key (ticket_id, article_id)
);
create index ticket_article_article on ticket_article (article_id) where removed_at is null;
alter table ticket_article enable row level security;
create policy seen on ticket_article using ((select clearance()) = 'system' or exists (select from ticket where ticket.id = ticket_id));
grant select, insert, update, delete on ticket_article to nightlight_app;
