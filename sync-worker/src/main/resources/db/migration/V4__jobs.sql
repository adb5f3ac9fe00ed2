-- Who has another run of the same connection and model is asked at each take-over.
create index run_by_connection on sync.run (connection, model);
