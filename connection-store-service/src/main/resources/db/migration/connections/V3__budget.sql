-- What is left of each environment's calls to Nango, for all instances, by this database's clock.
create table budget (
    environment text primary key,
    level double precision not null,
    filled timestamptz not null,
    last_taken bigint not null,
    paused_until timestamptz
);

-- How long a question has been open, and when an input last raised it.
alter table question add column opened timestamptz not null default now();
alter table question add column raised_at timestamptz not null default now();
create index question_by_environment on question (environment, due);
