package index

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"

	"haven/internal/facility"
	"haven/internal/geo"
)

// row is a listing made ready to be put into a part.
type row struct {
	listing *facility.Listing
	cell    cell
	yes, no bitset // by the numbers of a dictionary
}

// byCell is the order of rows in a part.
func byCell(a, b row) int {
	if a.cell != b.cell {
		return cmp.Compare(a.cell, b.cell)
	}
	return strings.Compare(a.listing.ID, b.listing.ID)
}

func sortRows(rows []row) { slices.SortFunc(rows, byCell) }

// part is an immutable set of listings and what finds them. Its rows are
// sorted by cell; those without a usable point come last.
type part struct {
	listings []*facility.Listing
	cells    []cell
	places   []geo.Vector // of the rows that have a point
	tree     tree
	codes    *dictionary
	columns  columns
	matrix   matrix
	listed   bitset // the rows that a source still states
	// reach is what each row's share of answered calls is at most, and topReach
	// that of all of them: most rows need no closer look.
	reach    []float32
	topReach float64
	census   census
	moments  *moments

	// What few searches need is made when the first one does: changes are to
	// be seen at once.
	areas   func() *areas
	names   func() *names
	ids     func() []int32 // rows in the order of their ids
	lexicon func() lexicon

	spare sync.Pool // of workspaces
}

// newPart makes a part of rows in their order. Its words are in text, or, if
// that is nil, in memory.
func newPart(rows []row, codes *dictionary, text lexicon) *part {
	p := &part{
		listings: make([]*facility.Listing, 0, len(rows)), cells: make([]cell, 0, len(rows)), places: make([]geo.Vector, 0, len(rows)),
		codes: codes, listed: newBitset(len(rows)), reach: make([]float32, 0, len(rows)),
	}
	for i := range rows {
		p.add(i, &rows[i])
	}
	p.tree = newTree(p.cells[:len(p.places)], p.places)
	p.columns = newColumns(rows, len(codes.codes))
	p.matrix = newMatrix(rows, codes.stride())
	p.census = newCensus(&p.matrix, p.listed, len(codes.codes))
	p.moments = newMoments(p.listings)
	p.areas = sync.OnceValue(func() *areas { return newAreas(p.listings) })
	p.names = sync.OnceValue(func() *names { return newNames(p.listings) })
	p.ids = sync.OnceValue(func() []int32 { return orderedByID(p.listings) })
	p.lexicon = sync.OnceValue(func() lexicon {
		if text != nil {
			return text
		}
		return newWordlist(p.listings)
	})
	return p
}

func (p *part) add(i int, r *row) {
	p.listings = append(p.listings, r.listing)
	most := atMost(r.listing.Reach.MostReach())
	p.reach, p.topReach = append(p.reach, most), max(p.topReach, float64(most))
	p.cells = append(p.cells, r.cell)
	if r.cell != nowhere {
		p.places = append(p.places, r.listing.Location.Point.Vector())
	}
	if !r.listing.Gone {
		p.listed.add(i)
	}
}

// complete makes now what would be made later.
func (p *part) complete() {
	p.areas()
	p.names()
	p.ids()
	p.lexicon()
}

// atMost is a value in half of its room, rounded up.
func atMost(value float64) float32 {
	if narrow := float32(value); float64(narrow) >= value {
		return narrow
	}
	return math.Nextafter32(float32(value), math.MaxFloat32)
}

func (p *part) len() int { return len(p.listings) }

// bytes is the size of the columns and what goes with them, without the
// lexicon and the listings themselves.
func (p *part) bytes() int64 {
	const pointer, place, node = 8, 24, 32
	n := int64(p.len())*(pointer+8) + int64(len(p.places))*place + int64(len(p.tree.nodes))*node
	n += int64(len(p.matrix.words)+len(p.listed)+2*len(p.columns.yes)*words(p.len())) * 8
	n += int64(len(p.census.upTo)*len(p.codes.codes)) * 4
	n += int64(p.len()) * 4 * 5 // areas, names twice, ids, reach
	return n + p.moments.bytes()
}

func orderedByID(listings []*facility.Listing) []int32 {
	ids := make([]int32, len(listings))
	for i := range ids {
		ids[i] = int32(i)
	}
	slices.SortFunc(ids, func(i, j int32) int { return strings.Compare(listings[i].ID, listings[j].ID) })
	return ids
}
