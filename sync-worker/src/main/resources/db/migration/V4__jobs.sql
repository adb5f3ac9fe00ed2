-- Since when a run has got no page further, although it was tried.
alter table sync.run add column stalled_at timestamptz;

-- The calls to each environment's Nango, of all workers together: how many are saved up, as of
-- when, and until when nobody calls at all.
create table sync.budget (
    environment  text primary key,
    level        double precision not null,
    filled       timestamptz not null,
    granted      bigint not null,
    paused_until timestamptz
);
