-- owner: channel
-- How many files a mail carries: one that was queued with files does not leave without them.
alter table outbound add column files integer not null default 0 check (files >= 0);
