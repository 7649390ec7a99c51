-- How places without an account answer, what they were asked beside referrals,
-- and what was handed over to whom. Rows of a case go with it.

-- The status of the FHIR Task that each step was told by.
ALTER TABLE referral_move ADD COLUMN task TEXT NOT NULL DEFAULT '';
-- One link leads to one thing; making another replaces it. Its token is with
-- whoever holds it, only the hash is here.
CREATE TABLE place_link (
    subject TEXT NOT NULL PRIMARY KEY, -- the id of a referral or of a room question
    kind    TEXT NOT NULL,
    hash    TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL REFERENCES help_case (id),
    listing TEXT NOT NULL,
    made    BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    made_by TEXT NOT NULL
);
CREATE INDEX place_link_case ON place_link (case_id);
CREATE INDEX place_link_expires ON place_link (expires);
-- A place asked for room alone, before anything of a person is told.
CREATE TABLE room_question (
    id          TEXT NOT NULL PRIMARY KEY,
    case_id     TEXT NOT NULL REFERENCES help_case (id),
    helpline    TEXT NOT NULL,
    listing     TEXT NOT NULL,
    asked       BIGINT NOT NULL,
    asked_by    TEXT NOT NULL,
    answer      TEXT NOT NULL, -- '' while it waits
    answered    BIGINT NOT NULL,
    answered_by TEXT NOT NULL,
    via         TEXT NOT NULL
);
CREATE INDEX room_question_of ON room_question (case_id, asked);
-- What left the desk: to whom is told as a kind only, never an address.
CREATE TABLE hand_over (
    id       TEXT NOT NULL PRIMARY KEY,
    case_id  TEXT NOT NULL REFERENCES help_case (id),
    at       BIGINT NOT NULL,
    by_whom  TEXT NOT NULL,
    way      TEXT NOT NULL,
    to_kind  TEXT NOT NULL,
    referral TEXT NOT NULL,
    failed   BOOLEAN NOT NULL
);
CREATE INDEX hand_over_of ON hand_over (case_id, at);
-- How places and callers reach a helpline.
CREATE TABLE helpline_phone (
    helpline TEXT NOT NULL PRIMARY KEY,
    phone    TEXT NOT NULL
);
