-- Which share of the shown facts is within its term, day by day. A day on which
-- no server ran has no row.
CREATE TABLE freshness_day (
    day      TEXT NOT NULL PRIMARY KEY, -- 2026-11-22, in UTC
    at       BIGINT NOT NULL,           -- when it was counted last
    revision BIGINT NOT NULL            -- of the directory that was counted
);

CREATE TABLE freshness_share (
    counted_by TEXT NOT NULL, -- all, state, source, kind
    name       TEXT NOT NULL,
    day        TEXT NOT NULL,
    fresh      BIGINT NOT NULL, -- facts within their term
    facts      BIGINT NOT NULL, -- all of them
    PRIMARY KEY (counted_by, name, day)
);
CREATE INDEX freshness_share_day ON freshness_share (day);

-- Listings with facts past their term, as they were counted last.
CREATE TABLE stale_place (
    listing TEXT NOT NULL PRIMARY KEY,
    state   TEXT NOT NULL,
    fresh   BIGINT NOT NULL,
    facts   BIGINT NOT NULL,
    oldest  BIGINT NOT NULL, -- when the oldest fact past its term was told last
    seen    BIGINT NOT NULL, -- times it was shown of late, in whole tens
    weight  BIGINT NOT NULL, -- how soon it is to be seen to
    counted BIGINT NOT NULL
);
CREATE INDEX stale_place_weight ON stale_place (weight, listing);
CREATE INDEX stale_place_state ON stale_place (state, weight, listing);
