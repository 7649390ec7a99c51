package registry

import (
	"context"

	"haven/internal/contradiction"
	"haven/internal/owner"
	"haven/internal/steward"
)

// ClaimKind is how the stewards' inbox calls claims.
const ClaimKind = "claim"

// Claims is the queue of claims that wait for a steward.
func (r *Registry) Claims() steward.Queue { return claims{r} }

// claims are urgent alike: somebody waits for each. The oldest is first.
type claims struct{ *Registry }

func (q claims) Kind() string { return ClaimKind }

func (q claims) Open(ctx context.Context, limit int) ([]steward.Matter, error) {
	waiting, err := q.store.WaitingClaims(ctx, q.now().Add(-owner.ClaimLasts), limit)
	return matters(waiting), err
}

func (q claims) Count(ctx context.Context) (int, error) {
	return q.store.CountWaitingClaims(ctx, q.now().Add(-owner.ClaimLasts))
}

func (q claims) Find(ctx context.Context, ids ...string) ([]steward.Matter, error) {
	waiting, err := q.store.FindWaitingClaims(ctx, q.now().Add(-owner.ClaimLasts), ids...)
	return matters(waiting), err
}

func matters(waiting []owner.Claim) []steward.Matter {
	all := make([]steward.Matter, len(waiting))
	for i, c := range waiting {
		about := string(c.Way)
		if c.State == owner.Proven {
			about = string(c.State)
		}
		all[i] = steward.Matter{Kind: ClaimKind, ID: c.ID, Listing: c.Listing, Since: c.Made, Severity: contradiction.High, About: about}
	}
	return all
}
