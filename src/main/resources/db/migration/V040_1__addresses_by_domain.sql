-- owner: customer
-- All addresses of a domain are found by what is read backwards.
create index customer_address_end on customer_address (reverse(value) text_pattern_ops);
