-- owner: privacy
grant update (ticket_id, ticket_subject, masked_subject) on masked_words to nightlight_app;
