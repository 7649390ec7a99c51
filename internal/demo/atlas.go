package demo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sync"

	"haven/internal/geo"
)

// town is a real city that made-up places stand in.
type town struct {
	geo.Place
	state *state
	zips  []geo.Place
}

// atlas are the towns, to be drawn by the people who live there.
type atlas struct {
	towns   []*town
	all     wheel
	byState map[string]*region
}

type region struct {
	towns []*town
	wheel wheel
}

// crowding makes places a little rarer per head in large cities, as they are.
const crowding = 0.8

func weightOf(t *town) float64 { return math.Pow(float64(t.Population), crowding) }

// realTowns are the cities of the gazetteer that have people and ZIP codes.
var realTowns = sync.OnceValue(func() *atlas {
	a := &atlas{byState: map[string]*region{}}
	all := states()
	for i := range all {
		a.byState[all[i].code] = &region{}
	}
	zips := zipsByCity()
	for _, city := range geo.Default().Cities() {
		home := a.byState[city.State]
		near := within(maxFromCity, city.Point, zips[city.City+", "+city.State])
		if home == nil || len(near) == 0 {
			continue
		}
		t := &town{Place: city, zips: near}
		a.towns = append(a.towns, t)
		home.towns = append(home.towns, t)
	}
	for i := range all {
		home := a.byState[all[i].code]
		home.wheel = newWheel(home.towns, weightOf)
		for _, t := range home.towns {
			t.state = &all[i]
		}
	}
	a.all = newWheel(a.towns, weightOf)
	return a
})

func zipsByCity() map[string][]geo.Place {
	zips := map[string][]geo.Place{}
	for n := range 100_000 {
		if zip, ok := geo.Default().ZIP(fmt.Sprintf("%05d", n)); ok {
			city := zip.City + ", " + zip.State
			zips[city] = append(zips[city], zip)
		}
	}
	return zips
}

// maxFromCity leaves out ZIP codes that merely have the city's name: of a
// town of the same name, or far out in the woods.
const maxFromCity = 30 * geo.Kilometre

func within(metres float64, center geo.Point, places []geo.Place) []geo.Place {
	var near []geo.Place
	for _, p := range places {
		if geo.Distance(center, p.Point) <= metres {
			near = append(near, p)
		}
	}
	return near
}

func (a *atlas) anywhere(r *rand.Rand) *town { return a.towns[a.all.spin(r)] }

func (a *atlas) in(r *rand.Rand, state string) *town {
	home := a.byState[state]
	return home.towns[home.wheel.spin(r)]
}

// near draws a point within some metres of another, evenly over the circle. It
// is rounded to about a metre.
func near(r *rand.Rand, center geo.Point, metres float64) geo.Point {
	const metresADegree = geo.EarthRadius * math.Pi / 180
	distance, bearing := metres*math.Sqrt(r.Float64()), 2*math.Pi*r.Float64()
	lat := center.Lat + distance*math.Cos(bearing)/metresADegree
	lon := center.Lon + distance*math.Sin(bearing)/(metresADegree*math.Cos(center.Lat*math.Pi/180))
	return geo.Point{Lat: math.Round(lat*1e5) / 1e5, Lon: math.Round(lon*1e5) / 1e5}
}
