package listing

import (
	"context"
	"slices"
	"time"

	"haven/internal/facility"
)

// Known returns the full profile of a listing, for its owner and for stewards:
// what is withheld stands in it. The errors are those of [Directory.Profile].
func (d *Directory) Known(ctx context.Context, id string) (facility.Listing, facility.Profile, error) {
	found, err := d.standing(ctx, id)
	if err != nil {
		return facility.Listing{}, facility.Profile{}, err
	}
	p, err := d.fold(ctx, id)
	return found, p, err
}

// EachKnown hands on the full profiles of some listings, those that no source
// lists any more left out.
func (d *Directory) EachKnown(ctx context.Context, ids []string, each func(id string, p facility.Profile) error) error {
	editions, err := d.store.Editions(ctx)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(ids, eachBatch) {
		statements, err := d.statements(ctx, some...)
		if err != nil {
			return err
		}
		for _, id := range some {
			said, known := statements[id]
			if !known {
				continue
			}
			if p := facility.Fold(said, editions); !p.Gone {
				if err := each(id, p); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// Before returns a listing with the number and the website that it had before
// those it has now; what never was another is left empty. It tells how a
// listing came to what strangers have, too.
func (d *Directory) Before(ctx context.Context, l facility.Listing) (facility.Listing, error) {
	statements, err := d.statements(ctx, l.ID)
	if err != nil {
		return l, err
	}
	before := l
	before.Phones, before.Website = nil, ""
	for _, earlier := range versions(statements[l.ID]) {
		p := facility.Fold(earlier, nil).Public()
		was := p.Listing(l.ID, facility.Location{})
		if before.Phones == nil && differ(was.Phones, l.Phones) {
			before.Phones = was.Phones
		}
		if before.Website == "" && was.Website != "" && was.Website != l.Website {
			before.Website = was.Website
		}
	}
	return before, nil
}

func differ(was, are []facility.Line) bool {
	return len(was) > 0 && len(are) > 0 && was[0].E164 != are[0].E164
}

// versions are the statements as they were before each day on which something
// was said, the latest first.
func versions(statements []facility.Statement) [][]facility.Statement {
	var days []time.Time
	for _, s := range statements {
		days = append(days, s.At)
	}
	slices.SortFunc(days, func(a, b time.Time) int { return b.Compare(a) })
	var all [][]facility.Statement
	for _, day := range slices.Compact(days) {
		all = append(all, slices.DeleteFunc(slices.Clone(statements), func(s facility.Statement) bool { return !s.At.Before(day) }))
	}
	return all
}
