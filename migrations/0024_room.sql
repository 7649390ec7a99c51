-- Pages of facilities count what waits for their answer.
CREATE INDEX room_question_waits ON room_question (listing, answered);
