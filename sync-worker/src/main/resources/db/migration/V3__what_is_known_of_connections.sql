-- What definitions are chosen by, and their placeholders filled from: as the last change said.
alter table sync.connection
    add provider text,
    add tags     text not null default '{}',
    add owner    text;
