package steward

import (
	"context"

	"haven/internal/audit"
	"haven/internal/contradiction"
	"haven/internal/facility"
	"haven/internal/store"
)

// maxSharers is how many places with the same number or website are named.
const maxSharers = 20

// Contradiction is a rule that a listing breaks.
type Contradiction struct {
	Rule    contradiction.Rule
	Listing facility.Listing
	Profile facility.Profile // with what is withheld
	Before  facility.Listing // the number and website that it had before
	// Sharers are places that have the number or the website as well.
	Sharers []facility.Listing
	finding store.FindingRow
}

// Contradiction returns what a matter is about; ErrNotFound.
func (o *Office) Contradiction(ctx context.Context, m Matter) (Contradiction, error) {
	found, err := o.store.FindOpenFindings(ctx, ContradictionKind, m.ID)
	if err != nil {
		return Contradiction{}, err
	}
	rule, known := contradiction.RuleOf(m.About)
	if len(found) == 0 || !known {
		return Contradiction{}, ErrNotFound
	}
	c := Contradiction{Rule: rule, finding: found[0]}
	if c.Listing, c.Profile, err = o.listings.Known(ctx, m.Listing); err != nil {
		return c, err
	}
	if c.Before, err = o.listings.Before(ctx, c.Listing); err != nil {
		return c, err
	}
	if rule.Shares() {
		c.Sharers, err = o.store.ListingsSharing(ctx, c.Listing, maxSharers)
	}
	return c, err
}

// Accept says that a listing is right although it breaks a rule. It counts until
// the facts change. ErrNoWords, and ErrNotFound when somebody was faster.
func (o *Office) Accept(ctx context.Context, by audit.Who, m Matter, why string) error {
	why, err := cleaned(why, true)
	if err != nil {
		return err
	}
	c, err := o.Contradiction(ctx, m)
	if err != nil {
		return err
	}
	row := c.finding
	row.Accepted, row.AcceptedBy, row.Why = o.now(), by.Account, why
	accepted, err := o.store.AcceptFinding(ctx, row, o.book.Note(by, "contradiction.accepted", m.Kind+":"+m.ID))
	if err == nil && !accepted {
		err = ErrNotFound
	}
	return err
}

// Fix states what is right instead, as [Office.Say] does. It reports whether the
// listing still breaks the rule; what only other listings can tell the next scan
// finds again.
func (o *Office) Fix(ctx context.Context, by audit.Who, m Matter, claims facility.Claims, why string) (still bool, err error) {
	c, err := o.Contradiction(ctx, m)
	if err != nil {
		return false, err
	}
	if len(claims.SpeaksOf()) == 0 {
		return true, ErrNoChoice
	}
	if err := o.Say(ctx, by, c.Listing.ID, claims, why); err != nil {
		return true, err
	}
	l, _, err := o.listings.Known(ctx, c.Listing.ID)
	if err != nil {
		return true, err
	}
	if c.Rule.Broken(contradiction.Case{Listing: &l, All: contradiction.NewDirectory(nil)}) || factsOf(c.Rule, &l) == c.finding.Facts {
		return true, nil
	}
	return false, o.store.DeleteFinding(ctx, m.ID)
}
