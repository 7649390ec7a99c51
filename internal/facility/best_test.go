package facility

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

func TestNoHitRanksBelowOneThatIsWorseInEverything(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for range 100_000 {
		better := Merit{random.Float64() * 500_000, random.Float64(), random.Float64(), random.Float64(), float64(random.IntN(2))}
		worse := Merit{
			better.Distance + random.ExpFloat64()*1000, better.Fit * random.Float64(), better.Fresh * random.Float64(),
			better.Reach * random.Float64(), better.Room * float64(random.IntN(2)),
		}
		if Best(better) < Best(worse) {
			t.Fatalf("%+v ranks below %+v", better, worse)
		}
	}
}

func TestTheWeightsAddUpToOne(t *testing.T) {
	if sum := WeightDistance + WeightFit + WeightFresh + WeightReach + WeightRoom; math.Abs(sum-1) > 1e-12 {
		t.Errorf("they add up to %v", sum)
	}
	if best := Best(Merit{0, 1, 1, 1, 1}); math.Abs(best-1) > 1e-12 {
		t.Errorf("the best there can be scores %v", best)
	}
}

func TestFreshnessCountsTheFactsAskedFor(t *testing.T) {
	l := Listing{Origins: []Origin{
		{Source: "directory", At: on("2023-06-29")},
		{Source: "facility", At: on("2026-01-01"), Fields: []Field{CodeField("MD"), FieldPhone}},
	}}
	now := on("2026-06-01")
	for _, tt := range []struct {
		matched []string
		want    float64
	}{
		{nil, 1},
		{[]string{"MD"}, 1},
		{[]string{"MU"}, 0.5},
		{[]string{"MD", "MU", "BU"}, 0.5},
	} {
		if got := l.Freshness(tt.matched, nil, now); got != tt.want {
			t.Errorf("%v: %v, want %v", tt.matched, got, tt.want)
		}
		if got := l.Freshness(tt.matched, nil, time.Time{}); got != 0 {
			t.Errorf("%v: %v when nobody looks", tt.matched, got)
		}
	}
}

func TestReachIsKnownAsLongAsItsCallsCount(t *testing.T) {
	r := Reach{Rate: 0.9, Calls: 5, Until: on("2026-06-01")}
	for now, want := range map[string]float64{"2026-05-31": 0.9, "2026-06-01": UnknownReach, "2027-01-01": UnknownReach} {
		if got, known := r.At(on(now)); got != want || known != (want == 0.9) {
			t.Errorf("at %s: %v, known: %v", now, got, known)
		}
	}
	if got, known := (Reach{}).At(on("2026-01-01")); got != UnknownReach || known {
		t.Errorf("a place that nobody called: %v", got)
	}
	if got, _ := r.At(time.Time{}); got != UnknownReach {
		t.Errorf("when nobody looks: %v", got)
	}
}

// A place that was called more often, and answered as often, is no better.
func TestNobodyGainsByBeingCalledMore(t *testing.T) {
	few, many := Reach{Rate: 0.8, Calls: 5, Until: on("2026-06-01")}, Reach{Rate: 0.8, Calls: 500, Until: on("2026-06-01")}
	a, _ := few.At(on("2026-05-01"))
	b, _ := many.At(on("2026-05-01"))
	if Best(Merit{1000, 0, 1, a, 0}) != Best(Merit{1000, 0, 1, b, 0}) {
		t.Error("more calls give another score")
	}
}
