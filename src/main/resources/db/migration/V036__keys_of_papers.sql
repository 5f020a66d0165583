-- owner: seal
-- A key goes with what it opens: for tables that keep something encrypted, with the address of its key beside it.
create function forget_key() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_op = 'DELETE' or new.content is null then
    delete from file_key where address = old.key_address;
  end if;
  return null;
end $$;
revoke execute on function forget_key from public;
