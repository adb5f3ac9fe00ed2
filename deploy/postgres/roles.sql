-- Run once, by the first start of an empty volume: two schemas in one database, each with a role of its own that has
-- no right in the other's. A password changed later in .env is changed here by hand: alter role ... password ...
\getenv connections_password CONNECTIONS_PASSWORD
\getenv sync_password SYNC_PASSWORD
\set ON_ERROR_STOP on

create role connections login password :'connections_password';
create role sync login password :'sync_password';

revoke all on database tributary from public;
grant connect on database tributary to connections, sync;
-- A rebuild of the store derives its tables anew in a schema of its own.
grant create on database tributary to connections;

create schema connections authorization connections;
create schema sync authorization sync;
alter role connections in database tributary set search_path = connections;
alter role sync in database tributary set search_path = sync;
