-- Which rules the last scan of contradictions judged by: where others are in
-- force, all listings are scanned anew.
INSERT INTO counter (name, value) VALUES ('scanned_rules', 0);
