-- owner: staff
-- Whether the browser of a member of staff tells them outside the page while they look at something else.
alter table staff_wish add column on_screen boolean not null default false;
