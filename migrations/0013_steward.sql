-- What stewards work with.

-- Which account said something, '' for imports and for links without one, and
-- its words. No fold hears them.
ALTER TABLE statement ADD COLUMN by_whom TEXT NOT NULL DEFAULT '';
ALTER TABLE statement ADD COLUMN why TEXT NOT NULL DEFAULT '';

-- Who has taken which matter of the inbox; nobody has those that are not here.
-- A matter is known by the kind of its queue and its id within it.
CREATE TABLE assignment (
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at      BIGINT NOT NULL,
    PRIMARY KEY (kind, id)
);
CREATE INDEX assignment_account ON assignment (account);

-- What became of a report: when it was answered (0 while it waits), by whom,
-- whether it was right, and with which words.
ALTER TABLE report ADD COLUMN answered BIGINT NOT NULL DEFAULT 0;
ALTER TABLE report ADD COLUMN answered_by TEXT NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN answer TEXT NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN answer_words TEXT NOT NULL DEFAULT '';
CREATE INDEX report_answered ON report (answered, said_at, id);

-- What a scan found in listings: fields of which sources disagree (kind
-- 'conflict', one row for all fields of a listing), and what breaks a rule
-- (kind 'contradiction', a row for each rule). It holds no values: those are
-- folded when somebody looks.
CREATE TABLE finding (
    id       TEXT NOT NULL PRIMARY KEY,
    kind     TEXT NOT NULL,
    listing  TEXT NOT NULL REFERENCES listing (id),
    about    TEXT NOT NULL, -- the weightiest field, or the rule
    count    BIGINT NOT NULL, -- of the fields
    severity BIGINT NOT NULL,
    since    BIGINT NOT NULL,
    facts    TEXT NOT NULL, -- digest of what was found
    -- When a steward said that it is right as it is, 0 if nobody did; and who,
    -- with which words. It counts until the facts are others.
    accepted    BIGINT NOT NULL,
    accepted_by TEXT NOT NULL,
    why         TEXT NOT NULL
);
CREATE UNIQUE INDEX finding_about ON finding (listing, kind, about);
CREATE INDEX finding_open ON finding (kind, accepted, severity, since);

-- Up to which revision listings were scanned.
INSERT INTO counter (name, value) VALUES ('scanned', 0);
