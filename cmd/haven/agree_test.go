package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"haven/index"
	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/geo"
	"haven/internal/store"
)

func TestTheIndexAgreesWithAPlainScanOnRealData(t *testing.T) {
	queries := 300
	if proof {
		queries = 2000
	}
	seed := rand.Uint64()
	t.Logf("seed %d, %d queries", seed, queries)
	random := rand.New(rand.NewPCG(seed, 1))
	engine, listings := indexed(t)
	reference := scan.New(listings, engine.Taxonomy())
	for i := range queries {
		q := randomQuery(random, listings, engine.Taxonomy())
		got, err := engine.Search(t.Context(), q)
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		want, err := reference.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if difference := differ(got, want); difference != "" {
			t.Fatalf("query %d (seed %d)\n%+v\n%s", i, seed, q, difference)
		}
	}
}

// indexed imports the real files and opens an index over them.
func indexed(t testing.TB) (*index.Engine, []facility.Listing) {
	t.Helper()
	return indexedAfter(t, imports(cutFiles(t))...)
}

// indexedAfter runs some commands and opens an index over what they import.
func indexedAfter(t testing.TB, steps ...[]string) (*index.Engine, []facility.Listing) {
	t.Helper()
	h := newHaven(t, "")
	for _, step := range steps {
		h.must(step...)
	}
	s, err := store.Open(t.Context(), h.database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	engine, err := index.Open(context.Background(), index.Options{Dir: t.TempDir(), Source: s, Logger: slog.Default()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { engine.Close() })
	changes, err := s.ChangedSince(t.Context(), 0, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	var listings []facility.Listing
	for _, c := range changes {
		if c.State == store.Listed {
			listings = append(listings, c.Listing)
		}
	}
	return engine, listings
}

// looked is a day on which much of the real data is old, and some is not.
var looked = time.Date(2025, time.June, 1, 0, 0, 0, 0, time.UTC)

// randomQuery mixes points, radii, areas, filters and words as people do.
func randomQuery(random *rand.Rand, listings []facility.Listing, taxonomy *facility.Taxonomy) facility.Query {
	q := facility.Query{Page: 1 + random.IntN(3), PerPage: 20, Facets: true, Sort: facility.SortDistance, IncludeGone: random.IntN(8) == 0, Now: looked}
	near := listings[random.IntN(len(listings))]
	switch random.IntN(8) {
	case 0:
		q.Within, q.Near = facility.Area{State: near.Address.State}, &near.Location.Point
	case 1:
		q.Within, q.Near = facility.Area{State: near.Address.State, FIPS: near.Location.FIPS}, &near.Location.Point
	case 2:
		q.Sort = facility.SortName
	case 3:
		q.Near, q.Radius = &near.Location.Point, facility.AnyDistance
	case 4:
		q.Sort = facility.SortBest
	default:
		at := geo.Point{Lat: near.Location.Point.Lat + random.NormFloat64()/5, Lon: near.Location.Point.Lon + random.NormFloat64()/5}
		q.Near, q.Radius = &at, []float64{10, 25, 50, 100}[random.IntN(4)]*geo.Mile
	}
	q.Groups = randomGroups(random, taxonomy)
	if random.IntN(4) == 0 {
		q.Text, q.Unfinished = randomText(random, listings), random.IntN(3) == 0
	}
	if random.IntN(4) == 0 {
		q.Sort = facility.SortBest
	}
	return q
}

func randomGroups(random *rand.Rand, taxonomy *facility.Taxonomy) []facility.Group {
	categories := taxonomy.Categories()
	byCategory := map[string]int{}
	var groups []facility.Group
	for range random.IntN(5) {
		category := categories[random.IntN(len(categories))]
		code := category.Codes[random.IntN(len(category.Codes))].Code
		if random.IntN(3) == 0 {
			groups = append(groups, facility.Group{Codes: []string{code}})
			continue
		}
		i, has := byCategory[category.Code]
		if !has {
			i = len(groups)
			byCategory[category.Code] = i
			groups = append(groups, facility.Group{Category: category.Code})
		}
		groups[i].Codes = append(groups[i].Codes, code)
	}
	return groups
}

// randomText is a word or two of some name, now and then mistyped.
func randomText(random *rand.Rand, listings []facility.Listing) string {
	words := scan.Words(listings[random.IntN(len(listings))].Name.String())
	if len(words) == 0 {
		return ""
	}
	text := words[random.IntN(len(words))]
	if random.IntN(3) == 0 {
		text += " " + words[random.IntN(len(words))]
	}
	if letters := []rune(text); random.IntN(3) == 0 {
		at := random.IntN(len(letters))
		letters[at] = rune('a' + random.IntN(26))
		text = string(letters)
	}
	return text
}

// differ tells how two results differ, "" if they do not. Revisions are not
// compared.
func differ(got, want facility.Results) string {
	switch {
	case got.Total != want.Total || got.Maybe != want.Maybe:
		return fmt.Sprintf("total %d, maybe %d; want %d, %d", got.Total, got.Maybe, want.Total, want.Maybe)
	case len(got.Hits) != len(want.Hits):
		return fmt.Sprintf("%d hits, want %d", len(got.Hits), len(want.Hits))
	case !got.Facets.Equal(want.Facets):
		return fmt.Sprintf("facets %v\nwant   %v", got.Facets.Map(), want.Facets.Map())
	}
	for i := range got.Hits {
		g, w := got.Hits[i], want.Hits[i]
		if g.Listing.ID != w.Listing.ID || g.Score != w.Score || !reflect.DeepEqual(g.Matched, w.Matched) || !reflect.DeepEqual(g.Unknown, w.Unknown) {
			return fmt.Sprintf("hit %d is %s (%s, %.1f m, %v, %v, %v), want %s (%s, %.1f m, %v, %v, %v)", i,
				g.Listing.ID, g.Listing.Name, g.Distance, g.Score, g.Matched, g.Unknown, w.Listing.ID, w.Listing.Name, w.Distance, w.Score, w.Matched, w.Unknown)
		}
	}
	return ""
}
