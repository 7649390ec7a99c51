-- What helplines learn from calling places, and what their boards count.

-- Who recorded a call, to take a slip of the finger back, and the revision of
-- the statement that it made, 0 for none.
ALTER TABLE place_call ADD COLUMN by_whom TEXT NOT NULL DEFAULT '';
ALTER TABLE place_call ADD COLUMN said BIGINT NOT NULL DEFAULT 0;
CREATE INDEX place_call_by ON place_call (helpline, by_whom, at);

-- Stewards have one queue: what visitors report (origin ''), and what calls
-- found (origin 'call', with the id of the call and the service code it was about).
ALTER TABLE report ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN code TEXT NOT NULL DEFAULT '';

-- How often a place answers, as JSON; '' while too few calls are known. No fold
-- sets it: it is kept when a listing is folded anew.
ALTER TABLE listing ADD COLUMN reach TEXT NOT NULL DEFAULT '';

-- What a helpline's staff know about a place. It is about the place, not about
-- a caller, and so in the clear.
CREATE TABLE place_note (
    helpline TEXT NOT NULL,
    listing  TEXT NOT NULL,
    version  BIGINT NOT NULL,
    words    TEXT NOT NULL,
    by_whom  TEXT NOT NULL,
    at       BIGINT NOT NULL,
    PRIMARY KEY (helpline, listing)
);

-- What is left of erased cases: counts by the month in which they were opened.
-- A row holds one measure and no id of a case, and rows do not refer to each
-- other.
CREATE TABLE tally (
    helpline TEXT NOT NULL,
    month    TEXT NOT NULL, -- 2026-11
    measure  TEXT NOT NULL,
    a        TEXT NOT NULL,
    b        TEXT NOT NULL,
    count    BIGINT NOT NULL,
    PRIMARY KEY (helpline, month, measure, a, b)
);
