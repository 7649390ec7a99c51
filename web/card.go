package web

import (
	"html/template"
	"slices"
	"time"

	"haven/internal/ask"
	"haven/internal/facility"
)

// card is a place found.
type card struct {
	Name, Unit string
	URL        string
	Distance   string
	Call       *call // the number to call first
	Address    string
	Withheld   bool
	// Matched are the services asked for that it has, Unknown those that it
	// should be asked about, Offers what else it does.
	Matched, Unknown, Offers string
	moments
	// AsOf is the date and source of the oldest fact asked for, Old how old it
	// is when it is past its term.
	AsOf, Old string
	// Keep is the button that puts it on the list, or takes it off if it is
	// Listed already; nil when there is no room. ID is where on the page it is.
	Keep   *change
	Listed bool
	List   listBar // when it is
	ID     string
	Staff  *staffCard // what staff see besides; nil for seekers
}

// call is a telephone number to tap. Templates let through only addresses of
// the web, unless they are told that one is safe.
type call struct {
	URI    template.URL
	Number string
	Speaks string // the languages of whoever answers, "" where nobody says
}

// worthTelling are the services that tell most about a place, in this order.
var worthTelling = []string{"DT", "RES", "HI", "OP", "HH", "OTP", "MU", "BU", "NU", "MD", "SS", "NP", "PW", "SP"}

// maxOffers keeps a card short.
const maxOffers = 6

// newCard tells how far a place is, but not from the middle of a county or
// state: that would be no one's way.
func newCard(say speech, hit facility.Hit, asked ask.Resolved) card {
	l := hit.Listing
	matched, unknown := say.fit(asked.Understood.Parts, hit)
	c := card{
		Name:     l.Name.Name,
		Unit:     l.Name.Unit,
		URL:      say.path(facilityPath(l.ID)),
		Address:  l.Address.String(),
		Withheld: l.Withheld,
		Matched:  join(matched),
		Unknown:  join(unknown),
		Offers:   join(say.labels(offers(l, hit.Matched))),
		moments:  say.moments(l),
	}
	if !isArea(asked.Place) {
		c.Distance = say.distance(hit.Distance, l.Location.Precision)
	}
	if len(l.Phones) > 0 {
		c.Call = callOf(l.Phones[0].Phone)
	}
	c.AsOf, c.Old = say.age(hit)
	return c
}

// maxNamed is how many alternatives of one thing asked for are told by their
// own names. "Suboxone" stands for seven: there the word asked for says more.
const maxNamed = 2

// fit tells what of the things asked for a place has, and what of them nobody
// has answered. An alternative that is unknown does not matter beside one that
// the place has.
func (say speech) fit(parts []ask.Part, hit facility.Hit) (matched, unknown []string) {
	for _, p := range parts {
		yes := among(p.Codes, hit.Matched)
		switch {
		case p.Condition != "" && p.Applied:
			matched = append(matched, p.Label.In(say.Lang()))
		case len(yes) > 0 && len(p.Codes) <= maxNamed:
			matched = append(matched, say.labels(yes)...)
		case len(yes) > 0:
			matched = append(matched, p.Label.In(say.Lang()))
		case len(among(p.Codes, hit.Unknown)) > 0:
			unknown = append(unknown, p.Label.In(say.Lang()))
		}
	}
	return slices.Compact(matched), unknown
}

// among are the codes that are also in a list.
func among(codes, list []string) []string {
	var both []string
	for _, code := range codes {
		if slices.Contains(list, code) {
			both = append(both, code)
		}
	}
	return both
}

// age tells when and by whom the oldest of the facts asked for was stated, and
// how old it is when it is past its term.
func (say speech) age(hit facility.Hit) (asOf, old string) {
	field, o := oldest(hit, say.now)
	if !o.Fresh(field, say.now) {
		old = say.ago(o.At)
	}
	return say.Text("card.as-of", say.Month(o.At), say.source(o.Source)), old
}

// oldest is the oldest of the facts asked for; if nothing is known of them,
// the listing as a whole.
func oldest(hit facility.Hit, now time.Time) (facility.Field, facility.Origin) {
	l := hit.Listing
	var of facility.Field
	var at facility.Origin
	for _, field := range l.Asked(hit.Matched, hit.Met, now) {
		if o := l.Origin(field); !o.At.IsZero() && (at.At.IsZero() || o.At.Before(at.At)) {
			of, at = field, o
		}
	}
	if at.At.IsZero() {
		return facility.AllFields, facility.Origin{Source: l.Source, At: l.AsOf}
	}
	return of, at
}

func callOf(p facility.Phone) *call { return &call{URI: template.URL(p.URI()), Number: p.String()} }

// offers are the most telling services of a place, but those told already.
func offers(l *facility.Listing, told []string) []string {
	var codes []string
	for _, code := range worthTelling {
		if l.Answer(code) == facility.Yes && !slices.Contains(told, code) && len(codes) < maxOffers {
			codes = append(codes, code)
		}
	}
	return codes
}
