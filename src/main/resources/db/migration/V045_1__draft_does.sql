-- owner: ticket
-- What is done with the ticket in the moment the draft is sent or kept, such as state:pending,add:refund. Keys and tags only.
alter table draft add column does text not null default '';
