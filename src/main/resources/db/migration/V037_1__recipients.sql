-- owner: privacy
-- Whoever keeps files for the desk, takes mail in for it or is asked for names is a recipient too.
alter table supplier drop constraint supplier_way_check;
alter table supplier add constraint supplier_way_check
  check (way in ('mail-relay', 'webhook', 'cybertipline', 'key-service', 'card-provider', 'knowledge-questions',
    'file-store', 'mail-services', 'mailboxes', 'name-servers'));
