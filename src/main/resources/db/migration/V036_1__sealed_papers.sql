-- owner: privacy
-- Signed forms and identity papers are kept encrypted, each with a key of its own; without an address they are an earlier version's, and
-- encrypted soon.
alter table consent_form add column key_address text unique;
alter table consent_identity add column key_address text unique;
create index consent_form_plain on consent_form (id) where content is not null and key_address is null;
create index consent_identity_plain on consent_identity (id) where content is not null and key_address is null;
create trigger forgets_key after update of content or delete on consent_form for each row execute function forget_key();
create trigger forgets_key after update of content or delete on consent_identity for each row execute function forget_key();
grant update (key_address) on consent_form, consent_identity to nightlight_app;
