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
		distance, fit, fresh := random.Float64()*500_000, random.Float64(), random.Float64()
		farther, worse, older := distance+random.ExpFloat64()*1000, fit*random.Float64(), fresh*random.Float64()
		if Best(distance, fit, fresh) < Best(farther, worse, older) {
			t.Fatalf("%v m, %v, %v ranks below %v m, %v, %v", distance, fit, fresh, farther, worse, older)
		}
	}
}

func TestTheWeightsAddUpToOne(t *testing.T) {
	if sum := WeightDistance + WeightFit + WeightFresh; math.Abs(sum-1) > 1e-12 {
		t.Errorf("they add up to %v", sum)
	}
	if best := Best(0, 1, 1); math.Abs(best-1) > 1e-12 {
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
		if got := l.Freshness(tt.matched, now); got != tt.want {
			t.Errorf("%v: %v, want %v", tt.matched, got, tt.want)
		}
		if got := l.Freshness(tt.matched, time.Time{}); got != 0 {
			t.Errorf("%v: %v when nobody looks", tt.matched, got)
		}
	}
}
