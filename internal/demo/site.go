package demo

import (
	"haven/internal/facility"
	"haven/internal/geo"
)

// site is one place of an organization.
type site struct {
	kind     string
	offer    offer
	name     facility.Name
	at       spot
	nextDoor bool // at the address of the site before
	phone    facility.Phone
	intake   []facility.Phone
}

// Shares of places.
const (
	sameAddress = 0.08 // of further sites: a programme at the address of the one before
	withHours   = 0.2
)

// site makes up the next place of an organization.
func (g *generator) site(o *organization) *site {
	s := &site{kind: o.kind, offer: o.offer}
	if o.last == nil {
		s.at = g.spot(o.home)
	} else {
		g.further(o, s)
	}
	if o.spanish && s.offer.namesCare() {
		s.offer["SP"] = true
	}
	s.name = g.siteName(o, s)
	g.connect(o, s)
	o.last = s
	return s
}

// further makes the site another one than the first: with an offer of its own,
// elsewhere or next door, and run by the same owner.
func (g *generator) further(o *organization, s *site) {
	class := g.sister(o)
	s.kind = g.mix.classes[class].kind
	s.offer = g.mix.draw(g.r, class)
	s.offer.runBy(o.owner)
	if s.nextDoor = !o.last.nextDoor && happens(g.r, sameAddress); s.nextDoor {
		s.at = o.last.at
	} else {
		s.at = g.spot(g.elsewhere(o))
	}
}

// runBy replaces who runs a place, where that is known.
func (o offer) runBy(owner []string) {
	if len(owner) > 0 {
		o.drop(owners...)
	}
	for _, code := range owner {
		o[code] = true
	}
}

// claims are what the demo directory says of the site.
func (g *generator) claims(o *organization, s *site) facility.Claims {
	c := facility.Claims{Name: facility.Says(s.name), Address: facility.Says(s.at.address()), Phone: facility.Says(s.phone)}
	c.Yes, c.No = g.mix.answers(s.offer)
	if len(s.intake) > 0 {
		c.Intake = facility.Says(s.intake)
	}
	if o.website != "" {
		c.Website = facility.Says(o.website)
	}
	if s.at.point != nil {
		c.Point = facility.Says(*s.at.point)
	}
	if zone := geo.Zone(s.at.town.state.code, s.at.zip.Point); zone != "" && happens(g.r, withHours) {
		c.Hours = facility.Says(kinds[s.kind].open.hours(g.r, zone))
	}
	return c
}
