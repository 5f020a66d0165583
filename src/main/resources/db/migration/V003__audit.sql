-- owner: audit
-- One hash chain per group of connections: a transaction appends to the chain of its own connection, so that writers
-- seldom wait for each other and can never deadlock. Within a chain, seq has no gap: any line changed, removed or put in
-- between breaks it, and the head tells when the end was cut off.
create table audit_chain (
  chain smallint primary key,
  seq   bigint not null,
  hash  bytea  not null
);
insert into audit_chain select n, 0, sha256(('nightlight audit chain ' || n)::bytea) from generate_series(0, 63) n;

create table audit_line (
  chain     smallint not null,
  seq       bigint   not null,
  at        timestamptz not null,
  actor     text not null,
  action    text not null,
  subject   text not null,
  ticket_id bigint,
  detail    text not null default '',
  walled    boolean not null default false,
  hash      bytea not null,
  primary key (chain, seq)
);
create index audit_line_at on audit_line (at desc, chain, seq);
create index audit_line_ticket on audit_line (ticket_id, at desc) where ticket_id is not null;

create function audit_hash(previous bytea, chain smallint, seq bigint, at timestamptz, actor text, action text,
                           subject text, ticket_id bigint, detail text, walled boolean)
  returns bytea language sql immutable as $$
  select sha256(previous || convert_to(jsonb_build_array(chain, seq,
    (extract(epoch from at) * 1000000)::bigint, actor, action, subject, ticket_id, detail, walled)::text, 'UTF8'))
$$;

-- The only way to write a line. Runs as the tables' owner; the desk itself may not insert, change or delete lines.
create function audit_append(p_at timestamptz, p_actor text, p_action text, p_subject text, p_ticket_id bigint,
                             p_detail text, p_walled boolean)
  returns void language plpgsql security definer set search_path = public as $$
declare
  c smallint := (pg_backend_pid() % 64)::smallint;
  n bigint;
  previous bytea;
  next bytea;
begin
  select seq + 1, hash into n, previous from audit_chain where chain = c for update;
  next := audit_hash(previous, c, n, p_at, p_actor, p_action, p_subject, p_ticket_id, p_detail, p_walled);
  insert into audit_line values (c, n, p_at, p_actor, p_action, p_subject, p_ticket_id, p_detail, p_walled, next);
  update audit_chain set seq = n, hash = next where chain = c;
end $$;

-- Every line or chain whose stored hash is not what its content and predecessor give.
create function audit_faults() returns table (chain smallint, seq bigint, fault text) language sql stable as $$
  with linked as (
    select l.*, lag(l.hash) over w as before, lag(l.seq) over w as seq_before
    from audit_line l window w as (partition by l.chain order by l.seq)
  ), judged as (
    select l.chain, l.seq,
      case when l.seq <> coalesce(l.seq_before, 0) + 1 then 'a line before it is missing'
           when l.hash <> audit_hash(coalesce(l.before, sha256(('nightlight audit chain ' || l.chain)::bytea)), l.chain,
             l.seq, l.at, l.actor, l.action, l.subject, l.ticket_id, l.detail, l.walled)
           then 'its content or its place was changed' end as fault
    from linked l
  )
  select chain, seq, fault from judged where fault is not null
  union all
  select c.chain, c.seq, 'the end of the chain is not the line that was last written'
  from audit_chain c
  where c.hash is distinct from coalesce((select l.hash from audit_line l where l.chain = c.chain order by l.seq desc limit 1),
                                         sha256(('nightlight audit chain ' || c.chain)::bytea))
$$;

revoke execute on function audit_append from public;
grant execute on function audit_append to nightlight_app;
grant select on audit_line, audit_chain to nightlight_app;
