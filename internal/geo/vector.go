package geo

import "math"

// Vector is a place on the unit sphere. Distances are compared as squares of
// chords, the straight lines through the Earth: they grow with the
// great-circle distance, need no trigonometry and know no date line or pole.
type Vector [3]float64

// Vector is where the point is on the unit sphere.
func (p Point) Vector() Vector {
	sinLat, cosLat := math.Sincos(p.Lat * math.Pi / 180)
	sinLon, cosLon := math.Sincos(p.Lon * math.Pi / 180)
	return Vector{cosLat * cosLon, cosLat * sinLon, sinLat}
}

// Chord2 is the square of the chord between two places, in radii of the Earth.
// The conversions keep compilers from fusing operations, which would make the
// same distance differ from one call to another.
func (v *Vector) Chord2(w *Vector) float64 {
	x, y, z := v[0]-w[0], v[1]-w[1], v[2]-w[2]
	return float64(x*x) + float64(y*y) + float64(z*z)
}

// Arc is the great-circle distance in metres over a chord, given as its square.
func Arc(chord2 float64) float64 {
	return 2 * EarthRadius * math.Asin(math.Min(1, math.Sqrt(chord2)/2))
}

// Distance is the length of the great circle from a to b in metres, to a
// nanometre for points near each other.
func Distance(a, b Point) float64 {
	v, w := a.Vector(), b.Vector()
	return Arc(v.Chord2(&w))
}
