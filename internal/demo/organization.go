package demo

import (
	"strings"

	"haven/internal/facility"
)

// organization runs one place or a chain of them.
type organization struct {
	name    string
	kind    string
	offer   offer    // of its first place
	owner   []string // codes of who runs it
	home    *town
	stays   bool // has no sites in other states
	spanish bool // has a Spanish name
	sites   int
	central *facility.Phone // one number for all places, if any
	intake  *facility.Phone // one for the intake of all, if any
	website string
	last    *site // made last
}

// chainSize is how many listings have the same name.
type chainSize struct{ sites, names int }

// chainSizes are counted in the real directory, the large ones taken together.
var chainSizes = []chainSize{
	{1, 6165}, {2, 852}, {3, 335}, {4, 197}, {5, 116}, {6, 69}, {8, 80}, {12, 60}, {20, 29},
}

// Shares of organizations.
const (
	centralNumber = 0.45 // of chains
	centralIntake = 0.25 // of chains
	withWebsite   = 0.5
	spanishNames  = 0.07 // of those that treat in Spanish, Puerto Rico aside
)

// organization makes up the next one.
func (g *generator) organization() *organization {
	class := g.classes.spin(g.r)
	o := &organization{kind: g.mix.classes[class].kind, offer: g.mix.draw(g.r, class)}
	o.home = g.home(o.kind)
	o.stays = o.home.State == "PR" || o.kind == "tribal"
	o.owner = o.offer.of(owners...)
	o.spanish = o.home.State == "PR" || o.offer["SP"] && happens(g.r, spanishNames)
	var stem string
	stem, o.name = g.names.name(g.r, o.kind, o.spanish)
	o.sites = chainSizes[g.chains.spin(g.r)].sites
	if happens(g.r, withWebsite) {
		o.website = website(stem)
	}
	if o.sites > 1 {
		g.giveCentral(o)
	}
	return o
}

func (g *generator) giveCentral(o *organization) {
	number := g.phones.number(o.home.state, o.home.zips[0].ZIP)
	switch at := g.r.Float64(); {
	case at < centralNumber:
		o.central = &number
	case at < centralNumber+centralIntake:
		o.intake = &number
	}
}

// atLeast is how many organizations every state has before the others are
// spread by population.
const atLeast = 5

func (g *generator) home(kind string) *town {
	n := g.organizations
	g.organizations++
	if all := states(); n < atLeast*len(all) && kind != "tribal" {
		return g.atlas.in(g.r, all[n%len(all)].code)
	}
	for {
		t := g.atlas.anywhere(g.r)
		if kind != "tribal" || strings.Contains(tribalStates, t.State) {
			return t
		}
	}
}

// sisterKind is how many further sites of a chain are of its first one's kind.
const sisterKind = 0.7

// sister draws the class of a further site so that the classes keep their
// shares.
func (g *generator) sister(o *organization) int {
	anyKind := !ofItsOwn(o.kind) && !happens(g.r, sisterKind)
	for {
		class := g.classes.spin(g.r)
		kind := g.mix.classes[class].kind
		if kind == o.kind || anyKind && !ofItsOwn(kind) {
			return class
		}
	}
}

// owners are the codes of who runs a place.
var owners = []string{"PVTN", "PVTP", "LCCG", "STG", "TBG", "FED", "VAMC", "DDF", "IH"}
