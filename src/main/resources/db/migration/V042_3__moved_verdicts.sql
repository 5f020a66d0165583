-- owner: safety
-- A message that is split off into a ticket of its own takes along what was found in it.
grant update (ticket_id) on reread to nightlight_app;
