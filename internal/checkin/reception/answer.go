package reception

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"time"

	"haven/internal/account"
	"haven/internal/checkin"
	"haven/internal/facility"
	"haven/internal/store"
)

// mostAnswers is how many answers one link takes in a day: a shift's changes, and
// slips of the finger.
const mostAnswers = 20

// Answer takes what whoever holds a link tells: it is shown, or waits for a
// steward. The errors are checkin.ErrIncomplete, TooManyError and those of the
// directory.
func (r *Reception) Answer(ctx context.Context, l checkin.Link, from netip.Addr, a checkin.Answer) (checkin.Answer, error) {
	a.ID, a.Link, a.Listing, a.At = r.store.NewID(), l.ID, l.Listing, r.moment()
	a.Clean()
	if err := a.Validate(); err != nil {
		return a, err
	}
	if err := r.within(ctx, account.Limit{Key: r.keys.Digest("answers by link", l.ID), Most: mostAnswers, Window: 24 * time.Hour}); err != nil {
		return a, err
	}
	if err := leading(&a.Listing, func() error { return r.hear(ctx, a, from) }); err != nil {
		return a, err
	}
	return a, r.reckon(ctx, a.Listing)
}

// hear has an answer shown, told to stewards, or both.
func (r *Reception) hear(ctx context.Context, a checkin.Answer, from netip.Addr) error {
	if report, ok := a.Report(); ok {
		report.ID = a.ID
		if err := r.directory.Report(ctx, report); err != nil {
			return err
		}
	}
	kept := store.AddAnswer(a, r.book.Note(byLink(a.Link, from), answered, place(a.Listing)))
	s, ok := a.Statement()
	if !ok {
		return r.store.Together(ctx, kept)
	}
	_, err := r.directory.SayWith(ctx, a.Listing, s, kept)
	return err
}

// leading does something about a listing, or about the one that it was found to
// be the same place as.
func leading(listing *string, do func() error) error {
	err := do()
	var moved *facility.MovedError
	if errors.As(err, &moved) {
		*listing = moved.To
		err = do()
	}
	return err
}

// within counts an attempt; TooManyError when it is one too many.
func (r *Reception) within(ctx context.Context, limits ...account.Limit) error {
	until, err := r.store.Attempt(ctx, limits, r.now())
	if err == nil && !until.IsZero() {
		err = TooManyError{until}
	}
	return err
}

// Answers are what was told by a link, the newest first.
func (r *Reception) Answers(ctx context.Context, l checkin.Link) ([]checkin.Answer, error) {
	return r.store.AnswersBy(ctx, l.ID)
}

// TakeBack undoes an answer of a link: its statement, or the report that waits
// for a steward. ErrNotFound for one that is not of this link; one that was taken
// back before is no error.
func (r *Reception) TakeBack(ctx context.Context, l checkin.Link, from netip.Addr, id string) error {
	told, err := r.Answers(ctx, l)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(told, func(a checkin.Answer) bool { return a.ID == id })
	if i < 0 {
		return ErrNotFound
	}
	a := told[i]
	if !a.TakenBack.IsZero() {
		return nil
	}
	return leading(&a.Listing, func() error { return r.unhear(ctx, a, from) })
}

func (r *Reception) unhear(ctx context.Context, a checkin.Answer, from netip.Addr) error {
	if _, ok := a.Report(); ok {
		if err := r.directory.Unreport(ctx, a.ID); err != nil {
			return err
		}
	}
	marked := store.TakeAnswerBack(a.ID, r.moment(), r.book.Note(byLink(a.Link, from), answerUndone, place(a.Listing)))
	s, ok := a.Statement()
	if !ok {
		return r.store.Together(ctx, marked)
	}
	return r.directory.UnsayWith(ctx, a.Listing, s, a.Said, marked)
}
