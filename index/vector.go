package index

import (
	"math"

	"haven/internal/geo"
)

// chordOf is the chord of a great-circle distance in metres, which is at most
// half the way round the Earth.
func chordOf(distance float64) float64 {
	return 2 * math.Sin(distance/(2*geo.EarthRadius))
}

// slack is how far a chord may be off: a thousand times the rounding errors
// of a vector, and 6 micrometres on the ground. What is closer than this to a
// limit is decided by [geo.Arc], so that the index agrees with [geo.Distance]
// to the last bit.
const slack = 1e-12

func square(x float64) float64 { return x * x }

// circle is what a search near a point asks for.
type circle struct {
	centre geo.Vector
	radius float64 // metres; infinite without a limit
	chord  float64
	in     float64 // up to this chord2 a place is inside
	out    float64 // beyond this chord2 it is outside
}

// halfWayRound is no limit: nothing is farther away.
const halfWayRound = math.Pi * geo.EarthRadius

func newCircle(p geo.Point, radius float64) circle {
	c := circle{centre: p.Vector(), radius: radius}
	if !(radius > 0 && radius < halfWayRound) {
		c.radius = math.Inf(1)
		return c
	}
	c.chord = chordOf(radius)
	c.in, c.out = square(max(0, c.chord-slack)), square(c.chord+slack)
	return c
}

func (c *circle) limited() bool { return !math.IsInf(c.radius, 1) }
