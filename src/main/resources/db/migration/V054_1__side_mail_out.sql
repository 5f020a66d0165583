-- owner: channel
-- Mail of a side conversation stands behind its ticket's wall like a reply.
alter table outbound drop constraint outbound_purpose_check;
alter table outbound add constraint outbound_purpose_check
  check (purpose in ('reply', 'automatic', 'alert', 'notice', 'child', 'consent', 'receipt', 'side'));
drop policy seen on outbound;
create policy seen on outbound using ((select clearance()) = 'system'
  or ((select clearance()) = 'safety' and (ticket_id is null or ticket_id <> all ((select closed_to_viewer())::bigint[])))
  or ((select clearance()) = 'desk' and purpose in ('reply', 'automatic', 'side') and exists (select from ticket where ticket.id = ticket_id)));

-- The customer is answered from the address to which the customer's mail came, not from one that a third party wrote to.
create or replace function came_to(conversation bigint) returns text[] language sql stable security definer set search_path = public as $$
  select array(select jsonb_array_elements_text(case when jsonb_typeof(i.envelope -> 'to') = 'array' then i.envelope -> 'to' else '[]' end))
  from inbound i join ticket t on t.id = i.ticket_id left join message m on m.id = i.message_id
  where i.ticket_id = $1 and i.channel = 'email' and i.state = 'done' and m.side_id is null
    and (not t.walled or clearance() in ('safety', 'system'))
  order by i.id desc limit 1
$$;
