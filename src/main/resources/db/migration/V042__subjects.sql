-- owner: ticket
-- The subject under which a customer's message came: an answer may come under another than the ticket's. Empty for what came before
-- this was kept, for messages without one, and for all that we write. Sealed, masked and erased like the text.
alter table message add column subject text not null default '';
