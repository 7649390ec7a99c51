-- The helpline desk. No column here takes free text: what people say or write
-- is in columns named sealed, encrypted under the key of its case (case_key),
-- which is wrapped by the master key, which is in no database. Erasing a case
-- deletes its key and all its rows.
CREATE TABLE desk_secret (
    name    TEXT NOT NULL PRIMARY KEY,
    wrapped TEXT NOT NULL
);
CREATE TABLE help_case (
    id          TEXT NOT NULL PRIMARY KEY,
    helpline    TEXT NOT NULL,
    code        TEXT NOT NULL UNIQUE, -- a keyed hash
    version     BIGINT NOT NULL,
    opened      BIGINT NOT NULL,
    opened_by   TEXT NOT NULL,
    erase_at    BIGINT NOT NULL,
    needs       TEXT NOT NULL,
    area        TEXT NOT NULL,
    language    TEXT NOT NULL,
    channel     TEXT NOT NULL,
    disposition TEXT NOT NULL,
    may_call    BOOLEAN NOT NULL,
    may_message BOOLEAN NOT NULL,
    call_from   BIGINT NOT NULL,
    call_until  BIGINT NOT NULL,
    zone        TEXT NOT NULL,
    picks       TEXT NOT NULL
);
CREATE INDEX help_case_of ON help_case (helpline, opened);
CREATE INDEX help_case_erase ON help_case (erase_at);
CREATE TABLE case_key (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES help_case (id),
    wrapped TEXT NOT NULL
);
CREATE TABLE case_person (
    case_id TEXT NOT NULL REFERENCES help_case (id),
    person  TEXT NOT NULL,
    PRIMARY KEY (case_id, person)
);
CREATE TABLE case_text (
    case_id TEXT NOT NULL REFERENCES help_case (id),
    field   TEXT NOT NULL,
    version BIGINT NOT NULL,
    by_whom TEXT NOT NULL,
    at      BIGINT NOT NULL,
    sealed  TEXT NOT NULL,
    PRIMARY KEY (case_id, field)
);
CREATE TABLE case_consent (
    id        TEXT NOT NULL PRIMARY KEY,
    case_id   TEXT NOT NULL REFERENCES help_case (id),
    purpose   TEXT NOT NULL,
    to_whom   TEXT NOT NULL,
    given     BIGINT NOT NULL,
    until     BIGINT NOT NULL,
    withdrawn BIGINT NOT NULL, -- 0 while it stands
    how       TEXT NOT NULL,
    by_whom   TEXT NOT NULL
);
CREATE INDEX case_consent_of ON case_consent (case_id, given);
-- Times of a referral and of a follow-up are 0 for none.
CREATE TABLE referral (
    id           TEXT NOT NULL PRIMARY KEY,
    case_id      TEXT NOT NULL REFERENCES help_case (id),
    helpline     TEXT NOT NULL,
    listing      TEXT NOT NULL,
    version      BIGINT NOT NULL,
    state        TEXT NOT NULL,
    made         BIGINT NOT NULL,
    sent         BIGINT NOT NULL,
    ack_due      BIGINT NOT NULL,
    scheduled_at BIGINT NOT NULL,
    reason       TEXT NOT NULL,
    outcome      TEXT NOT NULL
);
CREATE INDEX referral_of_case ON referral (case_id, made);
CREATE INDEX referral_to ON referral (listing, made);
CREATE INDEX referral_waiting ON referral (state, ack_due);
CREATE TABLE referral_move (
    referral     TEXT NOT NULL REFERENCES referral (id),
    version      BIGINT NOT NULL,
    case_id      TEXT NOT NULL REFERENCES help_case (id),
    at           BIGINT NOT NULL,
    from_state   TEXT NOT NULL,
    to_state     TEXT NOT NULL,
    role         TEXT NOT NULL,
    org          TEXT NOT NULL,
    person       TEXT NOT NULL,
    via          TEXT NOT NULL,
    reason       TEXT NOT NULL,
    outcome      TEXT NOT NULL,
    scheduled_at BIGINT NOT NULL,
    sealed       TEXT NOT NULL,
    PRIMARY KEY (referral, version)
);
CREATE INDEX referral_move_case ON referral_move (case_id);
CREATE TABLE follow_up (
    id            TEXT NOT NULL PRIMARY KEY,
    case_id       TEXT NOT NULL REFERENCES help_case (id),
    helpline      TEXT NOT NULL,
    version       BIGINT NOT NULL,
    due           BIGINT NOT NULL,
    claimed_by    TEXT NOT NULL,
    claimed_until BIGINT NOT NULL,
    done          BIGINT NOT NULL,
    outcome       TEXT NOT NULL,
    reason        TEXT NOT NULL,
    sealed        TEXT NOT NULL
);
CREATE INDEX follow_up_of_case ON follow_up (case_id, due);
CREATE INDEX follow_up_due ON follow_up (helpline, done, due);
-- Calls outlive the cases they were made in, and do not know them.
CREATE TABLE place_call (
    id       TEXT NOT NULL PRIMARY KEY,
    listing  TEXT NOT NULL,
    helpline TEXT NOT NULL,
    line     TEXT NOT NULL,
    outcome  TEXT NOT NULL,
    code     TEXT NOT NULL,
    at       BIGINT NOT NULL
);
CREATE INDEX place_call_of ON place_call (listing, at);
