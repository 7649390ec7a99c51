package geo

import "math"

// beyondZIPs is how far a place of a state may lie beyond the middle of its
// outermost ZIP codes, in metres: those of Alaska are as large as other states.
const beyondZIPs = 100 * Kilometre

// Around is a circle, its radius in metres, that holds all places of a state;
// false for none.
func (g *Gazetteer) Around(state string) (middle Point, radius float64, ok bool) {
	points := g.pointsOf(state)
	if len(points) == 0 {
		return Point{}, 0, false
	}
	var sum Vector
	for _, p := range points {
		v := p.Vector()
		for i := range sum {
			sum[i] += v[i]
		}
	}
	middle = Point{Lat: degrees(math.Atan2(sum[2], math.Hypot(sum[0], sum[1]))), Lon: degrees(math.Atan2(sum[1], sum[0]))}
	for _, p := range points {
		radius = max(radius, Distance(middle, p))
	}
	return middle, radius + beyondZIPs, true
}

// pointsOf are the middles of a state's ZIP codes and the points of its cities.
func (g *Gazetteer) pointsOf(state string) []Point {
	var points []Point
	for line := range zipLinesFrom("") {
		if zip := g.zipPlace(line); zip.State == state {
			points = append(points, zip.Point)
		}
	}
	for i := range g.cities {
		if city := g.cities[i].place(g); city.State == state {
			points = append(points, city.Point)
		}
	}
	return points
}

func degrees(radians float64) float64 { return radians * 180 / math.Pi }
