package desk

import (
	"context"
	"time"

	"haven/internal/referral"
	"haven/internal/seal"
	"haven/internal/store"
)

// History returns the moves of a referral. Both sides see it; the place without
// notes that may tell who the person is, once it may not know that any more.
func (d *Desk) History(ctx context.Context, by referral.Actor, id string) ([]referral.Move, error) {
	r, err := d.Referral(ctx, by, id)
	if err != nil {
		return nil, err
	}
	sealed, err := d.store.Moves(ctx, id)
	if err != nil {
		return nil, err
	}
	if by.Role == referral.Facility {
		if err := d.hideNotes(ctx, r, sealed); err != nil {
			return nil, err
		}
	}
	key, err := d.caseKey(ctx, r.Case)
	if err != nil {
		return nil, err
	}
	return openMoves(key, sealed)
}

// hideNotes takes from a place what the helpline noted while the person had
// agreed that it knows who they are: only then may a note tell. It stays while
// such a consent stands.
func (d *Desk) hideNotes(ctx context.Context, r referral.Referral, moves []store.SealedMove) error {
	consents, err := d.store.Consents(ctx, r.Case)
	if err != nil || referral.Allowed(consents, referral.Share, r.Listing, d.now()) {
		return err
	}
	for i, m := range moves {
		if m.Sealed != "" && m.By.Role != referral.Facility && couldTell(consents, r.Listing, m.At) {
			moves[i].Sealed, moves[i].Hidden = "", true
		}
	}
	return nil
}

// couldTell reports whether a consent stood at a time that a place knows who it is.
func couldTell(consents []referral.Consent, listing string, at time.Time) bool {
	for _, c := range consents {
		if c.Purpose == referral.Share && c.To == listing && c.Stood(at) {
			return true
		}
	}
	return false
}

func openMoves(key seal.Secret, sealed []store.SealedMove) ([]referral.Move, error) {
	moves := make([]referral.Move, len(sealed))
	for i, s := range sealed {
		moves[i] = s.Move
		if s.Sealed == "" {
			continue
		}
		words, err := key.Open(s.Sealed, moveOf(s.Move))
		if err != nil {
			return nil, err
		}
		moves[i].Words = words
	}
	return moves, nil
}
