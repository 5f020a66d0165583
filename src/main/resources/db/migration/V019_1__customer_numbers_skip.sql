-- owner: customer
create sequence customer_number owned by customer.id;
select setval('customer_number', coalesce(max(id), 0) + 1, false) from customer;
alter table customer alter column id drop identity;
alter table customer alter column id set default next_with_holes('customer_number');
grant usage on sequence customer_number to nightlight_app;
