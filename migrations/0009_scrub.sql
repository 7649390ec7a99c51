-- How many deletions have left bytes in the database's files since these were
-- scrubbed last: 0 when there is nothing to do.
CREATE TABLE scrub (
    id  BIGINT NOT NULL PRIMARY KEY, -- 1, the only row
    due BIGINT NOT NULL
);
INSERT INTO scrub (id, due) VALUES (1, 0);
