-- owner: seal
-- Where the desk's objects go instead of a folder: a process without that bucket in its settings leaves new files in the database,
-- rather than in a folder where the others would miss them. And since when people know that the store takes nothing.
alter table file_folder add column bucket text not null default '';
alter table file_folder add column told_at timestamptz;
