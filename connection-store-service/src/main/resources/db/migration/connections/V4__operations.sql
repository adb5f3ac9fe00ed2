-- What operators list and filter parked inputs by. All of it is the input's own, so that tables
-- derived anew are the same.
alter table parked
    -- The record's timestamp, in milliseconds since 1970: the broker's, not a clock of ours.
    add column received bigint not null default 0,
    -- The first 1 000 characters, cleaned; what the record was is on the topic.
    add column record_key text,
    -- Of the key, where it is a connection's.
    add column environment text,
    add column ce_type text,
    -- Bytes of the value.
    add column size integer not null default 0,
    -- How often its lineage was redriven before it was parked here.
    add column redrives integer not null default 0,
    add column redriven_from text;
alter table parked
    alter column received drop default,
    alter column size drop default,
    alter column redrives drop default;
create index parked_by_time on parked (received, partition, "offset");

-- Parked inputs that an operator put at the end of their topic again. Not derived from the inbox:
-- tables that are derived anew take it over as it is.
create table redrive (
    partition integer not null,
    "offset" bigint not null,
    redriven_at timestamptz not null default now(),
    redriven_by text not null,
    to_partition integer,
    to_offset bigint,
    primary key (partition, "offset")
);

-- Where parked inputs lie on the parked topic; the partition has the same number. A cache: what is
-- missing is found on the topic again.
create table parked_copy (
    partition integer not null,
    "offset" bigint not null,
    copy_offset bigint not null,
    primary key (partition, copy_offset)
);
create index parked_copy_by_input on parked_copy (partition, "offset");

-- name:value of each tag, cleaned like every column to filter by; null while there are no facts.
alter table connection add column tags text[];
create index connection_by_tag on connection using gin (tags);
-- Equality is all that is asked, and a hash has no longest value.
create index connection_by_end_user on connection using hash (end_user_id);
create index connection_by_organization on connection using hash (organization_id);
