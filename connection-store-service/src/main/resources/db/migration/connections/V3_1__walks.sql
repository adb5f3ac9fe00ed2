-- When each environment's list is walked next, and which instance walks it now.
create table walk_turn (
    environment text primary key,
    due timestamptz not null default now(),
    -- An operator has seen how many the last walk missed, and lets the next one count them.
    released boolean not null default false,
    lease uuid,
    leased_until timestamptz
);

-- The walks. Their numbers are numbers of questions: they rise, whatever was restored or derived anew.
create table walk (
    number bigint primary key,
    environment text not null,
    released boolean not null,
    started timestamptz not null default now(),
    finished timestamptz,
    outcome text check (outcome in ('complete', 'incomplete', 'held')),
    reason text,
    pages integer not null default 0,
    listed bigint not null default 0,
    found bigint not null default 0,
    differing bigint not null default 0,
    missing bigint not null default 0,
    asked bigint not null default 0,
    appended bigint not null default 0
);
create index walk_by_environment on walk (environment, number);
