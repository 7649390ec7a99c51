package index

import (
	"math"
	"slices"
	"testing"

	"haven/internal/facility"
	"haven/internal/geo"
)

// partOf is a part of listings, sorted as parts are.
func partOf(t *testing.T, listings []facility.Listing) *part {
	t.Helper()
	m := newMaker(noCodes, testLog(t))
	var rows []row
	for i := range listings {
		rows = append(rows, m.adopt(&listings[i]))
	}
	sortRows(rows)
	return newPart(rows, m.codes, nil)
}

// A search near a point finds exactly the listings that geo.Distance puts
// within the radius, at the poles and across the date line too, and also when
// a listing lies exactly on the edge.
func TestNearIsWhatDistanceSays(t *testing.T) {
	s := newSampler(testSeed(t))
	p := partOf(t, s.listings(2000))
	for range 300 {
		from := s.around(towns[s.IntN(len(towns))].Point)
		radius := math.Pow(10, 1+s.Float64()*6.3)
		if s.IntN(3) == 0 {
			radius = geo.Distance(from, p.listings[s.IntN(len(p.places))].Location.Point)
		}
		c := newCircle(from, radius)
		if !c.limited() {
			continue
		}
		got, want := rowset{bits: newBitset(p.len())}, make([]bool, p.len())
		p.near(&c, &got)
		for row := range p.places {
			point := p.listings[row].Location.Point
			want[row] = geo.Distance(from, point) <= radius
		}
		checkRows(t, &got, want)
	}
}

// The first rows from the nearest cell outwards are the nearest rows.
func TestNearestGoesOutwards(t *testing.T) {
	s := newSampler(testSeed(t))
	p := partOf(t, s.listings(3000))
	all := rowset{bits: newBitset(p.len())}
	for row := range p.len() {
		if s.IntN(3) > 0 {
			all.addWord(row/wordBits, 1<<(row%wordBits))
		}
	}
	for range 200 {
		from, want := s.around(towns[s.IntN(len(towns))].Point), 1+s.IntN(50)
		var distances []float64
		for row := range p.places {
			point := p.listings[row].Location.Point
			if all.bits.has(row) {
				distances = append(distances, geo.Distance(from, point))
			}
		}
		slices.Sort(distances)
		c := newCircle(from, facility.AnyDistance)
		var nearest top
		nearest.start(want)
		p.nearest(&c, &all, &nearest, &ahead{})
		var got []float64
		for _, kept := range nearest.finish() {
			got = append(got, geo.Distance(from, p.listings[kept.row].Location.Point))
		}
		slices.Sort(got)
		if len(got) < want || !slices.Equal(got[:want], distances[:want]) {
			t.Fatalf("%d nearest to %v:\ngot %v\nwant %v", want, from, got, distances[:want])
		}
	}
}

func TestPlacesNearEachOtherHaveRowsNearEachOther(t *testing.T) {
	s := newSampler(testSeed(t))
	p := partOf(t, s.listings(500))
	if !slices.IsSorted(p.cells) {
		t.Error("rows are not in the order of their cells")
	}
	for i := range p.tree.nodes {
		n := &p.tree.nodes[i]
		for row := n.lo; row < n.hi; row++ {
			if math.Sqrt(n.chord2(&p.places[row])) > float64(n.reach) {
				t.Fatalf("row %d lies outside of the ball of its cell", row)
			}
		}
		if n.leaf() {
			continue
		}
		below := p.tree.nodes[n.from:n.to]
		if below[0].lo != n.lo || below[len(below)-1].hi != n.hi {
			t.Fatalf("what is below rows %d to %d is not all of them", n.lo, n.hi)
		}
	}
}
