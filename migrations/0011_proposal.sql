-- Edits of listings that wait for a steward, and what became of them.
CREATE TABLE proposal (
    id           TEXT NOT NULL PRIMARY KEY,
    listing      TEXT NOT NULL, -- the id it was made for: where places merge it leads to the one that stands
    account      TEXT NOT NULL REFERENCES account (id),
    organisation TEXT NOT NULL,
    at           BIGINT NOT NULL,
    about        TEXT NOT NULL, -- the fields, sorted and joined by commas
    claims       TEXT NOT NULL, -- JSON, as those of statements
    why          TEXT NOT NULL, -- the editor's words
    state        TEXT NOT NULL, -- waits, accepted, rejected, withdrawn or replaced
    decided      BIGINT NOT NULL, -- 0 while it waits
    decided_by   TEXT NOT NULL, -- the steward's account
    words        TEXT NOT NULL -- the steward's, for the editor to read
);
CREATE INDEX proposal_state ON proposal (state, at, id);
CREATE INDEX proposal_listing ON proposal (listing, at);
