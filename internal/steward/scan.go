package steward

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"haven/internal/contradiction"
	"haven/internal/facility"
	"haven/internal/store"
)

// The kinds of matters that a scan finds.
const (
	ConflictKind      = "conflict"      // sources disagree
	ContradictionKind = "contradiction" // a rule is broken
)

// A scan looks at what imports and people have changed, after it was
// published: it holds nobody up. It rests in between, the longer the more there
// is to look at.
const (
	shortRest = time.Minute
	restRatio = 20 // how much longer it rests than it works
)

// Scan looks for conflicts in the listings that changed since the last scan,
// and for contradictions in all: one listing's number is another's sign. A
// change of the rules is as good as one of the listings.
func (o *Office) Scan(ctx context.Context) error {
	started := time.Now()
	defer func() { o.rest.Store(int64(max(shortRest, restRatio*time.Since(started)))) }()
	last, err := o.store.Scanned(ctx)
	if err != nil {
		return err
	}
	upTo, err := o.store.Revision(ctx)
	now := store.Scan{Revision: upTo, Rules: contradiction.Edition()}
	if err != nil || now == last {
		return err
	}
	if err := o.scanConflicts(ctx, last.Revision); err != nil {
		return err
	}
	if err := o.scanContradictions(ctx); err != nil {
		return err
	}
	if err := o.store.DropFindings(ctx); err != nil {
		return err
	}
	return o.store.SetScanned(ctx, now)
}

// NextScan is when to scan again.
func (o *Office) NextScan(now time.Time) time.Time {
	return now.Add(max(shortRest, time.Duration(o.rest.Load())))
}

// scanBatch is how many listings are folded before what was found is stored.
const scanBatch = 1000

func (o *Office) scanConflicts(ctx context.Context, from int64) error {
	for {
		changes, err := o.store.ChangedSince(ctx, from, scanBatch)
		if err != nil || len(changes) == 0 {
			return err
		}
		from = changes[len(changes)-1].Listing.Revision
		var ids []string
		for _, c := range changes {
			if c.State == store.Listed {
				ids = append(ids, c.Listing.ID)
			}
		}
		var found []store.FindingRow
		err = o.listings.EachKnown(ctx, ids, func(id string, p facility.Profile) error {
			if f, is := conflictOf(id, p.Conflicts()); is {
				f.Since = o.now()
				found = append(found, f)
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := o.store.PutFindings(ctx, ConflictKind, ids, found); err != nil {
			return err
		}
	}
}

// conflictOf is the one finding of all fields in conflict.
func conflictOf(listing string, conflicts []facility.Conflict) (store.FindingRow, bool) {
	if len(conflicts) == 0 {
		return store.FindingRow{}, false
	}
	weightiest := slices.MaxFunc(conflicts, func(a, b facility.Conflict) int { return cmp.Compare(Weight(a.Field), Weight(b.Field)) })
	return store.FindingRow{
		Kind: ConflictKind, Listing: listing, About: string(weightiest.Field), Count: len(conflicts),
		Severity: int(Weight(weightiest.Field)), Facts: digest(conflicts),
	}, true
}

// Weight is how bad it is not to know a field: with a wrong number or address
// people call or travel in vain, and a wrong answer on methadone may leave
// somebody without it.
func Weight(f facility.Field) Severity {
	switch f {
	case facility.FieldPhone, facility.FieldAddress, facility.FieldClosed, facility.FieldWithheld,
		facility.CodeField("OTP"), facility.CodeField("MU"), facility.CodeField("BU"), facility.CodeField("DT"):
		return contradiction.Medium
	}
	return contradiction.Low
}

func digest(of any) string {
	sum := sha256.Sum256(fmt.Append(nil, of))
	return hex.EncodeToString(sum[:8])
}

// scanContradictions reads all listings twice: to know who has which number,
// and to judge each.
func (o *Office) scanContradictions(ctx context.Context) error {
	all, err := o.directory(ctx)
	if err != nil {
		return err
	}
	var ids []string
	var found []store.FindingRow
	err = o.listings.EachListing(ctx, false, func(l facility.Listing) error {
		ids = append(ids, l.ID)
		broken, err := o.broken(ctx, &l, all)
		for _, r := range broken {
			found = append(found, store.FindingRow{
				Kind: ContradictionKind, Listing: l.ID, About: r.Name, Count: 1, Severity: int(r.Severity), Since: o.now(), Facts: factsOf(r, &l),
			})
		}
		return err
	})
	if err != nil {
		return err
	}
	return o.store.PutFindings(ctx, ContradictionKind, ids, found)
}

// directory knows who has which number and website.
func (o *Office) directory(ctx context.Context) (*contradiction.Directory, error) {
	var known []facility.Listing
	err := o.listings.EachListing(ctx, false, func(l facility.Listing) error {
		known = append(known, contradiction.Known(l))
		return nil
	})
	return contradiction.NewDirectory(known), err
}

// broken are the rules that a listing breaks. What it was before is looked up
// only where strangers have its number or website.
func (o *Office) broken(ctx context.Context, l *facility.Listing, all *contradiction.Directory) ([]contradiction.Rule, error) {
	c := contradiction.Case{Listing: l, All: all}
	if all.Shared(l) {
		before, err := o.listings.Before(ctx, *l)
		if err != nil {
			return nil, err
		}
		c.Before = &before
	}
	return contradiction.Find(c), nil
}

// factsOf is a digest of the facts that a rule judges.
func factsOf(r contradiction.Rule, l *facility.Listing) string {
	var facts []string
	for _, field := range r.About {
		switch code, is := strings.CutPrefix(string(field), "code:"); {
		case is:
			facts = append(facts, l.Answer(code).String())
		case field == facility.FieldPhone:
			facts = append(facts, fmt.Sprint(l.Phones))
		case field == facility.FieldWebsite:
			facts = append(facts, l.Website)
		}
	}
	return digest(facts)
}
