-- owner: privacy
-- What the ticket was called, where the message named it, apart from what the message itself was called. Until now the one column
-- said both, and only of messages that opened a ticket.
alter table masked_words add column ticket_subject text not null default '';
update masked_words set ticket_subject = subject;
