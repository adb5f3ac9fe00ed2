-- Which derivation of the tables this is; consumers order by (generation, version).
create table generation (
    number integer not null check (number >= 1),
    only_one boolean primary key default true check (only_one)
);
insert into generation (number) values (1);

-- Numbers the questions to Nango: an answer with a higher number was asked for later.
create sequence read_number;

-- How far each partition of the inbox is applied (next) and surely published (published).
create table applied (
    topic_id text not null,
    partition integer not null,
    next bigint not null,
    published bigint not null,
    primary key (topic_id, partition)
);

create table connection (
    id uuid primary key,
    -- The connection's key, percent-encoded as on Kafka: what it is, whatever the columns for people show.
    key text not null unique,
    status text not null check (status in ('none', 'pending', 'active', 'broken', 'deleted')),
    version bigint not null,
    generation integer not null,
    read_number bigint not null,
    up bigint not null,
    nango_id bigint,
    -- JSON as text, never jsonb: Nango passes on \u0000 and lone surrogates, which jsonb refuses.
    facts text,
    error text,
    question text,
    question_first bigint,
    question_last bigint,
    question_since text,
    question_error text,
    question_twice boolean,
    claim bigint,
    miss bigint,
    -- Extracted to filter and to look at, cleaned of what PostgreSQL refuses; decisions never read them.
    environment text not null,
    integration text not null,
    connection_id text not null,
    provider text,
    end_user_id text,
    organization_id text
);
create index connection_by_environment on connection (environment, integration, id);
create index connection_by_connection_id on connection (connection_id, id);

-- Every change as it is published, byte for byte, under the input that caused it.
create table history (
    partition integer not null,
    "offset" bigint not null,
    n integer not null,
    connection uuid not null references connection,
    generation integer not null,
    version bigint not null,
    ce_type text not null,
    cause_topic text not null,
    cause_id text not null,
    cause_type text not null,
    value bytea not null,
    headers bytea not null,
    primary key (partition, "offset", n)
);
create unique index history_by_connection on history (connection, generation, version);

-- Inputs that were put aside, so that a repeated publication puts the same aside.
create table parked (
    partition integer not null,
    "offset" bigint not null,
    reason text not null,
    detail text not null,
    primary key (partition, "offset")
);

-- When an open question is due. What is asked, and since when, is in the connection's own columns;
-- here is only what a clock decides.
create table question (
    connection uuid primary key references connection on delete cascade,
    environment text not null,
    partition integer not null,
    raised bigint not null,
    due timestamptz not null,
    attempts integer not null default 0,
    lease uuid,
    leased_until timestamptz
);
create index question_by_due on question (partition, due);
