-- owner: customer
-- A parent without custody is known as one, and answers for no child here.
alter table customer drop constraint customer_relation_check;
alter table customer add constraint customer_relation_check
  check (relation in ('parent', 'guardian', 'noncustodial', 'child', 'teacher', 'other', 'unknown'));
