-- owner: channel
-- The addresses to which the latest mail of a conversation came, so that it is answered from there. The desk does not read arrived mail.
create function came_to(conversation bigint) returns text[] language sql stable security definer set search_path = public as $$
  select array(select jsonb_array_elements_text(case when jsonb_typeof(i.envelope -> 'to') = 'array' then i.envelope -> 'to' else '[]' end))
  from inbound i join ticket t on t.id = i.ticket_id
  where i.ticket_id = $1 and i.channel = 'email' and i.state = 'done' and (not t.walled or clearance() in ('safety', 'system'))
  order by i.id desc limit 1
$$;
revoke execute on function came_to from public;
grant execute on function came_to to nightlight_app;
