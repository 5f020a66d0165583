-- owner: ticket
-- Whether the words are shown with what tells who wrote them taken out; what was written lies in masked_words.
alter table message add column masked boolean not null default false;
