-- owner: ticket
-- Whoever reads the numbers of messages, files and customers must not find, by a hole, that there is one they cannot see:
-- as with tickets, each new number skips none to two (ADR 0007).
create function next_with_holes(numbers regclass) returns bigint language plpgsql volatile as $$
begin
  for i in 1 .. floor(random() * 3)::int loop
    perform nextval(numbers);
  end loop;
  return nextval(numbers);
end $$;

create sequence message_number owned by message.id;
select setval('message_number', coalesce(max(id), 0) + 1, false) from message;
alter table message alter column id drop identity;
alter table message alter column id set default next_with_holes('message_number');

create sequence attachment_number owned by attachment.id;
select setval('attachment_number', coalesce(max(id), 0) + 1, false) from attachment;
alter table attachment alter column id drop identity;
alter table attachment alter column id set default next_with_holes('attachment_number');

grant usage on sequence message_number, attachment_number to nightlight_app;
