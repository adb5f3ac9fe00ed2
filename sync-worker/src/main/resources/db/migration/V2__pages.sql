-- How many pages in a row had no record: a provider may send some, but not for ever.
alter table sync.run add column empty_pages integer not null default 0;
