-- owner: ticket
-- A draft that its writer discarded: it can be brought back for an hour, as long as nothing new is written in its place, then it goes
-- with its files.
alter table draft add column discarded_at timestamptz;
create index draft_discarded on draft (discarded_at) where discarded_at is not null;
