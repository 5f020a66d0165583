-- owner: sla
-- A merge calls the one ticket's clocks off and lets the other inherit an earlier start; undoing it restores both.
alter table clock_event drop constraint clock_event_kind_check;
alter table clock_event add constraint clock_event_kind_check check (kind in
  ('started', 'paused', 'resumed', 'met', 'missed', 'cancelled', 'warned', 'rearmed', 'merged', 'inherited', 'restored'));
