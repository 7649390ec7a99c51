-- What visitors say is wrong with listings, for stewards to look at. Nothing
-- here tells who said it.
CREATE TABLE report (
    id      TEXT NOT NULL PRIMARY KEY,
    listing TEXT NOT NULL REFERENCES listing (id),
    reason  TEXT NOT NULL,
    words   TEXT NOT NULL,
    said_at BIGINT NOT NULL
);
CREATE INDEX report_said ON report (said_at, id);
