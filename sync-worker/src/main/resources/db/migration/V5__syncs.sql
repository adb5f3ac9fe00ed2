-- One connection's pulls of one model: what operators see and order.
create table sync.sync (
    -- Derived from connection and model.
    id         uuid primary key,
    -- As in sync.run: three percent-encoded parts.
    connection text not null,
    model      text not null,
    -- The latest.
    run        uuid not null,
    -- An operator's pause holds whatever becomes of the connection, until an operator resumes.
    paused_by  text,
    paused_at  timestamptz,
    unique (connection, model)
);

create index sync_connection_id on sync.sync (split_part(connection, '/', 3));
create index sync_run on sync.sync (run);

alter table sync.run
    -- The token's subject, of a run that an operator ordered.
    add column ordered_by      text,
    -- Since when the run is at the page in hand, and what of it is published already.
    add column page_started_at timestamptz,
    add column page_records    bigint not null default 0,
    -- When records were last published; and how many were so at two times a while ago.
    add column progressed_at   timestamptz,
    add column mark_at         timestamptz,
    add column mark_records    bigint not null default 0,
    add column earlier_at      timestamptz,
    add column earlier_records bigint not null default 0,
    -- Under the lock that keeps runs of one connection apart: the time of the transaction's begin
    -- could be before that of an earlier run.
    alter column created_at set default clock_timestamp();

create index run_of_sync on sync.run (connection, model, created_at desc, id desc);
create index run_completed on sync.run (connection, model, finished_at desc)
    where status = 'completed';
