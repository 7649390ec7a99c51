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
	var found []Relaxation
	least, widest := res.total, res.total
	for _, r := range res.changes(gaz) {
		var err error
		if r.Total, err = res.totalWith(ctx, search, r.Change, gaz, tax); err != nil {
			return nil, err
		}
		farther := r.Kind == RelaxRadius || r.Kind == RelaxAnywhere
		if r.Total <= least || farther && r.Total <= widest {
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

// totalWith is what somebody finds who sends a change. One that cannot be sent
// finds nothing.
func (res *Resolved) totalWith(ctx context.Context, search facility.Searcher, change map[string]string, gaz *geo.Gazetteer, tax *facility.Taxonomy) (int, error) {
	small := map[string]string{paramPage: "", paramPerPage: "1", paramFacets: ""}
	maps.Copy(small, change)
	r, err := res.Request.With(small)
	if err != nil {
		return 0, nil
	}
	_, results, err := res.searchWith(ctx, search, r, gaz, tax)
	if isParamError(err) {
		return 0, nil
	}
	return results.Total, err
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
