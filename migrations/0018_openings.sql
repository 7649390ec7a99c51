-- Keys of programs that tell the openings of one place. The key is with whoever
-- runs the program, only its hash is here.
CREATE TABLE opening_key (
    id           TEXT NOT NULL PRIMARY KEY,
    hash         TEXT NOT NULL UNIQUE,
    listing      TEXT NOT NULL,
    organisation TEXT NOT NULL, -- that made it: with another owner it works no more
    made         BIGINT NOT NULL,
    made_by      TEXT NOT NULL,
    used         BIGINT NOT NULL -- last, 0 for never
);
CREATE INDEX opening_key_listing ON opening_key (listing);

-- Places that promised to tell a kind of openings every day.
CREATE TABLE opening_promise (
    listing TEXT NOT NULL,
    kind    TEXT NOT NULL,
    since   BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    -- The first of the days without a number, as Unix seconds, while the promise
    -- is overdue; 0 while it is kept. It is reckoned whenever numbers come, and
    -- by the hour.
    overdue BIGINT NOT NULL,
    PRIMARY KEY (listing, kind)
);
CREATE INDEX opening_promise_overdue ON opening_promise (overdue);

-- What places were reminded of, so that nobody is reminded twice.
CREATE TABLE opening_reminder (
    listing TEXT NOT NULL,
    step    BIGINT NOT NULL,
    day     TEXT NOT NULL, -- the first that was missed, by the place's calendar
    sent    BIGINT NOT NULL,
    PRIMARY KEY (listing, step, day)
);
