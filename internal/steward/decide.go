package steward

import (
	"cmp"
	"context"
	"slices"

	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/store"
)

// word is a steward's statement.
func (o *Office) word(by audit.Who, claims facility.Claims, why string) facility.Statement {
	return facility.Statement{
		Source: facility.SourceSteward, Series: facility.SourceSteward, Rank: facility.RankSteward, At: o.now(), Claims: claims, By: by.Account, Why: why,
	}
}

// Say states something about a listing, with a word why. What sources say of
// the same fields is settled by it until one of them says something else. The
// errors are those of listing.Directory.Profile, facility's of claims that
// cannot be, and ErrNoWords.
func (o *Office) Say(ctx context.Context, by audit.Who, id string, claims facility.Claims, why string) error {
	if err := claims.Validate(); err != nil {
		return err
	}
	return o.say(ctx, by, id, claims, why, store.Noting(o.book.Note(by, "listing.said", "listing:"+id)))
}

// say is Say of claims that are known to be right, with what is stored and noted
// beside them.
func (o *Office) say(ctx context.Context, by audit.Who, id string, claims facility.Claims, why string, beside store.Beside) error {
	why, err := cleaned(why, true)
	if err != nil {
		return err
	}
	if _, err := o.listings.SayWith(ctx, id, o.word(by, claims, why), beside); err != nil {
		return err
	}
	return o.lookAgain(ctx, id)
}

// lookAgain judges a listing anew that a steward has just changed: what is
// settled leaves the inbox at once, and the next scan finds the rest.
func (o *Office) lookAgain(ctx context.Context, id string) error {
	var found []store.FindingRow
	err := o.listings.EachKnown(ctx, []string{id}, func(id string, p facility.Profile) error {
		if f, is := conflictOf(id, p.Conflicts()); is {
			f.Since = o.now()
			found = append(found, f)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return o.store.PutFindings(ctx, ConflictKind, []string{id}, found)
}

// Disagreement is a listing about which sources say different things.
type Disagreement struct {
	Listing   facility.Listing
	Profile   facility.Profile // with what is withheld
	Conflicts []facility.Conflict
}

// Disagreement returns what sources disagree on in the place of a matter;
// ErrNotFound once they do not any more.
func (o *Office) Disagreement(ctx context.Context, m Matter) (Disagreement, error) {
	l, p, err := o.listings.Known(ctx, m.Place.ID)
	if err != nil {
		return Disagreement{}, err
	}
	d := Disagreement{l, p, p.Conflicts()}
	if len(d.Conflicts) == 0 {
		return d, ErrNotFound
	}
	return d, nil
}

// Choose settles fields: for each the source that is right. A field that is in
// no conflict any more, or of which that source says nothing, is left alone;
// ErrNoChoice when none is left.
func (o *Office) Choose(ctx context.Context, by audit.Who, m Matter, right map[facility.Field]string, why string) error {
	d, err := o.Disagreement(ctx, m)
	if err != nil {
		return err
	}
	var claims facility.Claims
	for _, c := range d.Conflicts {
		if said, known := d.Profile.AgainOf(c.Field, right[c.Field]); known {
			claims.Add(said)
		}
	}
	if len(claims.SpeaksOf()) == 0 {
		return ErrNoChoice
	}
	// What sources say is said again as it is, were it a form nobody could send.
	return o.say(ctx, by, d.Listing.ID, claims, why, store.Noting(o.book.Note(by, "conflict.settled", "listing:"+d.Listing.ID)))
}

// Weightiest are the conflicts, the most harmful first.
func (d *Disagreement) Weightiest() []facility.Conflict {
	sorted := slices.Clone(d.Conflicts)
	slices.SortStableFunc(sorted, func(a, b facility.Conflict) int { return cmp.Compare(Weight(b.Field), Weight(a.Field)) })
	return sorted
}

// KeepAll settles all conflicts of a place as they stand.
func (o *Office) KeepAll(ctx context.Context, by audit.Who, m Matter, why string) error {
	d, err := o.Disagreement(ctx, m)
	if err != nil {
		return err
	}
	right := map[facility.Field]string{}
	for _, c := range d.Conflicts {
		right[c.Field] = c.Stands.Source
	}
	return o.Choose(ctx, by, m, right, why)
}
