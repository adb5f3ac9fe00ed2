-- The version of the rules that these tables were derived with.
alter table generation add column decision integer not null default 1;

-- Where the derivation of a partition began; later than 0 if the log's start was gone by then.
alter table applied add column began bigint not null default 0;
