package index

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/geo"
)

func TestClustersAreThoseOfAPlainScan(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	s := newSampler(seed)
	source := newMemory()
	for i := range 600 {
		source.say(s.listing(fmt.Sprintf("f%04d", i)))
	}
	e := openTest(t, t.TempDir(), source)
	compareClusters(t, e, source, s)
	for i := range 100 { // changes are in a part of their own
		source.say(s.listing(fmt.Sprintf("f%04d", i*9)))
	}
	catchUp(t, e)
	compareClusters(t, e, source, s)
}

func compareClusters(t *testing.T, e *Engine, source *memory, s *sampler) {
	t.Helper()
	reference := scan.New(source.listed(), facility.Builtin())
	for range 100 {
		q, v := s.query(), s.view()
		got, err := e.Clusters(t.Context(), q, v)
		if err != nil {
			t.Fatal(err)
		}
		want, err := reference.Clusters(t.Context(), q, v)
		if err != nil {
			t.Fatal(err)
		}
		// A mean may differ in its last digits, and with it the order of equals.
		sortClusters(got)
		sortClusters(want)
		if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.EquateApprox(0, 1e-9)); diff != "" {
			t.Fatalf("%s\nin %+v (-scan +index):\n%s", describe(q), v, diff)
		}
	}
}

func sortClusters(all []facility.Cluster) {
	slices.SortFunc(all, func(a, b facility.Cluster) int {
		return cmp.Or(cmp.Compare(a.Box.South, b.Box.South), cmp.Compare(a.Box.West, b.Box.West), cmp.Compare(a.Box.North, b.Box.North), cmp.Compare(a.Count, b.Count))
	})
}

// view is the world or what is around a town, in cells of any size.
func (s *sampler) view() facility.View {
	v := facility.View{Box: geo.World, Resolution: s.IntN(facility.MaxResolution + 1)}
	if s.IntN(2) == 0 {
		v.Box = s.around(towns[s.IntN(len(towns))].Point).At().With(s.around(towns[s.IntN(len(towns))].Point))
	}
	return v
}

func TestClustersAddUpToAllThatIsFound(t *testing.T) {
	listings := named("Hope House", "Hope Clinic", "Hope Center", "Grady")
	listings[1].Location.Point = listings[0].Location.Point // next door
	e := openTest(t, t.TempDir(), newMemory(listings...))
	hope := facility.Query{Text: "hope"}
	for resolution, want := range map[int]string{
		base:                   "[3]",
		facility.MaxResolution: "[2 1]",
	} {
		clusters, err := e.Clusters(t.Context(), hope, facility.View{Box: geo.World, Resolution: resolution})
		if err != nil {
			t.Fatal(err)
		}
		var counts []int
		for _, c := range clusters {
			counts = append(counts, c.Count)
		}
		if fmt.Sprint(counts) != want {
			t.Errorf("at resolution %d there are clusters of %v, want %s", resolution, counts, want)
		}
	}
}

func TestOnlyListingsThatNoMapPartsAreNamed(t *testing.T) {
	listings := named("One", "Two", "Three")
	listings[1].Location.Point = listings[0].Location.Point
	e := openTest(t, t.TempDir(), newMemory(listings...))
	far, err := e.Clusters(t.Context(), facility.Query{}, facility.View{Box: geo.World})
	if err != nil || len(far) != 1 || far[0].Together || far[0].Listings != nil {
		t.Errorf("from far away: %+v, %v", far, err)
	}
	near, err := e.Clusters(t.Context(), facility.Query{}, facility.View{Box: geo.World, Resolution: facility.MaxResolution})
	if err != nil || len(near) != 2 || !near[0].Together || len(near[0].Listings) != 2 || !near[1].Together {
		t.Errorf("from near by: %+v, %v", near, err)
	}
}

func TestAViewThatIsNoneIsRefused(t *testing.T) {
	e := openTest(t, t.TempDir(), newMemory(named("One")...))
	for _, v := range []facility.View{
		{Box: geo.World, Resolution: -1},
		{Box: geo.World, Resolution: facility.MaxResolution + 1},
		{Box: geo.Box{South: 1, North: -1}},
	} {
		if _, err := e.Clusters(t.Context(), facility.Query{}, v); err == nil {
			t.Errorf("%+v is taken for a view", v)
		}
	}
}

func BenchmarkClusters(b *testing.B) {
	const size = 20_000
	r := realData(b)
	e := openTest(b, b.TempDir(), newMemory(r.directory(size)...))
	for _, v := range []facility.View{{Box: geo.World, Resolution: 1}, {Box: geo.World, Resolution: 3}, {Box: geo.Box{South: 33, West: -85, North: 34.5, East: -83}, Resolution: 6}} {
		b.Run(fmt.Sprintf("all %v at resolution %d", v.Box, v.Resolution), func(b *testing.B) {
			for b.Loop() {
				if _, err := e.Clusters(b.Context(), facility.Query{}, v); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
