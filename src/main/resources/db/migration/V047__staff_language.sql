-- owner: staff
-- In which language the desk speaks to somebody who works at it.
alter table staff_member add column language text not null default 'en' check (language in ('en', 'es'));
