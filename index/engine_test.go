package index

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/store"
)

// never is an interval for tests that say themselves when to sync.
const never = time.Hour

func openTest(t testing.TB, dir string, source Source) *Engine {
	t.Helper()
	e, err := Open(t.Context(), Options{Dir: dir, Source: source, Interval: never, Logger: testLog(t)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func testLog(t testing.TB) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), nil))
}

func testSeed(t testing.TB) uint64 {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	return seed
}

// The index answers as a plain scan of the listings does: freshly built, with
// changes pending, merged, and opened again.
func TestSearchAgreesWithScan(t *testing.T) {
	for _, size := range []int{0, 1, 63, 900} {
		t.Run(fmt.Sprintf("%d listings", size), func(t *testing.T) {
			s := newSampler(testSeed(t))
			source := newMemory(s.listings(size)...)
			dir := t.TempDir()
			e := openTest(t, dir, source)
			agree(t, e, source, s)

			for range 3 {
				s.change(source, size/20+2)
				catchUp(t, e)
				agree(t, e, source, s)
			}
			if err := e.merge(t.Context()); err != nil {
				t.Fatal(err)
			}
			agree(t, e, source, s)
			s.change(source, size/50+2)
			catchUp(t, e)
			agree(t, e, source, s)
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			agree(t, openTest(t, dir, source), source, s)
		})
	}
}

func (s *sampler) listings(n int) []facility.Listing {
	all := make([]facility.Listing, n)
	for i := range all {
		all[i] = s.listing(fmt.Sprintf("id%06d", i))
	}
	s.Shuffle(n, func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// change replaces, removes and adds listings.
func (s *sampler) change(source *memory, n int) {
	for range n {
		id := fmt.Sprintf("id%06d", s.IntN(len(s.made)+10))
		switch s.IntN(4) {
		case 0:
			source.bury(store.Removed, id)
		case 1:
			source.bury(store.Merged, id)
		default:
			source.say(s.listing(id))
		}
	}
}

func catchUp(t testing.TB, e *Engine) {
	t.Helper()
	if err := e.Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// agree compares many searches with those of a plain scan.
func agree(t *testing.T, e facility.Searcher, source *memory, s *sampler) {
	t.Helper()
	listings := source.listed()
	reference := scan.New(listings, facility.Builtin())
	searches := 150
	if testing.Short() { // the race detector takes ten times as long
		searches = 40
	}
	for range searches {
		q := s.query()
		if err := compareSearch(t.Context(), e, reference, q, source.revision); err != nil {
			t.Fatalf("%s\n%v", describe(q), err)
		}
	}
	for range 20 {
		prefix := s.words(1 + s.IntN(2))
		prefix = prefix[:1+s.IntN(len(prefix))]
		compareSuggest(t, e, reference, prefix, 1+s.IntN(10), len(listings))
	}
}

func describe(q facility.Query) string {
	near := "nowhere"
	if q.Near != nil {
		near = fmt.Sprint(*q.Near)
	}
	return fmt.Sprintf("near %s: %+v", near, q)
}

func compareSearch(ctx context.Context, e, reference facility.Searcher, q facility.Query, revision int64) error {
	got, err := e.Search(ctx, q)
	if err != nil {
		return err
	}
	want, err := reference.Search(ctx, q)
	if err != nil {
		return err
	}
	want.Revision = revision
	if diff := diffResults(want, got); diff != "" {
		return fmt.Errorf("the scan (-) and the index (+) differ:\n%s", diff)
	}
	return nil
}

// summary is what is compared of a hit: the whole listing, compared every
// time, would take longer than all else. Codecs have a test of their own.
type summary struct {
	ID, Name, City   string
	Revision         int64
	Codes            int
	Distance, Score  float64
	Matched, Unknown []string
}

func diffResults(want, got facility.Results) string {
	summaries := [2][]summary{}
	for i, r := range []*facility.Results{&want, &got} {
		for _, h := range r.Hits {
			l := h.Listing
			summaries[i] = append(summaries[i], summary{
				l.ID, l.Name.String(), l.Address.City, l.Revision, l.Yes.Len()*1000 + l.No.Len(), h.Distance, h.Score, h.Matched, h.Unknown,
			})
		}
		r.Hits = nil
	}
	return cmp.Diff(want, got) + cmp.Diff(summaries[0], summaries[1], cmpopts.EquateEmpty())
}

// compareSuggest compares with all that the scan finds, as the index orders
// names as its results do, and a scan by capitals.
func compareSuggest(t *testing.T, e, reference facility.Searcher, prefix string, limit, all int) {
	t.Helper()
	got, err := e.Suggest(t.Context(), prefix, limit)
	if err != nil {
		t.Fatal(err)
	}
	want, err := reference.Suggest(t.Context(), prefix, all)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(want, func(a, b facility.Suggestion) int {
		key := func(s facility.Suggestion) string { return strings.ToLower(s.Name + "\n" + s.State + "\n" + s.City) }
		return strings.Compare(key(a)+"\n"+a.ID, key(b)+"\n"+b.ID)
	})
	if diff := cmp.Diff(want[:min(limit, len(want))], got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("suggestions for %q: the scan (-) and the index (+) differ:\n%s", prefix, diff)
	}
}
