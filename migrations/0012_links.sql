-- Links by which a place tells in thirty seconds whether its listing is true,
-- without an account. The token is on a letter or in a mail; only its hash is
-- here. A link outlives its place's merging: who follows it is led on.
CREATE TABLE checkin_link (
    id      TEXT NOT NULL PRIMARY KEY,
    hash    TEXT NOT NULL UNIQUE,
    listing TEXT NOT NULL,
    way     TEXT NOT NULL, -- letter, mail
    made    BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    made_by TEXT NOT NULL
);
CREATE INDEX checkin_link_listing ON checkin_link (listing, made);
CREATE INDEX checkin_link_expires ON checkin_link (expires);

-- What was answered by them.
CREATE TABLE checkin_answer (
    id         TEXT NOT NULL PRIMARY KEY, -- of the report, too, where a steward settles it
    link       TEXT NOT NULL,
    listing    TEXT NOT NULL,
    kind       TEXT NOT NULL,
    detail     TEXT NOT NULL, -- openings, words and a day as JSON
    at         BIGINT NOT NULL,
    said       BIGINT NOT NULL, -- revision of the statement it made, 0 for none
    taken_back BIGINT NOT NULL  -- 0 while it stands
);
CREATE INDEX checkin_answer_link ON checkin_answer (link, at);
CREATE INDEX checkin_answer_listing ON checkin_answer (listing, at);
