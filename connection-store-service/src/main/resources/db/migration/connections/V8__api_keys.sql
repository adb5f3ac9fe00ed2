-- Keys of machines; of the secret only a hash. Not derived from the inbox: tables that are derived
-- anew take it over as it is.
create table api_key (
    id uuid primary key,
    name text not null,
    -- SHA-256: the secret is 32 random bytes, which nobody guesses from it.
    hash bytea not null,
    scopes text[] not null,
    created_at timestamptz not null default now(),
    created_by text not null,
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    revoked_by text
);
