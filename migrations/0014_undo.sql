-- A run may undo another, or undo the undoing: by_whom asked for it, an
-- account, or '' for the command line and for pick-ups.
ALTER TABLE run ADD COLUMN undoes TEXT NOT NULL DEFAULT '';
ALTER TABLE run ADD COLUMN by_whom TEXT NOT NULL DEFAULT '';

-- What a run wants to make of other runs; gone once it has ended.
CREATE TABLE staged_run (
    run   TEXT NOT NULL REFERENCES run (id),
    id    TEXT NOT NULL REFERENCES run (id),
    state TEXT NOT NULL,
    PRIMARY KEY (run, id)
);
