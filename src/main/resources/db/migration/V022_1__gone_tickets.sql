-- owner: ticket
-- A ticket that is being erased, or that was and must leave its number standing since a safety case hangs on it, is not there for
-- the desk from the first moment of the erasure on. Nothing is filed in it any more: a message that was on its way is taken up
-- once more, and then opens a ticket of its own.
alter table ticket add column erasure_id bigint;

drop policy seen on ticket;
create policy seen on ticket using ((select clearance()) = 'system'
  or ((select clearance()) = 'safety' and id <> all ((select closed_to_viewer())::bigint[]))
  or ((select clearance()) = 'desk' and not walled and erasure_id is null));

-- Runs as the tables' owner: whoever files need not see what is gone. The lock waits for an erasure that begins at this moment.
create function nothing_is_filed_about_the_gone() returns trigger language plpgsql security definer set search_path = public as $$
declare
  gone bigint;
begin
  if tg_table_name = 'ticket' then
    select erasure_id into gone from customer where id = new.requester_id for key share;
  else
    select erasure_id into gone from ticket where id = new.ticket_id for key share;
  end if;
  if gone is not null then
    raise exception 'an erasure has begun: what arrives now is new';
  end if;
  return new;
end $$;
create trigger not_gone before insert on message for each row execute function nothing_is_filed_about_the_gone();
create trigger not_gone before insert on ticket for each row execute function nothing_is_filed_about_the_gone();

-- Whether rows of a safety case hang on a ticket, so that its number has to stay. Run as the tables' owner.
create function hangs_on_a_case(ticket bigint) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from safety_case c where c.ticket_id = $1) or exists (select from case_ticket l where l.ticket_id = $1)
    or exists (select from drill d where d.ticket_id = $1)
$$;
revoke execute on function hangs_on_a_case from public;
grant execute on function hangs_on_a_case to nightlight_app;

grant delete on ticket, message, attachment, ticket_event, mail_thread to nightlight_app;
-- By each room in its own step.
grant delete on inbound, outbound, webhook_call, clock_event, screening, reread to nightlight_app;
grant update (reason) on case_reason, case_proposal to nightlight_app;
create index draft_updated on draft (updated_at);
create index outbound_ended on outbound (created_at) where state in ('sent', 'failed', 'withheld');
create index inbound_ended on inbound (received_at) where state <> 'stored';
create index inbound_ticket on inbound (ticket_id) where ticket_id is not null;
