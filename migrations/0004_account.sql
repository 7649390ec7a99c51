-- Who may sign in, for which organisation, and the trail of what they did.
CREATE TABLE organisation (
    id   TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (kind, name)
);

CREATE TABLE account (
    id           TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    role         TEXT NOT NULL,
    email        TEXT NOT NULL UNIQUE, -- normalised
    disabled     BOOLEAN NOT NULL,
    password     TEXT NOT NULL, -- hash with its parameters, '' until the invitation is used
    secret       TEXT NOT NULL, -- of the one-time codes, encrypted under the master key; '' while there is none
    offered      TEXT NOT NULL, -- a secret that waits for its first code
    step         BIGINT NOT NULL -- time step of the last code that was accepted
);

-- One an account: a new link is the end of the one before.
CREATE TABLE invitation (
    account TEXT NOT NULL PRIMARY KEY REFERENCES account (id),
    hash    TEXT NOT NULL UNIQUE, -- of the token
    expires BIGINT NOT NULL,
    used    BOOLEAN NOT NULL
);

CREATE TABLE recovery_code (
    account TEXT NOT NULL REFERENCES account (id),
    hash    TEXT NOT NULL,
    PRIMARY KEY (account, hash)
);

CREATE TABLE session (
    hash    TEXT NOT NULL PRIMARY KEY, -- of the token
    account TEXT NOT NULL REFERENCES account (id),
    stage   TEXT NOT NULL,
    seen    BIGINT NOT NULL,
    expires BIGINT NOT NULL -- whatever is done in it
);
CREATE INDEX session_account ON session (account);
CREATE INDEX session_expires ON session (expires);

-- Attempts to sign in, by keys that tell neither an e-mail nor an address.
CREATE TABLE attempt (
    key     TEXT NOT NULL PRIMARY KEY,
    made    BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX attempt_expires ON attempt (expires);

CREATE TABLE audit (
    number       BIGINT NOT NULL PRIMARY KEY,
    at           BIGINT NOT NULL,
    actor        TEXT NOT NULL,
    organisation TEXT NOT NULL,
    action       TEXT NOT NULL,
    subject      TEXT NOT NULL,
    origin       TEXT NOT NULL,
    hash         TEXT NOT NULL
);

-- Whoever writes to the trail locks this row first, as the last in a
-- transaction: entries follow each other in the order they are committed.
CREATE TABLE audit_head (
    id     BIGINT NOT NULL PRIMARY KEY, -- 1, the only row
    number BIGINT NOT NULL,
    hash   TEXT NOT NULL,
    seal   TEXT NOT NULL
);
INSERT INTO audit_head (id, number, hash, seal) VALUES (1, 0, '', '');
