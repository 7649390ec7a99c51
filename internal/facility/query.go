package facility

import (
	"context"
	"math"
	"time"

	"haven/internal/geo"
)

// Query asks for listings. Its filters are any-of groups that must all match;
// text is a filter too.
type Query struct {
	// Near is where distances are measured from; nil without a place.
	Near *geo.Point
	// Radius is in metres. Zero with a Near means no limit unless Within is
	// set; use [AnyDistance] to say so.
	Radius float64
	// Within limits the search to a state or county. Unset with a Radius.
	Within Area
	// Text is words that must all be found in the names, streets and cities.
	Text string
	// Unfinished says that the last word of Text may be the beginning of one:
	// somebody is still typing.
	Unfinished bool
	// Groups must all match.
	Groups []Group
	// Conditions must all be met at Now.
	Conditions []Condition
	// IncludeGone also finds listings that no source states any more.
	IncludeGone bool
	Sort        Sort
	// Now is when somebody looks: conditions and [SortBest] are judged by it. At
	// the zero time nothing is fresh.
	Now     time.Time
	Page    int // from 1
	PerPage int // 1 to MaxPerPage
	Facets  bool
	// CountConditions asks how many of the listings that match meet each
	// condition, beside those asked for.
	CountConditions bool
}

// AnyDistance as a radius is nearest first without a limit.
var AnyDistance = math.Inf(1)

// Limits of a query.
const (
	DefaultRadius  = 25 * geo.Mile
	DefaultPerPage = 20
	MaxPerPage     = 100
	MaxGroups      = 32
	MaxText        = 200 // bytes
)

// Area is a state, or a county of it; the zero Area is everywhere.
type Area struct {
	State string // two letters
	FIPS  string // county, five digits
}

// Group is a set of alternatives: see [AnyOf].
type Group struct {
	Codes []string
	// Category is set on a group made of the codes of one category. Counts of
	// that category leave the group out, so that they tell what adding an
	// alternative would give.
	Category string
}

// Sort is an order of results.
type Sort string

const (
	SortDistance Sort = "distance" // ties by id
	SortBest     Sort = "best"     // by [Best]; ties by distance, name, place and id
	SortName     Sort = "name"     // ties by state, city and id
	// SortOpenings puts those with room at Now first; the others follow, both by
	// distance, without a place by name.
	SortOpenings Sort = "openings"
)

// Results answers a Query.
type Results struct {
	Total int // listings that match
	// Maybe counts listings with no group or condition at no and at least one
	// unknown, place and text matching.
	Maybe  int
	Hits   []Hit
	Facets Counts // of the listings that match; see [Group.Category]
	// Conditions counts those that meet each condition; nil unless asked for.
	Conditions map[Condition]int
	Revision   int64 // the store's revision this answer reflects
}

// Hit is one listing found.
type Hit struct {
	Listing *Listing // shared: do not change
	// Distance is in metres; negative without a place.
	Distance float64
	// Matched and Unknown are the asked codes the listing has, and those
	// nothing is known about.
	Matched, Unknown []string
	// Met are the asked conditions, which every hit meets. Shared: do not change.
	Met []Condition
	// Score is that of [Best] under [SortBest], [Listing.RoomAt] under
	// [SortOpenings], else zero.
	Score float64
}

// Suggestion is a name found while typing.
type Suggestion struct {
	ID, Name, City, State string
}

// Searcher finds listings. It is implemented by the index and by a plain scan
// that tests compare it with.
type Searcher interface {
	Search(ctx context.Context, q Query) (Results, error)
	// Suggest completes a facility's name, at most limit.
	Suggest(ctx context.Context, prefix string, limit int) ([]Suggestion, error)
	// Clusters groups all listings that match by where they are, from the
	// largest group to the smallest. Those without a point are in none. Sort
	// and page do not matter.
	Clusters(ctx context.Context, q Query, v View) ([]Cluster, error)
}

// At is a Searcher for somebody who looks at a moment: it is the Now of all
// its searches.
type At struct {
	Searcher
	Now time.Time
}

// Search implements Searcher.
func (a At) Search(ctx context.Context, q Query) (Results, error) {
	q.Now = a.Now
	return a.Searcher.Search(ctx, q)
}

// Clusters implements Searcher.
func (a At) Clusters(ctx context.Context, q Query, v View) ([]Cluster, error) {
	q.Now = a.Now
	return a.Searcher.Clusters(ctx, q, v)
}
