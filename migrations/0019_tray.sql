-- What waits to be imported or undone, and what became of it. The file of a
-- row is in the data folder of the server that took it.
CREATE TABLE tray (
    id          TEXT NOT NULL PRIMARY KEY,
    undoes      TEXT NOT NULL, -- a run to undo; '' for a file to import
    origin      TEXT NOT NULL, -- 'upload', 'folder', 'undo', or 'pickup' and its name
    source      TEXT NOT NULL, -- '' until it is recognised
    file        TEXT NOT NULL, -- its name, for people
    size        BIGINT NOT NULL,
    sha256      TEXT NOT NULL,
    mapping     TEXT NOT NULL, -- of a CSV file, YAML
    published   BIGINT NOT NULL, -- 0: as the file says
    extent      TEXT NOT NULL, -- 'complete', 'partial', or '' as the file says
    by_whom     TEXT NOT NULL, -- account, '' for a pick-up
    arrived     BIGINT NOT NULL,
    state       TEXT NOT NULL,
    accept_drop BOOLEAN NOT NULL,
    run         TEXT NOT NULL, -- of the last attempt
    report      TEXT NOT NULL, -- JSON, of the last attempt that told one
    fault       TEXT NOT NULL, -- why it ended, for people
    stage       TEXT NOT NULL, -- how far the one is who works at it
    done        BIGINT NOT NULL,
    total       BIGINT NOT NULL,
    beat        BIGINT NOT NULL -- when that one was last heard of
);
CREATE INDEX tray_state ON tray (state, arrived);

-- What was found when an address or a folder was last looked at.
CREATE TABLE pickup (
    name     TEXT NOT NULL PRIMARY KEY,
    looked   BIGINT NOT NULL,
    etag     TEXT NOT NULL,
    modified TEXT NOT NULL, -- as the server said it
    sha256   TEXT NOT NULL, -- of the last file that was taken
    fault    TEXT NOT NULL
);
