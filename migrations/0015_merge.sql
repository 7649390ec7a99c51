-- What stewards decided on which records are one place. An act may hold several
-- pairs: to split a place is to keep each of some records apart from each of
-- the others.
CREATE TABLE merge_act (
    id        TEXT NOT NULL PRIMARY KEY,
    ordinal   BIGINT NOT NULL UNIQUE, -- of all acts: the newer counts for more
    same      BOOLEAN NOT NULL,
    by_whom   TEXT NOT NULL,
    at        BIGINT NOT NULL,
    why       TEXT NOT NULL,
    undone    BIGINT NOT NULL, -- 0 while it is in force
    undone_by TEXT NOT NULL
);

CREATE TABLE merge_pair (
    act TEXT NOT NULL REFERENCES merge_act (id),
    a   TEXT NOT NULL, -- record keys, a before b
    b   TEXT NOT NULL,
    PRIMARY KEY (act, a, b)
);
CREATE INDEX merge_pair_records ON merge_pair (a, b);

-- How many acts and undoings there were, and how many of them a run has taken
-- into account: the directory lacks some while the newest published run has
-- fewer.
INSERT INTO counter (name, value) VALUES ('merged', 0);
ALTER TABLE run ADD COLUMN merged BIGINT NOT NULL DEFAULT 0;

-- Since when a pair is in doubt.
ALTER TABLE duplicate ADD COLUMN since BIGINT NOT NULL DEFAULT 0;
