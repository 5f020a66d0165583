-- owner: ticket
-- Lists under headings: each heading is a stretch of an index in the list's order. Of what is not solved by time left, as teams and
-- assignees have had it; of all by when they came, as assignees have had it.
create index ticket_open_by_state on ticket (state, due_at, id) where state in ('new', 'open', 'pending', 'hold');
create index ticket_open_by_tier on ticket (tier, due_at, id) where state in ('new', 'open', 'pending', 'hold');
create index ticket_open_by_category on ticket (category, due_at, id) where state in ('new', 'open', 'pending', 'hold');
create index ticket_open_by_priority on ticket (priority, due_at, id) where state in ('new', 'open', 'pending', 'hold');
create index ticket_by_state on ticket (state, created_at, id);
create index ticket_by_team on ticket (team, created_at, id);
create index ticket_by_tier on ticket (tier, created_at, id);
create index ticket_by_category on ticket (category, created_at, id);
create index ticket_by_priority on ticket (priority, created_at, id);
