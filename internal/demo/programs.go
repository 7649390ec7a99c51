package demo

import (
	"fmt"

	"haven/internal/facility"
)

// Shares of places.
const (
	withProgram = 0.3  // of names: a programme in the second field
	cutNames    = 0.5  // of names too long for the real directory: cut in two as there
	withTown    = 0.25 // of names of further sites: the town in the second field
)

// siteName tells sites of one organization apart, though not always, as in
// the real directory.
func (g *generator) siteName(o *organization, s *site) facility.Name {
	name := facility.Name{Name: o.name}
	switch {
	case s.nextDoor:
		name.Unit = g.otherProgram(o, s)
	case len(name.Name) > nameLength && happens(g.r, cutNames):
		return cut(o.name)
	case o.last != nil && happens(g.r, withTown):
		name.Unit = s.at.town.City
	case happens(g.r, withProgram):
		name.Unit = g.program(o, s)
	}
	return name
}

// otherProgram is a unit that the site before, at the same address, has not.
func (g *generator) otherProgram(o *organization, s *site) string {
	unit := g.program(o, s)
	for n := 2; unit == o.last.name.Unit; n++ {
		unit = fmt.Sprintf("%s %d", g.program(o, s), n)
	}
	return unit
}

// program says what is done at the site, or for whom where that is for one
// gender only.
func (g *generator) program(o *organization, s *site) string {
	switch k := kinds[s.kind]; {
	case o.spanish:
		return k.spanishUnit
	case s.offer["FEM"] && !s.offer["MALE"]:
		return "Women's Program"
	case s.offer["MALE"] && !s.offer["FEM"]:
		return "Men's Program"
	default:
		return oneOf(g.r, k.units)
	}
}
