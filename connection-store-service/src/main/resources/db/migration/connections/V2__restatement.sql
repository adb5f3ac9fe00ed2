-- What an operator's rebuild left to be told of a connection: an input of the inbox, until it is there.
create table restatement (
    connection uuid primary key,
    -- The connection's key, percent-encoded as on Kafka.
    key text not null,
    -- That the connection has from then on.
    generation integer not null check (generation >= 2),
    -- JSON of the connection as last published, only where the tables do not know it as live.
    told text
);
