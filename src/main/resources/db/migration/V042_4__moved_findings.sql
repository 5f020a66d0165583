-- owner: channel
grant update (ticket_id) on sender_finding to nightlight_app;
