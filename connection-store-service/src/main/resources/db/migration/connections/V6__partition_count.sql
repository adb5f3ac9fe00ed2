-- How many partitions the inbox had when this one was begun; with another count, the inputs of a
-- connection lie on two of them. Unknown of partitions begun before this column was there.
alter table applied add column partitions integer;
