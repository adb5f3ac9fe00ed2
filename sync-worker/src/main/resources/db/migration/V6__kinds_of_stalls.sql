-- What a run had to wait for is counted by kind: how long an outage took does not make the next
-- failure of a provider the last.
alter table sync.run
    add column stall_kind  text,
    add column stall_tries integer not null default 0;
