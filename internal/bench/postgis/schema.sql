CREATE EXTENSION postgis;
CREATE EXTENSION intarray;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION fuzzystrmatch;

-- codes_of is unnest with an estimate that makes PostgreSQL count with a hash
-- table, which takes a quarter less time than sorting.
CREATE FUNCTION codes_of(int[]) RETURNS SETOF int
	LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE ROWS 2000 AS 'array_unnest';

CREATE TABLE listing (
	id text NOT NULL,
	place geography(Point, 4326) NOT NULL,
	yes int[] NOT NULL, -- numbers of the codes answered with yes, ascending
	may int[] NOT NULL, -- of those not answered with no, ascending
	words tsvector NOT NULL
);

-- vocabulary holds the words of all listings.
CREATE TABLE vocabulary (word text NOT NULL);

-- revision is that of the store which the listings reflect.
CREATE TABLE revision (number bigint NOT NULL);
INSERT INTO revision VALUES (0);

-- typed is the query for words as a person typed them: one that a listing has
-- is taken as it is, another stands for those one edit away from five letters
-- on, two from nine; one followed by :* for those that begin with it. NULL, which nothing matches, where there are none. It is
-- not truly immutable: so declared, it is called once, and PostgreSQL plans
-- the search with what it gives.
CREATE FUNCTION typed(given text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
	one text;
	edits int;
	found tsquery;
	every tsquery;
BEGIN
	FOREACH one IN ARRAY string_to_array(given, ' ') LOOP
		edits := CASE WHEN length(one) < 5 OR length(one) > 40 THEN 0 WHEN length(one) < 9 THEN 1 ELSE 2 END;
		IF one LIKE '%:*' OR edits = 0 OR EXISTS (SELECT FROM vocabulary WHERE word = one) THEN
			found := one::tsquery;
		ELSE
			SELECT string_agg(word, '|')::tsquery INTO found FROM vocabulary
			WHERE word % one AND levenshtein_less_equal(word, one, edits) <= edits;
		END IF;
		IF found IS NULL THEN
			RETURN NULL;
		END IF;
		every := COALESCE(every && found, found);
	END LOOP;
	RETURN every;
END $$;
