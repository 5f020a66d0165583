insert into customer (name, tier, created_at, updated_at)
  select 'Parent ' || n, (array['free','alexa-starter','individual','premium','family','professional','enterprise'])[1 + n % 7], now(), now()
  from generate_series(1, :tickets / 5) n;
insert into ticket (subject, state, category, issue, confidence, tier, team, level, requester_id, channel, last_line, due_at, due_metric,
                    playbook_version, created_at, updated_at, solved_at)
  select (array['Charged twice this month','The narrator voice stays silent','Cannot sign in any more','Story stops on page four'])[1 + n % 4],
    case when n % 8 = 0 then 'open' else 'solved' end, (array['billing','technical','account','content'])[1 + n / 8 % 4], null, 0.9, 'premium',
    (array['customer-service','technical-support','finance','content-team'])[1 + n / 8 % 4], 1, c.id, 'email',
    'We made a story about a fox', case when n % 8 = 0 then now() + (n % 5000) * interval '1 minute' end, 'first_response', 1,
    now() - (:tickets - n) * interval '1 minute', now() - (:tickets - n) * interval '1 minute', case when n % 8 <> 0 then now() end
  from generate_series(1, :tickets) n
    join (select id, row_number() over (order by id) - 1 as place from customer where name ~ '^Parent \d+$') c on c.place = n % (:tickets / 5);
insert into message (ticket_id, kind, author, author_name, text, channel, state, created_at)
  select t.id, k.kind, 'customer:' || t.requester_id, 'Parent', 'We made a story about a fox and a lighthouse last night, and the narrator of the tablet stopped. ' || t.id,
    'email', 'received', t.created_at
  from ticket t, (values ('customer'), ('reply'), ('customer')) k(kind)
  where t.last_line = 'We made a story about a fox';
insert into ticket_event (ticket_id, at, actor, kind, detail)
  select t.id, t.created_at, 'software:triage', k.kind, '{"playbook": 1}' from ticket t, (values ('screened'), ('routed')) k(kind)
  where t.last_line = 'We made a story about a fox';
insert into ticket_search (ticket_id, words)
  select t.id, to_tsvector('simple', lower(t.subject || ' we made a story about a fox last night and the narrator of the tablet stopped ' || case when t.id % 500 = 0 then 'lighthouse' else '' end))
  from ticket t where t.last_line = 'We made a story about a fox' on conflict do nothing;
vacuum analyze;
