-- owner: ticket
-- What a colleague writes with somebody outside about a ticket, without its customer: a supplier, a printer, another department. Its words
-- and files are messages of the ticket, of kinds of their own, so that the wall, the seal, the virus scanner, screening and an erasure find
-- them as they find any. The subject is that of the first message. See docs/adr/0062.
-- unseen: an answer came that nobody has answered or marked as read. address: forgotten with the ticket.
create table side_conversation (
  id        bigint generated always as identity primary key,
  ticket_id bigint not null references ticket,
  address   text not null,
  begun_by  bigint not null references staff_member,
  begun_at  timestamptz not null,
  closed_at timestamptz,
  unseen    boolean not null default false
);
create index side_conversation_ticket on side_conversation (ticket_id, id);
alter table side_conversation enable row level security;
create policy seen on side_conversation using ((select clearance()) = 'system' or exists (select from ticket where ticket.id = ticket_id));
grant select, insert, update, delete on side_conversation to nightlight_app;

alter table message
  add column side_id bigint references side_conversation,
  drop constraint message_kind_check,
  add constraint message_kind_check check (kind in ('customer', 'reply', 'note', 'automatic', 'side', 'side_answer')),
  add constraint message_side_check check ((kind in ('side', 'side_answer')) = (side_id is not null));
create index message_side on message (side_id, id) where side_id is not null;

-- Mail ids of side conversations. They never stand in mail_thread, so that no answer finds its way into what the customer reads.
create table side_mail (
  mail_id text primary key,
  side_id bigint not null references side_conversation on delete cascade
);
create index side_mail_side on side_mail (side_id);
alter table side_mail enable row level security;
create policy seen on side_mail using ((select clearance()) = 'system' or exists (select from side_conversation where side_conversation.id = side_id));
grant select, insert, update, delete on side_mail to nightlight_app;

-- Somebody outside answered in one.
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check
  check (kind in ('mentioned', 'assigned', 'task', 'rule', 'rules-stopped', 'side-answer'));
