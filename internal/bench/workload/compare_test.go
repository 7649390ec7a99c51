package workload

import (
	"strings"
	"testing"

	"haven/internal/facility"
)

func answer() facility.Results { return answerWith(nil) }

// answerWith is an answer with some counts changed.
func answerWith(changed map[string]int) facility.Results {
	counts := map[string]map[string]int{"PAY": {"MD": 2, "SF": 1}, "OM": {"MU": 3}}
	for code, n := range changed {
		counts[facility.Builtin().CategoryOf(code)][code] = n
	}
	hit := func(id string, metres float64) facility.Hit {
		return facility.Hit{Listing: &facility.Listing{ID: id}, Distance: metres}
	}
	return facility.Results{
		Total: 3, Maybe: 2, Hits: []facility.Hit{hit("a", 10), hit("b", 20), hit("c", 30)},
		Facets: facility.CountsOf(counts),
	}
}

func TestEveryDifferenceBetweenAnswersIsFound(t *testing.T) {
	for _, tt := range []struct {
		why, says string
		spoil     func(*facility.Results)
	}{
		{"nothing", "", func(*facility.Results) {}},
		{"rounding", "", func(r *facility.Results) { r.Hits[0].Distance += 0.0001 }},
		{"another total", "total", func(r *facility.Results) { r.Total++ }},
		{"another maybe", "maybe", func(r *facility.Results) { r.Maybe-- }},
		{"a hit less", "2 hits", func(r *facility.Results) { r.Hits = r.Hits[:2] }},
		{"another hit", "hit 2", func(r *facility.Results) { r.Hits[1].Listing.ID = "d" }},
		{"another order", "hit 1", func(r *facility.Results) { r.Hits[0], r.Hits[1] = r.Hits[1], r.Hits[0] }},
		{"another distance", "hit 3", func(r *facility.Results) { r.Hits[2].Distance += 0.01 }},
		{"another count", "MD", func(r *facility.Results) { *r = answerWith(map[string]int{"MD": 3}) }},
		{"a count less", "MU", func(r *facility.Results) { *r = answerWith(map[string]int{"MU": 0}) }},
		{"a count more", "BU", func(r *facility.Results) { *r = answerWith(map[string]int{"BU": 1}) }},
	} {
		got := answer()
		tt.spoil(&got)
		if d := Difference(got, answer()); (d == "") != (tt.says == "") || !strings.Contains(d, tt.says) {
			t.Errorf("%s: the difference is %q, want a word on %q", tt.why, d, tt.says)
		}
	}
}
