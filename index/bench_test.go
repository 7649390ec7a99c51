package index

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"haven/importers"
	"haven/importers/points"
	"haven/importers/samhsa"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/sharedtest"
)

// real is the rows of the directory and its known points, to draw from.
type real struct {
	rows   []facility.Claims
	points []geo.Point
}

func (r *real) Record(record importers.Record) error {
	r.rows = append(r.rows, record.Claims)
	return nil
}

func (r *real) Point(p importers.KnownPoint) error {
	r.points = append(r.points, p.Point)
	return nil
}

func (r *real) Reject(importers.RowError) error { return nil }
func (r *real) Note(importers.RowError) error   { return nil }

var readReal = sync.OnceValues(func() (*real, error) {
	r := &real{}
	for file, importer := range map[string]importers.Importer{realRows: samhsa.Importer{}, realPoints: points.Importer{}} {
		if _, err := importer.Read(context.Background(), file, r); err != nil {
			return nil, err
		}
	}
	return r, nil
})

var realRows, realPoints string

func realData(b *testing.B) *real {
	realRows = sharedtest.Path(b, "data", "samhsa-directory", "su-2023.xlsx")
	realPoints = sharedtest.Path(b, "data", "points", "su-points-2021.csv")
	r, err := readReal()
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// directory is n listings, each with the name and codes of one real row and
// the place of another.
func (r *real) directory(n int) []facility.Listing {
	random := rand.New(rand.NewPCG(7, 7))
	all := make([]facility.Listing, n)
	for i := range all {
		claims := r.rows[random.IntN(len(r.rows))]
		all[i] = facility.Listing{
			ID: fmt.Sprintf("%010d", random.Int64N(1e10)), Name: claims.Name.Value, Address: claims.Address.Value,
			Yes: facility.CodesOf(claims.Yes...), No: facility.CodesOf(claims.No...), Source: "bench",
			Location: facility.Location{Point: r.somewhere(random), Precision: facility.Exact},
		}
	}
	return all
}

// somewhere is within a few kilometres of a real place.
func (r *real) somewhere(random *rand.Rand) geo.Point {
	p := r.points[random.IntN(len(r.points))]
	return geo.Point{Lat: p.Lat + random.NormFloat64()*0.03, Lon: p.Lon + random.NormFloat64()*0.03}
}

// queries are of 10 to 100 miles or nearest first without limit, with 0 to 4
// codes as frequent as they are, and counts.
func (r *real) queries(n int, text func(*rand.Rand) string) []facility.Query {
	random := rand.New(rand.NewPCG(8, 8))
	radii := []float64{10 * geo.Mile, 25 * geo.Mile, 50 * geo.Mile, 100 * geo.Mile, facility.AnyDistance}
	all := make([]facility.Query, n)
	for i := range all {
		near := r.somewhere(random)
		all[i] = facility.Query{
			Near: &near, Radius: radii[random.IntN(len(radii))], Text: text(random),
			Groups: r.groups(random), Page: 1, PerPage: 20, Facets: true,
		}
	}
	return all
}

func (r *real) groups(random *rand.Rand) []facility.Group {
	var groups []facility.Group
	for range random.IntN(5) {
		yes := r.rows[random.IntN(len(r.rows))].Yes
		code := yes[random.IntN(len(yes))]
		category := facility.Builtin().CategoryOf(code)
		at := slices.IndexFunc(groups, func(g facility.Group) bool { return g.Category == category })
		if at < 0 {
			at, groups = len(groups), append(groups, facility.Group{Category: category})
		}
		groups[at].Codes = append(groups[at].Codes, code)
	}
	return groups
}

func (r *real) word(random *rand.Rand) string {
	for {
		words := splitWords(r.rows[random.IntN(len(r.rows))].Name.Value.Name)
		if word := words[random.IntN(len(words))]; len(word) >= 5 {
			return word
		}
	}
}

func noText(*rand.Rand) string { return "" }

func typo(word string, random *rand.Rand) string {
	at := random.IntN(len(word))
	switch random.IntN(3) {
	case 0:
		return word[:at] + word[at+1:]
	case 1:
		return word[:at] + "x" + word[at:]
	}
	return word[:at] + "q" + word[at+1:]
}

// BenchmarkSearch prints the median and the 99th percentile of 1,000 searches,
// each the best of some: what a search takes, not what else the machine does.
func BenchmarkSearch(b *testing.B) {
	for _, size := range []int{20_000, 100_000} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			r := realData(b)
			e := openTest(b, b.TempDir(), newMemory(r.directory(size)...))
			s := e.Stats()
			b.Logf("built in %v, %d bytes a listing, %d on disk", s.BuildTime, s.Bytes/int64(size), s.DiskBytes/int64(size))
			benchmarkKinds(b, e, r)
		})
	}
}

