package store

import (
	"context"
	"slices"

	"haven/internal/audit"
	"haven/internal/referral"
)

const roomColumns = "id, case_id, helpline, listing, asked, asked_by, answer, answered, answered_by, via"

// AddRoomQuestion stores a question that waits.
func (s *Store) AddRoomQuestion(ctx context.Context, q referral.RoomQuestion, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO room_question ("+roomColumns+") VALUES (?, ?, ?, ?, ?, ?, '', 0, '', '')",
			q.ID, q.Case, q.Helpline, q.Listing, q.Asked.Unix(), q.AskedBy)
		return err
	}), "store a question for room")
}

// AnswerRoom stores the answer to a question, over an earlier one.
func (s *Store) AnswerRoom(ctx context.Context, q referral.RoomQuestion, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		return found(tx.exec("UPDATE room_question SET answer = ?, answered = ?, answered_by = ?, via = ? WHERE id = ?",
			string(q.Answer), q.Answered.Unix(), q.AnsweredBy, string(q.Via), q.ID))
	}), "answer a question for room")
}

// RoomQuestion returns a question; ErrNotFound. Whether somebody may see it is
// for the caller to judge.
func (s *Store) RoomQuestion(ctx context.Context, id string) (referral.RoomQuestion, error) {
	all, err := s.roomQuestions(ctx, "id = ?", id)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return referral.RoomQuestion{}, wrap(err, "read a question for room")
	}
	return all[0], nil
}

// RoomQuestionsOf returns the questions of a case, the oldest first.
func (s *Store) RoomQuestionsOf(ctx context.Context, caseID string) ([]referral.RoomQuestion, error) {
	all, err := s.roomQuestions(ctx, "case_id = ? ORDER BY asked, id", caseID)
	return all, wrap(err, "read the questions for room of a case")
}

// RoomQuestionsTo returns the questions that wait at a place, the oldest first.
func (s *Store) RoomQuestionsTo(ctx context.Context, listing string, limit int) ([]referral.RoomQuestion, error) {
	there, args := atPlace(listing)
	all, err := s.roomQuestions(ctx, there+" AND answered = 0 ORDER BY asked, id LIMIT ?", append(args, limit)...)
	return all, wrap(err, "read the questions for room at a place")
}

// CountWaitingAt is how many referrals and questions for room wait for the answer
// of some places, of which there is one at least.
func (s *Store) CountWaitingAt(ctx context.Context, listings []string) (n int, err error) {
	there, places := atPlace(listings...)
	args := append([]any{string(referral.Sent)}, slices.Concat(places, places)...)
	err = s.db.GetContext(ctx, &n, s.db.Rebind("SELECT (SELECT COUNT(*) FROM referral WHERE state = ? AND "+there+
		") + (SELECT COUNT(*) FROM room_question WHERE answered = 0 AND "+there+")"), args...)
	return n, wrap(err, "count what waits at places")
}

func (s *Store) roomQuestions(ctx context.Context, which string, args ...any) ([]referral.RoomQuestion, error) {
	var all []referral.RoomQuestion
	err := s.each(ctx, func(rows scanner) error {
		var q referral.RoomQuestion
		var asked, answered int64
		err := rows.Scan(&q.ID, &q.Case, &q.Helpline, &q.Listing, &asked, &q.AskedBy, &q.Answer, &answered, &q.AnsweredBy, &q.Via)
		q.Asked, q.Answered = fromUnix(asked), timeOrNone(answered)
		all = append(all, q)
		return err
	}, "SELECT "+roomColumns+" FROM room_question WHERE "+which, args...)
	return all, err
}
