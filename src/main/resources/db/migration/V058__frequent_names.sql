-- owner: customer
-- A name that very many have is found among the newest customers; the index would first gather all who have it. Whoever has a rarer one
-- is looked for by the index as before.
create or replace function customers_called(words tsquery, most integer) returns setof bigint
  language plpgsql stable security definer rows 50 set search_path = public as $$
declare
  found_count integer;
begin
  return query select newest.id from (select c.id, c.name from customer c order by c.id desc limit 300) newest
    where to_tsvector('simple', newest.name) @@ words limit most;
  get diagnostics found_count = row_count;
  if found_count < most then
    return query select c.id from customer c where to_tsvector('simple', c.name) @@ words limit most;
  end if;
end $$;
