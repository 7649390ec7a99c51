package index

import (
	"math"

	"haven/internal/geo"
)

// vector is a place on the unit sphere. Distances are compared as squares of
// chords, the straight lines through the Earth: they grow with the
// great-circle distance, need no trigonometry and know no date line or pole.
type vector [3]float64

func toVector(p geo.Point) vector {
	sinLat, cosLat := math.Sincos(p.Lat * math.Pi / 180)
	sinLon, cosLon := math.Sincos(p.Lon * math.Pi / 180)
	return vector{cosLat * cosLon, cosLat * sinLon, sinLat}
}

// chord2 is the square of the chord between two places.
func (v *vector) chord2(w *vector) float64 {
	x, y, z := v[0]-w[0], v[1]-w[1], v[2]-w[2]
	return x*x + y*y + z*z
}

// chordOf is the chord of a great-circle distance in metres, which is at most
// half the way round the Earth.
func chordOf(distance float64) float64 {
	return 2 * math.Sin(distance/(2*geo.EarthRadius))
}

// slack is how far a chord may be off: a thousand times the rounding errors
// of a vector and of [geo.Distance], and 6 micrometres on the ground. What is
// closer than this to a limit is decided by geo.Distance itself, so that the
// index agrees with it to the last bit.
const slack = 1e-12

func square(x float64) float64 { return x * x }

// circle is what a search near a point asks for.
type circle struct {
	centre vector
	point  geo.Point
	radius float64 // metres; infinite without a limit
	chord  float64
	in     float64 // up to this chord2 a place is inside
	out    float64 // beyond this chord2 it is outside
}

// halfWayRound is no limit: nothing is farther away.
const halfWayRound = math.Pi * geo.EarthRadius

func newCircle(p geo.Point, radius float64) circle {
	c := circle{centre: toVector(p), point: p, radius: radius}
	if !(radius > 0 && radius < halfWayRound) {
		c.radius = math.Inf(1)
		return c
	}
	c.chord = chordOf(radius)
	c.in, c.out = square(max(0, c.chord-slack)), square(c.chord+slack)
	return c
}

func (c *circle) limited() bool { return !math.IsInf(c.radius, 1) }
