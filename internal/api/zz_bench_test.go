package api

import (
	"encoding/json"
	"math"
	"testing"
	"time"
	"context"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ask"
	"haven/internal/facility/scan"
	"haven/internal/sample"
)

func benchAnswer(b *testing.B) (ask.Resolved, facility.Results, time.Time) {
	tax := facility.Builtin()
	all := tax.Codes()
	var yes []string
	for i := 0; i < len(all); i += 4 { yes = append(yes, all[i].Code) }
	ls := sample.Listings()
	l := ls[0]
	l.Yes = yes
	r, err := ask.RequestOf(ask.Values{"near": {"33.749,-84.388"}, "radius": {"any"}, "facets": {"true"}, "code": {"MD,DT"}})
	if err != nil { b.Fatal(err) }
	res, results, err := ask.Search(context.Background(), scan.New(ls, tax), r, geo.Default(), tax)
	if err != nil { b.Fatal(err) }
	hits := results.Hits[:1]
	hits[0].Listing = &l
	for len(hits) < 20 { hits = append(hits, hits[0]) }
	results.Hits = hits
	n := make([]int32, len(all))
	var names []string
	for i, c := range all { names = append(names, c.Code); if i%5 > 0 { n[i] = int32(math.Pow(1.05, float64(i%200))) } }
	results.Facets = facility.NewLegend(names, tax).Counts(n)
	return res, results, sample.Now
}

func BenchmarkAnswer(b *testing.B) {
	res, found, now := benchAnswer(b)
	a := searchAnswer(res, found)
	b.Run("build", func(b *testing.B) { b.ReportAllocs(); for b.Loop() { _ = searchAnswer(res, found) } })
	var w writer
	r := results{found.Hits, now, newWritten()}
	b.Run("write", func(b *testing.B) { b.ReportAllocs(); for b.Loop() { w.Buf = w.Buf[:0]; w.follows = false; writeSearchAnswer(&w, &a, r) }; b.SetBytes(int64(len(w.Buf))) })
	b.Run("nofacets", func(b *testing.B) { a := a; a.Facets = Facets{}; b.ReportAllocs(); for b.Loop() { w.Buf = w.Buf[:0]; w.follows = false; writeSearchAnswer(&w, &a, r) } })
	for range found.Hits { a.Results = append(a.Results, Result{listingOf(found.Hits[0].Listing), foundOf(&found.Hits[0], now)}) }
	b.Run("stdlib", func(b *testing.B) { b.ReportAllocs(); for b.Loop() { _, _ = json.Marshal(a) } })
	b.Run("resolve", func(b *testing.B) { b.ReportAllocs(); tax := facility.Builtin(); g := geo.Default(); for b.Loop() { _, _ = ask.Resolve(res.Request, g, tax) } })
}
