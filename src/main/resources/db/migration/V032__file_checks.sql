-- owner: ticket
-- What a file is by its bytes, beside what its sender calls it; null: nobody has looked yet. And what the virus scanner said.
alter table attachment
  add column found text,
  add column scan text not null default 'none' check (scan in ('none', 'clean', 'infected', 'failed')),
  -- The signature's name, which is the scanner's own word.
  add column verdict text not null default '',
  -- Not before this time: a process has it in hand, or the scanner did not answer.
  add column scan_after timestamptz not null default '-infinity';
create index attachment_unchecked on attachment (scan_after, id) where scan = 'none' or found is null;

-- Where a file's bytes lie once they have left the database: the name of an encrypted object in the file store. Null: in content,
-- or in sealed.
alter table attachment add column address text unique;
create index attachment_in_database on attachment (id) where address is null and content <> '';
