-- owner: ticket
-- A file that a colleague put into a draft and that is not sent yet: it belongs to the draft instead of a message, and goes with it. Like
-- every file it stands in this table alone, so that its ticket's wall and seal, its scan and its way into the file store are the same.
alter table attachment
  alter column message_id drop not null,
  add column draft_staff_id bigint,
  add column draft_kind text,
  add constraint attachment_of_message_or_draft check (
    (message_id is null) = (draft_staff_id is not null) and (draft_staff_id is null) = (draft_kind is null)),
  add constraint attachment_of_draft foreign key (ticket_id, draft_staff_id, draft_kind)
    references draft (ticket_id, staff_id, kind) on delete cascade;
create index attachment_draft on attachment (ticket_id, draft_staff_id, draft_kind) where draft_staff_id is not null;
