-- owner: ticket
-- The same wall, said so that the planner does not take what it lets through for a hundredth of all: as three conditions of which
-- one holds it was taken for that, and whole states were gathered and sorted to show thirty tickets. A case is taken for a half.
drop policy seen on ticket;
create policy seen on ticket using (case (select clearance())
  when 'system' then true
  when 'safety' then id <> all((select closed_to_viewer())::bigint[])
  when 'desk' then not walled and erasure_id is null
  else false end);
