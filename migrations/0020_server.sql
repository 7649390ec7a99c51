-- Servers that run, so that the master key is not exchanged beneath them. A row
-- is renewed while its server runs, and is over when it was not for a while.
CREATE TABLE server (
    id   TEXT NOT NULL PRIMARY KEY,
    seen BIGINT NOT NULL
);
