package index

import (
	"cmp"
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
	yes, no bitset      // by the numbers of a dictionary
	words   [2][]string // by field; only for parts in memory
}

// byCell is the order of rows in a part.
func byCell(a, b row) int {
	return cmp.Or(cmp.Compare(a.cell, b.cell), strings.Compare(a.listing.ID, b.listing.ID))
}

// part is an immutable set of listings and what finds them. Its rows are
// sorted by cell; those without a usable point come last.
type part struct {
	listings []*facility.Listing
	cells    []cell
	points   []geo.Point // of the rows that have one, which come first
	places   []vector    // the same
	tree     tree
	codes    *dictionary
	columns  columns
	matrix   matrix
	listed   bitset // the rows that a source still states
	census   census
	areas    areas
	names    names
	ids      []int32   // rows in the order of their ids
	lexicon  lexicon   // nil in a part without rows
	spare    sync.Pool // of workspaces
}

// newPart makes a part of rows in their order.
func newPart(rows []row, codes *dictionary, lexicon lexicon) *part {
	p := &part{codes: codes, lexicon: lexicon, listed: newBitset(len(rows))}
	for i := range rows {
		p.add(i, &rows[i])
	}
	p.tree = newTree(p.cells[:len(p.places)], p.places)
	p.columns = newColumns(rows, len(codes.codes))
	p.matrix = newMatrix(rows, codes.stride())
	p.census = newCensus(&p.matrix, p.listed, len(codes.codes))
	p.areas = newAreas(rows)
	p.names = newNames(rows)
	p.ids = orderedByID(rows)
	return p
}

func (p *part) add(i int, r *row) {
	p.listings = append(p.listings, r.listing)
	p.cells = append(p.cells, r.cell)
	if r.cell != nowhere {
		p.points = append(p.points, r.listing.Location.Point)
		p.places = append(p.places, toVector(r.listing.Location.Point))
	}
	if !r.listing.Gone {
		p.listed.add(i)
	}
}

func (p *part) len() int { return len(p.listings) }

// bytes is the size of the columns and what goes with them, without the
// lexicon and the listings themselves.
func (p *part) bytes() int64 {
	const pointer, node, area = 8, 32, 32
	n := int64(p.len())*pointer + int64(len(p.cells))*8 + int64(len(p.places))*(16+24) + int64(len(p.tree.nodes))*node
	n += int64(len(p.matrix.words)+len(p.listed)+2*len(p.columns.yes)*words(p.len())) * 8
	n += int64(len(p.census.upTo)*len(p.codes.codes)) * 4
	n += int64(len(p.areas.rows)+len(p.names.rows)+len(p.names.ranks)+len(p.ids))*4 + int64(len(p.areas.keys))*area
	return n
}

func orderedByID(rows []row) []int32 {
	ids := make([]int32, len(rows))
	for i := range rows {
		ids[i] = int32(i)
	}
	slices.SortFunc(ids, func(i, j int32) int { return strings.Compare(rows[i].listing.ID, rows[j].listing.ID) })
	return ids
}

// sortRows puts rows in the order of a part.
func sortRows(rows []row) { slices.SortFunc(rows, byCell) }
