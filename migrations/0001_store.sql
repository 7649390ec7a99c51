-- Times are Unix seconds. Lists and claims are JSON, service codes are joined
-- by blanks. A run's rows are visible once run.state is 'published'; what was
-- said directly, not by an import, has run ''.

CREATE TABLE counter (
    name  TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
-- Whoever changes a listing locks this row first: revisions commit in order.
INSERT INTO counter (name, value) VALUES ('revision', 0);

CREATE TABLE lease (
    name    TEXT NOT NULL PRIMARY KEY,
    run     TEXT NOT NULL, -- who holds it, '' when it is free
    expires BIGINT NOT NULL
);
INSERT INTO lease (name, run, expires) VALUES ('import', '', 0);

CREATE TABLE run (
    id            TEXT NOT NULL PRIMARY KEY,
    ordinal       BIGINT NOT NULL UNIQUE, -- runs in the order they began
    source        TEXT NOT NULL,
    series        TEXT NOT NULL,
    file          TEXT NOT NULL,
    sha256        TEXT NOT NULL,
    published     BIGINT NOT NULL, -- the edition's day
    complete      BOOLEAN NOT NULL,
    state         TEXT NOT NULL,
    report        TEXT NOT NULL,
    started       BIGINT NOT NULL,
    finished      BIGINT NOT NULL,
    base_revision BIGINT NOT NULL
);
CREATE INDEX run_state ON run (state, series, published);

-- What a source said about one of its records, in one edition.
CREATE TABLE statement (
    record   TEXT NOT NULL,
    run      TEXT NOT NULL,
    revision BIGINT NOT NULL, -- 0 in a run; what was said directly has its own
    source   TEXT NOT NULL,
    series   TEXT NOT NULL,
    said_at  BIGINT NOT NULL,
    rank     BIGINT NOT NULL,
    claims    TEXT NOT NULL, -- but for the answers to service codes
    yes_codes TEXT NOT NULL,
    no_codes  TEXT NOT NULL,
    identity TEXT NOT NULL,
    digest   TEXT NOT NULL,
    PRIMARY KEY (record, run, revision)
);
CREATE INDEX statement_run ON statement (run);

-- The public view of a place. Rows stay when a listing is merged or removed:
-- they are the tombstones that readers of changes see.
CREATE TABLE listing (
    id                 TEXT NOT NULL PRIMARY KEY,
    revision           BIGINT NOT NULL UNIQUE,
    state              TEXT NOT NULL CHECK (state IN ('listed', 'merged', 'removed')),
    merged_into        TEXT NOT NULL,
    digest             TEXT NOT NULL,
    name               TEXT NOT NULL,
    unit               TEXT NOT NULL,
    aka                TEXT NOT NULL,
    street             TEXT NOT NULL,
    address_unit       TEXT NOT NULL,
    city               TEXT NOT NULL,
    address_state      TEXT NOT NULL,
    zip                TEXT NOT NULL,
    county             TEXT NOT NULL,
    withheld           BOOLEAN NOT NULL,
    lat                DOUBLE PRECISION NOT NULL CHECK (lat BETWEEN -90 AND 90),
    lon                DOUBLE PRECISION NOT NULL CHECK (lon BETWEEN -180 AND 180),
    location_precision TEXT NOT NULL,
    fips               TEXT NOT NULL,
    phones             TEXT NOT NULL,
    website            TEXT NOT NULL,
    yes_codes          TEXT NOT NULL,
    no_codes           TEXT NOT NULL,
    as_of              BIGINT NOT NULL,
    source             TEXT NOT NULL,
    origins            TEXT NOT NULL,
    gone               BOOLEAN NOT NULL
);

-- Which listing a source's record belongs to. A record owns its id for ever;
-- the listing has the id of its record with the lowest seq.
CREATE TABLE record (
    record  TEXT NOT NULL PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    listing TEXT NOT NULL REFERENCES listing (id),
    seq     BIGINT NOT NULL
);
CREATE INDEX record_listing ON record (listing);
CREATE INDEX record_seq ON record (seq);

-- What a run wants to make of records and listings; gone once it has ended.
CREATE TABLE staged_record (
    run     TEXT NOT NULL REFERENCES run (id),
    record  TEXT NOT NULL,
    id      TEXT NOT NULL,
    listing TEXT NOT NULL,
    seq     BIGINT NOT NULL,
    PRIMARY KEY (run, record)
);

CREATE TABLE staged_listing (
    run                TEXT NOT NULL REFERENCES run (id),
    id                 TEXT NOT NULL,
    based              BIGINT NOT NULL, -- revision of the listing it was made from, 0 when new
    state              TEXT NOT NULL CHECK (state IN ('listed', 'merged', 'removed')),
    merged_into        TEXT NOT NULL,
    digest             TEXT NOT NULL,
    name               TEXT NOT NULL,
    unit               TEXT NOT NULL,
    aka                TEXT NOT NULL,
    street             TEXT NOT NULL,
    address_unit       TEXT NOT NULL,
    city               TEXT NOT NULL,
    address_state      TEXT NOT NULL,
    zip                TEXT NOT NULL,
    county             TEXT NOT NULL,
    withheld           BOOLEAN NOT NULL,
    lat                DOUBLE PRECISION NOT NULL,
    lon                DOUBLE PRECISION NOT NULL,
    location_precision TEXT NOT NULL,
    fips               TEXT NOT NULL,
    phones             TEXT NOT NULL,
    website            TEXT NOT NULL,
    yes_codes          TEXT NOT NULL,
    no_codes           TEXT NOT NULL,
    as_of              BIGINT NOT NULL,
    source             TEXT NOT NULL,
    origins            TEXT NOT NULL,
    gone               BOOLEAN NOT NULL,
    PRIMARY KEY (run, id)
);

-- The code list of an edition's reference sheet.
CREATE TABLE service_code (
    run      TEXT NOT NULL REFERENCES run (id),
    code     TEXT NOT NULL,
    category TEXT NOT NULL,
    name     TEXT NOT NULL,
    english  TEXT NOT NULL,
    spanish  TEXT NOT NULL,
    PRIMARY KEY (run, code)
);

-- Coordinates by address.
CREATE TABLE known_point (
    run        TEXT NOT NULL REFERENCES run (id),
    address    TEXT NOT NULL, -- the normalised address
    street     TEXT NOT NULL, -- the same without the house number
    number     BIGINT NOT NULL,
    lat        DOUBLE PRECISION NOT NULL CHECK (lat BETWEEN -90 AND 90),
    lon        DOUBLE PRECISION NOT NULL CHECK (lon BETWEEN -180 AND 180),
    series     TEXT NOT NULL,
    surveyed   BIGINT NOT NULL,
    PRIMARY KEY (run, address)
);

-- Records that may be the same place; those of the newest published run count.
CREATE TABLE duplicate (
    run     TEXT NOT NULL REFERENCES run (id),
    a       TEXT NOT NULL,
    b       TEXT NOT NULL,
    score   DOUBLE PRECISION NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (run, a, b)
);
