-- The last change of each connection that was acted upon: older ones are ignored.
create table sync.connection (
    key        text primary key,
    generation integer not null,
    version    bigint not null,
    nango_id   bigint not null,
    status     text not null
);

create table sync.run (
    id              uuid primary key,
    connection      text not null,
    model           text not null,
    trigger         text not null,
    status          text not null
        check (status in ('running', 'paused', 'completed', 'failed', 'ended')),
    -- Rises with every take-over: who holds a lower number can change nothing any more.
    fence           bigint not null default 0,
    pages           bigint not null default 0,
    records         bigint not null default 0,
    -- Where the next page is; null before the first and, with exhausted, after the last.
    checkpoint      text,
    exhausted       boolean not null default false,
    attempts        integer not null default 0,
    due_at          timestamptz not null,
    -- How many events were told of it, and whether its start was since it last began or resumed.
    events          integer not null default 0,
    announced       boolean not null default false,
    reason_code     text,
    reason_sentence text,
    created_at      timestamptz not null default now(),
    started_at      timestamptz,
    finished_at     timestamptz
);

create unique index run_one_live on sync.run (connection, model)
    where status in ('running', 'paused');
create index run_newest on sync.run (created_at desc, id);

-- Every place that a run has been at, hashed: coming back to one is a loop.
create table sync.visited (
    run      uuid not null references sync.run on delete cascade,
    position bytea not null,
    primary key (run, position)
);

-- The table of db-scheduler 16.
create table sync.scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_due on sync.scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on sync.scheduled_tasks (last_heartbeat);
