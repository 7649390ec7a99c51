package desk

import (
	"context"
	"time"

	"haven/internal/referral"
)

// AskRoom notes that a place is asked whether it has room.
func (d *Desk) AskRoom(ctx context.Context, by referral.Actor, caseID, listing string) (referral.RoomQuestion, error) {
	c, err := d.see(ctx, by, caseID)
	if err != nil {
		return referral.RoomQuestion{}, err
	}
	if err := referral.CheckListing(listing); err != nil {
		return referral.RoomQuestion{}, err
	}
	q := referral.RoomQuestion{ID: d.store.NewID(), Case: c.ID, Helpline: c.Helpline, Listing: listing,
		Asked: d.now().UTC().Truncate(time.Second), AskedBy: by.Person}
	return q, d.store.AddRoomQuestion(ctx, q, d.note(by, roomAsked, part(c.ID, "room", q.ID)))
}

// RoomQuestion returns a question for room to those on its case and to the place
// that was asked.
func (d *Desk) RoomQuestion(ctx context.Context, by referral.Actor, id string) (referral.RoomQuestion, error) {
	q, err := d.seeQuestion(ctx, by, id)
	if err == nil {
		err = d.read(ctx, by, part(q.Case, "room", id))
	}
	if err != nil {
		return referral.RoomQuestion{}, err
	}
	return q, nil
}

func (d *Desk) seeQuestion(ctx context.Context, by referral.Actor, id string) (referral.RoomQuestion, error) {
	q, err := d.store.RoomQuestion(ctx, id)
	if err != nil {
		return referral.RoomQuestion{}, notFound(err)
	}
	if by.Role == referral.Facility {
		if by.Org != q.Listing {
			return referral.RoomQuestion{}, ErrNotFound
		}
		return q, nil
	}
	_, err = d.see(ctx, by, q.Case)
	return q, err
}

// RoomQuestions returns the questions for room of a case, the oldest first.
func (d *Desk) RoomQuestions(ctx context.Context, by referral.Actor, caseID string) ([]referral.RoomQuestion, error) {
	if _, err := d.Case(ctx, by, caseID); err != nil {
		return nil, err
	}
	return d.store.RoomQuestionsOf(ctx, caseID)
}

// AnswerRoom stores what a place said: the place itself, or a colleague who
// heard it. The errors are ErrNotFound and those of referral.RoomQuestion.Answers.
func (d *Desk) AnswerRoom(ctx context.Context, by referral.Actor, id string, room referral.Room, via referral.Via) (referral.RoomQuestion, error) {
	q, err := d.seeQuestion(ctx, by, id)
	if err != nil {
		return q, err
	}
	answered, err := q.Answers(by, room, via, d.now().UTC().Truncate(time.Second))
	if err != nil {
		return q, err
	}
	return answered, notFound(d.store.AnswerRoom(ctx, answered, d.note(by, roomAnswered, part(q.Case, "room", id))))
}
