-- Which organisation speaks for a place. The row keeps the id it was given for:
-- where places merge it leads to the one that stands, and a split gives each
-- its owner back.
CREATE TABLE listing_owner (
    listing      TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    since        BIGINT NOT NULL
);
CREATE INDEX listing_owner_of ON listing_owner (organisation);
