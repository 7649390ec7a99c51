package ask

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"haven/internal/facility"
	"haven/internal/geo"
)

// FewResults is where a search begins to need a way on. In an audit of listed
// providers about one call in four led to an appointment: somebody with fewer
// numbers than that is likely to run out of them.
const FewResults = 5

const (
	// maxTried bounds the searches that a dead end costs, maxRelaxations what
	// somebody has to choose from.
	maxTried       = 24
	maxRelaxations = 8
)

// Relaxation is one change of a search that finds more.
type Relaxation struct {
	Kind RelaxationKind
	// Label is what the change is about: the service that would do instead,
	// the filter that falls away, how far or where the search would reach.
	Label Label
	// Change holds the parameters to send instead; an empty one is left out.
	Change map[string]string
	Total  int // listings the changed search finds

	// forsaken: the service itself is given up, which is why they came.
	forsaken bool
}

// RelaxationKind tells what a relaxation changes.
type RelaxationKind string

// The kinds of relaxations, from what gives up least. The order decides
// between changes that find as much.
const (
	RelaxRadius     RelaxationKind = "radius"     // go farther
	RelaxService    RelaxationKind = "service"    // a service that may help instead
	RelaxName       RelaxationKind = "name"       // take the words for what they mean, not for a name
	RelaxWord       RelaxationKind = "word"       // one word of the text less
	RelaxText       RelaxationKind = "text"       // no text
	RelaxFilter     RelaxationKind = "filter"     // one filter less
	RelaxState      RelaxationKind = "state"      // the whole state
	RelaxTelehealth RelaxationKind = "telehealth" // by phone or video, in the whole state
	RelaxAnywhere   RelaxationKind = "anywhere"   // nearest first, however far
)

// RelaxationKinds are all kinds of relaxations, in their order.
func RelaxationKinds() []RelaxationKind {
	return []RelaxationKind{
		RelaxRadius, RelaxService, RelaxName, RelaxWord, RelaxText, RelaxFilter, RelaxState, RelaxTelehealth, RelaxAnywhere,
	}
}

// Relax tries single changes of a [Search] that found fewer than [FewResults]
// and returns those that find more, the best first: of those that find enough
// by that measure, the one that gives up least; then the others by number;
// last what gives up a service itself.
func Relax(ctx context.Context, search facility.Searcher, res Resolved, gaz *geo.Gazetteer, tax *facility.Taxonomy) ([]Relaxation, error) {
	changes := res.changes(gaz)
	if err := res.count(ctx, search, changes, gaz, tax); err != nil {
		return nil, err
	}
	var found []Relaxation
	widest := res.total
	for _, r := range changes {
		farther := r.Kind == RelaxRadius || r.Kind == RelaxAnywhere
		if r.Total <= res.total || farther && r.Total <= widest {
			continue
		}
		if farther {
			widest = r.Total
		}
		found = append(found, r)
	}
	slices.SortStableFunc(found, better)
	return found[:min(len(found), maxRelaxations)], nil
}

// count sets the totals of changes. It looks everywhere first: where nothing
// is found at any distance, no nearer place needs to be searched.
func (res *Resolved) count(ctx context.Context, search facility.Searcher, changes []Relaxation, gaz *geo.Gazetteer, tax *facility.Taxonomy) error {
	everywhere := slices.IndexFunc(changes, func(r Relaxation) bool { return r.Kind == RelaxAnywhere })
	if everywhere >= 0 {
		if err := res.countOne(ctx, search, &changes[everywhere], gaz, tax); err != nil {
			return err
		}
	}
	for i := range changes {
		r := &changes[i]
		if everywhere >= 0 && (i == everywhere || changes[everywhere].Total == 0 && res.movesOnly(r)) {
			continue
		}
		if err := res.countOne(ctx, search, r, gaz, tax); err != nil {
			return err
		}
	}
	return nil
}

// movesOnly reports whether a change finds nothing that the same search at any
// distance does not find. To leave a place that q names is to change the words.
func (res *Resolved) movesOnly(r *Relaxation) bool {
	return r.Kind == RelaxRadius || res.Request.Near != "" && (r.Kind == RelaxState || r.Kind == RelaxTelehealth)
}

func better(a, b Relaxation) int {
	kinds := RelaxationKinds()
	if a.forsaken != b.forsaken {
		if a.forsaken {
			return 1
		}
		return -1
	}
	return cmp.Or(
		cmp.Compare(min(b.Total, FewResults), min(a.Total, FewResults)),
		cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)),
	)
}

// countOne sets the total that somebody finds who sends a change. One that
// cannot be sent finds nothing.
func (res *Resolved) countOne(ctx context.Context, search facility.Searcher, r *Relaxation, gaz *geo.Gazetteer, tax *facility.Taxonomy) error {
	small := map[string]string{paramPage: "", paramPerPage: "1", paramFacets: ""}
	maps.Copy(small, r.Change)
	request, err := res.Request.With(small)
	if err != nil {
		return nil
	}
	_, results, err := res.searchWith(ctx, search, request, gaz, tax)
	if isParamError(err) {
		return nil
	}
	r.Total = results.Total
	return err
}

// searchWith is [Search] for a request that was changed: words that are still
// the same are not read again.
func (res *Resolved) searchWith(ctx context.Context, search facility.Searcher, r Request, gaz *geo.Gazetteer, tax *facility.Taxonomy) (Resolved, facility.Results, error) {
	if r.Q != res.Request.Q || (r.Near == "") != (res.Request.Near == "") {
		return Search(ctx, search, r, gaz, tax)
	}
	changed, err := resolve(r, res.sentence, asAsked, gaz, tax)
	if err != nil {
		return Resolved{}, facility.Results{}, err
	}
	return changed.search(ctx, search, gaz, tax)
}
