-- The keys under which addresses are sealed, each wrapped by the master key,
-- which is in no database. Expired ones are deleted.
CREATE TABLE seal_key (
    id      TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    made    BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    wrapped TEXT NOT NULL
);
CREATE INDEX seal_key_expires ON seal_key (expires);
