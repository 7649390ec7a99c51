package index

import (
	"slices"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/facility/scan"
)

func TestTheBestHaveTheWordsInTheirNames(t *testing.T) {
	listings := named("Grady Street Center", "Hope House", "Grady Hope")
	listings[1].Address.Street = "1 Grady Ave"
	e := openTest(t, t.TempDir(), newMemory(listings...))
	for text, want := range map[string]string{"grady": "a c b", "hope grady": "c b", "grdy": ""} {
		if got := ids(t, e, facility.Query{Near: &atlanta, Sort: facility.SortBest, Text: text}); got != want {
			t.Errorf("best for %q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"grady": "c a b", "hope grady": "c b", "": "c a b"} {
		if got := ids(t, e, facility.Query{Sort: facility.SortBest, Text: text}); got != want {
			t.Errorf("best for %q without a place: %q, want %q", text, got, want)
		}
	}
}

func TestTheBestAreFreshInWhatIsAskedFor(t *testing.T) {
	now := time.Date(2026, time.June, 1, 0, 0, 0, 0, time.UTC)
	old := facility.Origin{Source: "directory", At: now.AddDate(-3, 0, 0)}
	newer := facility.Origin{Source: "facility", At: now.AddDate(0, -1, 0), Fields: []facility.Field{facility.CodeField("MU")}}
	listings := named("Old", "New", "Far") // a kilometre apart
	for i := range listings {
		listings[i].Yes, listings[i].Origins = facility.CodesOf("MD", "MU"), []facility.Origin{old}
	}
	listings[1].Origins = append(listings[1].Origins, newer)
	e := openTest(t, t.TempDir(), newMemory(listings...))
	for _, tt := range []struct {
		asked string
		now   time.Time
		want  string
	}{
		{"MU", now, "b a c"},
		{"MD", now, "a b c"},
		{"MU", now.AddDate(2, 0, 0), "a b c"},
		{"MU", time.Time{}, "a b c"},
	} {
		q := facility.Query{Near: &atlanta, Sort: facility.SortBest, Now: tt.now, Groups: []facility.Group{{Codes: []string{tt.asked}}}}
		if got := ids(t, e, q); got != tt.want {
			t.Errorf("best for %s at %v: %q, want %q", tt.asked, tt.now, got, tt.want)
		}
	}
}

// Where there are many hits, few of them are looked at.
func TestTheBestOfManyAgreeWithScan(t *testing.T) {
	s := newSampler(testSeed(t))
	source := newMemory(s.listings(3 * fewHits)...)
	e := openTest(t, t.TempDir(), source)
	s.change(source, 100)
	catchUp(t, e)
	reference := scan.New(source.listed(), facility.Builtin())
	for range 60 {
		q := s.query()
		q.Sort, q.Radius, q.Within, q.Facets = facility.SortBest, facility.AnyDistance, facility.Area{}, false
		q.Groups = q.Groups[:min(1, len(q.Groups))]
		if err := compareSearch(t.Context(), e, reference, q, source.revision); err != nil {
			t.Fatalf("%s\n%v", describe(q), err)
		}
	}
}

// What people are owed: no place stands below one that is farther away, or
// fits worse, or is older, or answers less often, or has no room, and is better
// in nothing.
func TestNoPlaceRanksBelowOneThatIsBetterInNothing(t *testing.T) {
	s := newSampler(testSeed(t))
	source := newMemory(s.listings(400)...)
	e := openTest(t, t.TempDir(), source)
	s.change(source, 40)
	catchUp(t, e)
	pairs := 0
	for range 200 {
		q := s.query()
		q.Sort, q.Page, q.PerPage, q.Text, q.Unfinished = facility.SortBest, 1, 1000, s.writtenText(), false
		r, err := e.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		pairs += checkRanks(t, q, r.Hits)
	}
	t.Logf("%d pairs", pairs)
}

// writtenText is none, or words as most samples have them in their names.
func (s *sampler) writtenText() string {
	if s.IntN(2) == 0 {
		return ""
	}
	return s.words(1 + s.IntN(2))
}

// checkRanks compares each hit with all above it, and tells how many that are.
func checkRanks(t *testing.T, q facility.Query, hits []facility.Hit) int {
	t.Helper()
	pairs := 0
	merits := make([]merit, len(hits))
	for i, h := range hits {
		merits[i] = meritOf(h, q)
		for j, above := range merits[:i] {
			pairs++
			if merits[i].beats(above) {
				t.Fatalf("%s\n%s %+v ranks below\n%s %+v", describe(q), h.Listing.ID, merits[i], hits[j].Listing.ID, above)
			}
		}
	}
	return pairs
}

// merit is what the rank of a hit depends on.
type merit struct{ distance, fit, fresh, reach, room float64 }

func meritOf(h facility.Hit, q facility.Query) merit {
	m := merit{distance: h.Distance, fresh: h.Listing.Freshness(h.Matched, q.Conditions, q.Now), room: h.Listing.RoomAt(q.Conditions, q.Now)}
	m.reach, _ = h.Listing.Reach.At(q.Now)
	name := splitWords(h.Listing.Name.String())
	for _, word := range splitWords(q.Text) {
		if slices.Contains(name, word) {
			m.fit++
		}
	}
	return m
}

// beats reports whether m is better than n in something and worse in nothing.
func (m merit) beats(n merit) bool {
	return m != n && m.distance <= n.distance && m.fit >= n.fit && m.fresh >= n.fresh && m.reach >= n.reach && m.room >= n.room
}
