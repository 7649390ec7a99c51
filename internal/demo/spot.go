package demo

import (
	"strconv"

	"haven/importers"
	"haven/internal/facility"
	"haven/internal/geo"
)

// spot is where a site stands.
type spot struct {
	town   *town
	zip    geo.Place
	number int
	street string
	unit   string
	point  *geo.Point // where the directory gives one
}

// Shares of places.
const (
	withPoint    = 0.75 // the goal for the real directory, with known coordinates loaded
	withNeighbor = 0.4  // of places without point: a known point on the same street
	sameState    = 0.8  // of further sites
)

// elsewhere is the town of a further site.
func (g *generator) elsewhere(o *organization) *town {
	if o.stays || happens(g.r, sameState) {
		return g.atlas.in(g.r, o.home.State)
	}
	return g.atlas.anywhere(g.r)
}

// farthest is how far from its ZIP code's middle a place is.
const farthest = 3 * geo.Kilometre

func (g *generator) spot(t *town) spot {
	at := spot{town: t, zip: oneOf(g.r, t.zips), number: houseNumber(g.r), street: streetLine(g.r, t.State == "PR"), unit: unitLine(g.r)}
	if happens(g.r, withPoint) {
		point := near(g.r, at.zip.Point, farthest)
		at.point = &point
	}
	return at
}

func (at spot) address() facility.Address {
	return facility.Address{
		Street: strconv.Itoa(at.number) + " " + at.street, Unit: at.unit,
		City: at.town.City, State: at.town.State, ZIP: at.zip.ZIP,
	}
}

// neighbor makes up a known point of another house of the street, so that
// some places are known by their street only.
func (g *generator) neighbor(at spot) *importers.KnownPoint {
	if at.point != nil || !happens(g.r, withNeighbor) {
		return nil
	}
	at.number, at.unit = at.number+2+2*g.r.IntN(20), ""
	return &importers.KnownPoint{Address: at.address(), Point: near(g.r, at.zip.Point, farthest)}
}
