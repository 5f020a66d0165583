-- owner: ticket
-- Whether a file's words can be found: it waits to be read, was read, has none, or could not be read. Those of years before wait too.
alter table attachment
  add column words text not null default 'waiting' check (words in ('waiting', 'read', 'none', 'failed')),
  -- Not before this time: a process has it in hand, or its store did not answer.
  add column read_after timestamptz not null default '-infinity',
  -- Screening has read what stands in it: not twice, or a case that was let go would open again.
  add column judged_at timestamptz;
create index attachment_words_waiting on attachment (id desc) where words = 'waiting' and found is not null;
