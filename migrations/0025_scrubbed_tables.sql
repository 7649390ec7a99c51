-- Which tables have lost rows, and how many times, since the database's files
-- were scrubbed of them: PostgreSQL writes only these anew.
CREATE TABLE unscrubbed (
    name      TEXT   NOT NULL PRIMARY KEY,
    deletions BIGINT NOT NULL
);
-- Of what was noted before nobody knows the tables: it is all of them.
INSERT INTO unscrubbed (name, deletions) SELECT sealed.name, scrub.due FROM scrub, (
    SELECT 'help_case' AS name UNION ALL SELECT 'desk_secret' UNION ALL SELECT 'seal_key' UNION ALL SELECT 'case_key'
    UNION ALL SELECT 'case_text' UNION ALL SELECT 'case_consent' UNION ALL SELECT 'case_person' UNION ALL SELECT 'follow_up'
    UNION ALL SELECT 'place_link' UNION ALL SELECT 'room_question' UNION ALL SELECT 'hand_over'
    UNION ALL SELECT 'referral_move' UNION ALL SELECT 'referral') AS sealed
WHERE scrub.due > 0;
DROP TABLE scrub;
