-- owner: channel
-- The page of jobs counts what failed lately without a walk through all that was sent.
create index outbound_failed on outbound (created_at) where state = 'failed';
