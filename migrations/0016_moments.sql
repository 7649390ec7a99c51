-- What holds of a place for a while only, for searches to judge when somebody
-- looks: how much room it told of, as JSON, '' for none; its hours, as JSON, ''
-- while nobody knows; whether it takes people without an appointment ('', 'yes',
-- 'no'); whether it is closed, as JSON, and until when; and when somebody who can know spoke of it last
-- and who that was, 0 and '' for never.
ALTER TABLE listing ADD COLUMN openings TEXT NOT NULL DEFAULT '';
ALTER TABLE listing ADD COLUMN hours TEXT NOT NULL DEFAULT '';
ALTER TABLE listing ADD COLUMN walk_in TEXT NOT NULL DEFAULT '';
ALTER TABLE listing ADD COLUMN closed TEXT NOT NULL DEFAULT '';
ALTER TABLE listing ADD COLUMN closed_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE listing ADD COLUMN confirmed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE listing ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE staged_listing ADD COLUMN openings TEXT NOT NULL DEFAULT '';
ALTER TABLE staged_listing ADD COLUMN hours TEXT NOT NULL DEFAULT '';
ALTER TABLE staged_listing ADD COLUMN walk_in TEXT NOT NULL DEFAULT '';
ALTER TABLE staged_listing ADD COLUMN closed TEXT NOT NULL DEFAULT '';
ALTER TABLE staged_listing ADD COLUMN closed_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staged_listing ADD COLUMN confirmed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staged_listing ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT '';
