-- Neighbours lie side by side.
CREATE TABLE sorted AS SELECT * FROM listing ORDER BY place::geometry;
DROP TABLE listing;
ALTER TABLE sorted RENAME TO listing;

CREATE UNIQUE INDEX listing_id ON listing (id);
CREATE INDEX listing_place ON listing USING gist (place);
CREATE INDEX listing_yes ON listing USING gin (yes gin__int_ops) WITH (fastupdate = off);
CREATE INDEX listing_may ON listing USING gin (may gin__int_ops) WITH (fastupdate = off);
CREATE INDEX listing_words ON listing USING gin (words) WITH (fastupdate = off);

INSERT INTO vocabulary SELECT word FROM ts_stat('SELECT words FROM listing');
CREATE UNIQUE INDEX vocabulary_word ON vocabulary (word);
CREATE INDEX vocabulary_trigrams ON vocabulary USING gin (word gin_trgm_ops);
