package demo

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"haven/importers/importertest"
	"haven/internal/facility"
)

// tolerance is how far the share of a code may be from the real one: of 3,000
// places, chance alone moves a half by two hundredths every twentieth time, and
// chains, whose places are alike, move it more.
const tolerance = 0.05

func TestTheMixFollowsTheRealDirectory(t *testing.T) {
	f := measured()
	for seed := range uint64(3) {
		_, sink := importertest.Read(t, New(3000, seed, publishedForTests), "")
		count := map[string]float64{}
		for _, r := range sink.Records {
			for _, code := range r.Claims.Yes {
				count[code]++
			}
		}
		off := 0.0
		for _, s := range f.codes {
			got, want := count[s.code]/3000, float64(s.rows)/float64(f.rows)
			off += math.Abs(got - want)
			if math.Abs(got-want) > tolerance {
				t.Errorf("seed %d: %s is offered by %.3f of the places, by %.3f of the real ones", seed, s.code, got, want)
			}
		}
		if mean := off / float64(len(f.codes)); mean > 0.009 {
			t.Errorf("seed %d: shares are off by %.4f in the mean", seed, mean)
		}
	}
}

func TestWhatIsUnansweredFollowsTheRealDirectory(t *testing.T) {
	f := measured()
	_, sink := importertest.Read(t, New(3000, 1, publishedForTests), "")
	for category, rows := range f.empty {
		unanswered := 0.0
		for _, r := range sink.Records {
			if !answers(&r.Claims, category) {
				unanswered++
			}
		}
		if got, want := unanswered/3000, float64(rows)/float64(f.rows); math.Abs(got-want) > 0.03 || got == 0 {
			t.Errorf("%s is unknown at %.3f of the places, at %.3f of the real ones", category, got, want)
		}
	}
}

func answers(c *facility.Claims, category string) bool {
	for _, code := range append(c.Yes, c.No...) {
		if facility.Builtin().CategoryOf(code) == category {
			return true
		}
	}
	return false
}

// Codes that go together in the real directory do so here: this is what makes
// a search with several needs feel real.
func TestPlacesDifferInBreadthLikeRealOnes(t *testing.T) {
	f, r := measured(), rand.New(rand.NewPCG(1, 1))
	classes := newWheel(f.classes, func(c class) float64 { return float64(c.rows) })
	sum, squares := 0.0, 0.0
	const draws = 10_000
	for range draws {
		n := float64(len(f.draw(r, classes.spin(r))))
		sum += n
		squares += n * n
	}
	mean := sum / draws
	deviation := math.Sqrt(squares/draws - mean*mean)
	if math.Abs(mean-76.2) > 1.5 || math.Abs(deviation-23.3) > 1.5 {
		t.Errorf("places have %.1f ± %.1f codes; real ones have 76.2 ± 23.3", mean, deviation)
	}
}

func TestAMalformedTableIsRefused(t *testing.T) {
	const head = "code\twith\trows\totp/1\n"
	for name, tc := range map[string]struct{ table, want string }{
		"a column too few":        {head + "OP\t\t7\n", "columns"},
		"no number of rows":       {head + "OP\t\tmany\t1/1\n", "many"},
		"no chances":              {head + "OP\t\t7\t1\n", "line 2"},
		"a code with a later one": {head + "OP\t\t7\t1/1\nRL\tRES\t7\t1/1\n", "RES"},
	} {
		if _, err := parseFrequencies(tc.table); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: error is %v, want one that tells %q", name, err, tc.want)
		}
	}
}
