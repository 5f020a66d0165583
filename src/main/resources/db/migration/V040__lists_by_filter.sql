-- owner: ticket
-- Lists of a filter are walked in their order: newest first, all tickets or those of one member of staff, whatever their state.
create index ticket_created on ticket (created_at, id);
create index ticket_by_assignee on ticket (assignee_id, created_at, id);

-- Whether the viewer sees the ticket, asked by its key. As a subquery the policy is answered by a table of all tickets as soon as many rows
-- are asked about, however few of them are wanted; a function is asked only of those that are.
create function sees_ticket(ticket bigint) returns boolean language plpgsql stable as $$
begin
  return exists (select from ticket t where t.id = $1);
end $$;
drop policy seen on ticket_tag;
create policy seen on ticket_tag using ((select clearance()) = 'system' or sees_ticket(ticket_id));
