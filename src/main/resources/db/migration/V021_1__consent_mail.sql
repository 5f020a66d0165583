-- owner: channel
-- A mail to a parent about consent; no policy shows it to the desk, for the link in it is the parent's alone. Once it has left,
-- neither its words nor its address stay here.
alter table outbound drop constraint outbound_purpose_check;
alter table outbound add constraint outbound_purpose_check
  check (purpose in ('reply', 'automatic', 'alert', 'notice', 'child', 'consent'));
