package geo

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

func TestDistancesThatCanBeLookedUp(t *testing.T) {
	atlanta := Point{33.749, -84.388}
	for _, c := range []struct {
		name   string
		a, b   Point
		metres float64
	}{
		{"a place from itself", atlanta, atlanta, 0},
		{"a degree of a meridian", Point{33, -84}, Point{34, -84}, 2 * math.Pi * EarthRadius / 360},
		{"pole to pole", Point{90, 0}, Point{-90, 0}, math.Pi * EarthRadius},
		{"over the date line", Point{52, 179.5}, Point{52, -179.5}, 68_458},
		{"Atlanta to New York", atlanta, Point{40.7128, -74.006}, 1_200_000},
		{"one metre to the north", atlanta, Point{33.749 + 1/111_195.08, -84.388}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Distance(c.a, c.b)
			if math.Abs(got-c.metres) > 1e-6+c.metres/1000 {
				t.Errorf("Distance = %.3f m, want %.3f m", got, c.metres)
			}
		})
	}
}

func TestDistanceIsTheSameBothWaysAndNeverLongerThanADetour(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	point := func() Point { return Point{random.Float64()*180 - 90, random.Float64()*360 - 180} }
	for range 10_000 {
		a, b, c := point(), point(), point()
		if there, back := Distance(a, b), Distance(b, a); there != back {
			t.Fatalf("%v to %v is %v there and %v back", a, b, there, back)
		}
		if direct, detour := Distance(a, c), Distance(a, b)+Distance(b, c); direct > detour+1e-3 {
			t.Fatalf("%v to %v is %v, but over %v it is %v", a, c, direct, b, detour)
		}
	}
}

func TestWhatIsNoPositionOnEarthIsRefused(t *testing.T) {
	for _, p := range []Point{
		{}, {90.1, 0}, {-91, 10}, {10, 180.1}, {10, -181}, {999, 999},
		{math.NaN(), 1}, {1, math.NaN()}, {math.Inf(1), 1}, {1, math.Inf(-1)},
	} {
		if p.Validate() == nil {
			t.Errorf("%v is taken for a position", p)
		}
	}
	for _, p := range []Point{{33.749, -84.388}, {90, 180}, {-90, -180}, {0, 10}, {10, 0}} {
		if err := p.Validate(); err != nil {
			t.Errorf("%v is refused: %v", p, err)
		}
	}
}
