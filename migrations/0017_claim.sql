-- People who say that a place is theirs. What they write of themselves is kept
-- until their claim has been over for some time.
CREATE TABLE claim (
    id           TEXT NOT NULL PRIMARY KEY,
    hash         TEXT NOT NULL UNIQUE, -- of the token that leads them to their claim
    listing      TEXT NOT NULL,
    way          TEXT NOT NULL,
    state        TEXT NOT NULL,
    email        TEXT NOT NULL,
    name         TEXT NOT NULL, -- of their organisation
    words        TEXT NOT NULL,
    account      TEXT NOT NULL, -- '' for who was not signed in
    proof        TEXT NOT NULL, -- '' until a code was entered
    code         TEXT NOT NULL, -- its keyed hash, '' for none
    code_expires BIGINT NOT NULL,
    tries        BIGINT NOT NULL, -- at this code
    made         BIGINT NOT NULL,
    decided      BIGINT NOT NULL, -- 0 while it waits
    decided_by   TEXT NOT NULL
);
CREATE INDEX claim_waiting ON claim (state, made);
CREATE INDEX claim_of ON claim (listing, state);
-- A place that its owner wants to hand over. Whoever has an account under the
-- e-mail may take it.
CREATE TABLE listing_offer (
    id           TEXT NOT NULL PRIMARY KEY,
    listing      TEXT NOT NULL UNIQUE,
    organisation TEXT NOT NULL REFERENCES organisation (id), -- that hands it over
    email        TEXT NOT NULL,
    made         BIGINT NOT NULL
);
CREATE INDEX listing_offer_to ON listing_offer (email);
-- How often seekers met a place, by week and by nothing else.
CREATE TABLE listing_count (
    listing TEXT NOT NULL,
    week    BIGINT NOT NULL, -- the Monday it began
    what    TEXT NOT NULL,
    count   BIGINT NOT NULL,
    PRIMARY KEY (listing, week, what)
);