func benchmarkKinds(b *testing.B, e *Engine, r *real) {
	for _, kind := range []struct {
		name string
		text func(*rand.Rand) string
	}{
		{"plain", noText},
		{"word", r.word},
		{"typo", func(random *rand.Rand) string { return typo(r.word(random), random) }},
	} {
		queries := r.queries(1000, kind.text)
		b.Run(kind.name, func(b *testing.B) {
			percentiles(b, queries, func(q facility.Query) error {
				_, err := e.Search(b.Context(), q)
				return err
			})
		})
		b.Run(kind.name+" unnamed counts", func(b *testing.B) { percentiles(b, queries, e.countOnly) })
	}
}

// countOnly is a search without naming its counts.
func (e *Engine) countOnly(q facility.Query) error {
	s, err := e.hold()
	if err != nil {
		return err
	}
	defer e.letGo(s)
	p, err := s.plan(q)
	if err != nil {
		return err
	}
	defer p.done()
	if err := s.run(p); err != nil {
		return err
	}
	p.hits()
	return nil
}

func percentiles(b *testing.B, queries []facility.Query, search func(facility.Query) error) {
	best := make([]time.Duration, len(queries))
	for b.Loop() {
		for i, q := range queries {
			started := time.Now()
			if err := search(q); err != nil {
				b.Fatal(err)
			}
			if took := time.Since(started); best[i] == 0 || took < best[i] {
				best[i] = took
			}
		}
	}
	slices.Sort(best)
	total := time.Duration(0)
	for _, took := range best {
		total += took
	}
	b.ReportMetric(float64(best[len(best)/2])/1e3, "µs-p50")
	b.ReportMetric(float64(best[len(best)*99/100])/1e3, "µs-p99")
	b.ReportMetric(float64(total)/1e3/float64(len(best)), "µs-mean")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkConditions prints what it costs to ask for what holds now where every
// place tells all there is to tell: beside the same searches without.
func BenchmarkConditions(b *testing.B) {
	const size = 20_000
	r := realData(b)
	s := newSampler(1)
	listings := r.directory(size)
	for i := range listings {
		listings[i].Origins = []facility.Origin{{Source: "bench", At: sampledIn.AddDate(1, 6, 0)}}
		s.occupy(&listings[i])
	}
	e := openTest(b, b.TempDir(), newMemory(listings...))
	b.Logf("%d bytes a listing", e.Stats().Bytes/size)
	queries := r.queries(1000, noText)
	for _, c := range append([]facility.Condition{""}, facility.Conditions()...) {
		for i := range queries {
			queries[i].Now, queries[i].Conditions = lookedAt.Add(time.Hour), nil
			if c != "" {
				queries[i].Conditions = []facility.Condition{c}
			}
		}
		b.Run(cmp.Or(string(c), "none"), func(b *testing.B) { percentiles(b, queries, e.countOnly) })
	}
}

// BenchmarkPending prints what an upsert takes until searches see it, and what
// a thousand of them, not yet merged, cost searches.
func BenchmarkPending(b *testing.B) {
	const size, pending = 100_000, 1000
	r := realData(b)
	listings := r.directory(size)
	source := newMemory(listings...)
	e := openTest(b, b.TempDir(), source)
	queries := r.queries(1000, noText)
	words := r.queries(1000, r.word)
	b.Run("plain before", func(b *testing.B) { percentiles(b, queries, e.countOnly) })
	b.Run("word before", func(b *testing.B) { percentiles(b, words, e.countOnly) })
	source.say(listings[:pending]...)
	catchUp(b, e)
	b.Run("upsert", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			source.say(listings[i%pending])
			catchUp(b, e)
		}
	})
	b.Run("plain after", func(b *testing.B) { percentiles(b, queries, e.countOnly) })
	b.Run("word after", func(b *testing.B) { percentiles(b, words, e.countOnly) })
}
