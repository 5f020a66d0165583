-- owner: desk
-- The numbers beside the lists in the menu, on every page: planned once a connection, as planning eleven counts takes twice as long
-- as counting. Runs with the viewer's own sight; each count ends at `most`.
create function menu_counts(member bigint, of_teams text[], soon timestamptz, glass_since timestamptz, most int,
    out mine int, out team int, out unassigned int, out open int, out breaching int, out safety int, out cases int,
    out failed int, out glass int, out mentions int, out tasks int)
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
  select
    (select count(*) from (select from ticket t
       where t.assignee_id = member and t.state in ('new', 'open', 'pending', 'hold') limit most) as counted),
    (select count(*) from (select from ticket t
       where t.team = any(of_teams) and t.state in ('new', 'open', 'pending', 'hold') limit most) as counted),
    (select count(*) from (select from ticket t
       where t.assignee_id is null and t.state in ('new', 'open', 'pending', 'hold') limit most) as counted),
    (select count(*) from (select from ticket t
       where t.state in ('new', 'open', 'pending', 'hold') limit most) as counted),
    (select count(*) from (select from ticket t
       where t.due_at < soon and t.state in ('new', 'open', 'pending', 'hold') limit most) as counted),
    (select count(*) from (select from ticket t
       where t.walled and t.state in ('new', 'open', 'pending', 'hold') limit most) as counted),
    (select count(*) from (select from safety_case c
       where c.state = 'open' and c.ticket_id not in (select d.ticket_id from drill d) limit most) as counted),
    (select count(*) from (select from inbound i where i.state = 'unreadable' limit most) as counted),
    (select count(*) from (select from glass_request r
       where r.asked_at > glass_since and r.id not in (select a.request_id from glass_answer a) limit most) as counted),
    (select count(*) from (select from notice n where n.staff_id = member and n.seen_at is null limit most) as counted),
    (select count(*) from (select from ticket_task k
       where k.assignee_id = member and k.done_at is null and k.removed_at is null limit most) as counted)
  into mine, team, unassigned, open, breaching, safety, cases, failed, glass, mentions, tasks;
end $$;
revoke execute on function menu_counts from public;
grant execute on function menu_counts to nightlight_app;
