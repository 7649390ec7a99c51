package desk

import (
	"context"

	"haven/internal/board"
	"haven/internal/referral"
)

// Counted counts what a helpline did in the cases opened in some months; for its
// supervisors alone, else ErrNotFound.
func (d *Desk) Counted(ctx context.Context, by referral.Actor, months ...board.Month) (board.Counts, error) {
	if by.Role != referral.Supervisor || !isStaff(by) {
		return nil, ErrNotFound
	}
	all := board.Counts{}
	for _, m := range months {
		counts, err := d.store.Board(ctx, by.Org, m)
		if err != nil {
			return nil, err
		}
		all.Add(counts)
	}
	return all, d.once(ctx, by, boardRead, ofHelpline(by))
}
