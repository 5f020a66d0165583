-- owner: privacy
-- Decisions on consent are added to and never changed. An erasure alone takes them away, with all that hangs on them: a parent
-- who has everything deleted leaves no consent behind, and who asks later is told that nothing is held.
create or replace function consent_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('nightlight.forgetting', true) = 'on' then
    return null; -- the desk itself may delete nothing here, whatever it sets: forget_consents does, as the table's owner
  end if;
  raise exception 'decisions on consent are kept: they can be added to, never changed or deleted';
end $$;

create function forget_consents(people bigint[]) returns void language plpgsql security definer set search_path = public as $$
begin
  if clearance() <> 'system' then
    raise exception 'only an erasure forgets consents';
  end if;
  delete from consent_form where request_id in (select id from consent_request where child_id = any (people));
  delete from consent_mail where request_id in (select id from consent_request where child_id = any (people));
  delete from consent_link where request_id in (select id from consent_request where child_id = any (people));
  perform set_config('nightlight.forgetting', 'on', true);
  delete from consent where child_id = any (people);
  perform set_config('nightlight.forgetting', '', true);
  delete from consent_request where child_id = any (people);
  delete from age_statement where customer_id = any (people);
end $$;
revoke execute on function forget_consents from public;
grant execute on function forget_consents to nightlight_app;

-- The conversation goes, and what was said about age in it stays without it; what was said behind the wall was seen with it only.
create function part_consents_from(tickets bigint[]) returns void language plpgsql security definer set search_path = public as $$
begin
  if clearance() <> 'system' then
    raise exception 'only an erasure parts consents from conversations';
  end if;
  delete from age_statement where walled and ticket_id = any (tickets);
  update age_statement set ticket_id = null where ticket_id = any (tickets);
  update consent_request set ticket_id = null where ticket_id = any (tickets);
end $$;
revoke execute on function part_consents_from from public;
grant execute on function part_consents_from to nightlight_app;
create index age_statement_ticket on age_statement (ticket_id) where ticket_id is not null;
create index consent_request_ticket on consent_request (ticket_id) where ticket_id is not null;
grant delete on consent_link to nightlight_app;
