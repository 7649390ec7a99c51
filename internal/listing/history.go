package listing

import (
	"context"
	"slices"
	"time"

	"haven/internal/facility"
	"haven/internal/store"
)

// maxVersions is how many versions of a listing its history has: the latest.
const maxVersions = 60

// maxRuns is how many imports are looked through for complete editions.
const maxRuns = 2000

// Version is a listing from a moment on, until the next.
type Version struct {
	At time.Time
	// Said are the statements that became known, and Ended those that were
	// withdrawn, at that moment.
	Said, Ended []store.PastStatement
	// Changes are the fields that show something else than before; all of them
	// in the first version.
	Changes []facility.Change
	Profile facility.Profile // full: a withheld address stands in it
}

// past is what was known about a listing, and when.
type past struct {
	statements []store.PastStatement
	runs       []store.Run
}

// History returns the versions of a listing, the latest first. It is for its
// owner and for stewards: see [Version]. The errors are those of
// [Directory.Profile].
func (d *Directory) History(ctx context.Context, id string) ([]Version, error) {
	p, err := d.past(ctx, id)
	if err != nil {
		return nil, err
	}
	var versions []Version
	before := facility.Profile{}
	moments := p.moments()
	if len(moments) > maxVersions {
		before = p.at(moments[len(moments)-maxVersions-1])
		moments = moments[len(moments)-maxVersions:]
	}
	for _, at := range moments {
		v := Version{At: at, Profile: p.at(at)}
		for _, s := range p.statements {
			if s.From.Equal(at) {
				v.Said = append(v.Said, s)
			}
			if s.Until.Equal(at) {
				v.Ended = append(v.Ended, s)
			}
		}
		v.Changes = facility.Changes(&before, &v.Profile)
		before = v.Profile
		if len(v.Said)+len(v.Ended)+len(v.Changes) > 0 {
			versions = append(versions, v)
		}
	}
	slices.Reverse(versions)
	return versions, nil
}

// At returns the full profile of a listing as it was known at a time.
func (d *Directory) At(ctx context.Context, id string, at time.Time) (facility.Profile, error) {
	p, err := d.past(ctx, id)
	if err != nil {
		return facility.Profile{}, err
	}
	return p.at(at), nil
}

func (d *Directory) past(ctx context.Context, id string) (past, error) {
	if _, err := d.standing(ctx, id); err != nil {
		return past{}, err
	}
	records, err := d.store.RecordsOf(ctx, id)
	if err != nil {
		return past{}, err
	}
	keys := make([]string, len(records))
	for i, r := range records {
		keys[i] = r.Key
	}
	var p past
	if p.statements, err = d.store.Past(ctx, keys); err != nil {
		return past{}, err
	}
	p.runs, err = d.store.Runs(ctx, maxRuns)
	return p, err
}

// moments are when something about the listing became known or was withdrawn,
// and when a newer edition came of a series that had it; the earliest first.
func (p *past) moments() []time.Time {
	var at []time.Time
	series := map[string]bool{}
	for _, s := range p.statements {
		at = append(at, s.From)
		if !s.Until.IsZero() {
			at = append(at, s.Until)
		}
		series[s.Series] = true
	}
	for _, r := range p.runs {
		if series[r.Series] && counts(r) {
			at = append(at, r.Finished)
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	return slices.CompactFunc(at, time.Time.Equal)
}

// counts reports whether a run is a complete edition that was seen.
func counts(r store.Run) bool {
	return r.Complete && (r.State == store.RunPublished || r.State == store.RunSuperseded) && r.Undoes == ""
}

// at folds what was known at a time.
func (p *past) at(at time.Time) facility.Profile {
	var known []facility.Statement
	for _, s := range p.statements {
		if s.KnownAt(at) {
			known = append(known, s.Statement)
		}
	}
	editions := facility.Editions{}
	for _, r := range p.runs {
		if counts(r) && !r.Finished.After(at) && r.Published.After(editions[r.Series]) {
			editions[r.Series] = r.Published
		}
	}
	return facility.Fold(known, editions)
}
