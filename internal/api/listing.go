package api

import (
	"math"
	"time"

	"haven/internal/facility"
)

// Listing is what lists, maps and exports show of a facility.
type Listing struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Unit is a department, a trade name or the rest of a long name.
	Unit string `json:"unit,omitempty"`
	// AKA are other names that sources gave, newest first.
	AKA []string `json:"aka,omitempty"`
	Lat float64  `json:"lat"`
	Lon float64  `json:"lon"`
	// LocationPrecision tells how near lat and lon are to the true place:
	// exact, street, zip or city.
	LocationPrecision facility.Precision `json:"location_precision"`
	Address           Address            `json:"address"`
	// Withheld is true where the facility asked to show its city only.
	Withheld bool   `json:"withheld"`
	Phones   []Line `json:"phones"`
	Website  string `json:"website,omitempty"`
	// Codes are the services it offers. A code that is not among them is one
	// it does not offer, or one that no source has answered.
	Codes []string `json:"codes"`
	// AsOf is when a source last spoke of the facility, Source which one.
	AsOf   time.Time `json:"as_of"`
	Source string    `json:"source"`
	// Gone is true when no source lists it any more.
	Gone bool `json:"gone"`
	// Reach is how often somebody answers when helplines call; missing while
	// too few calls are known.
	Reach *Reach `json:"reach,omitempty"`

	// Openings are what it last told of how much room there is, by kind.
	Openings []Opening `json:"openings,omitempty"`
	// WalkIn tells whether it takes people without an appointment; missing where
	// nobody said.
	WalkIn *bool `json:"walk_in,omitempty"`
	// ClosedUntil is when a closed facility opens again, as far as anybody
	// knows; of one closed for good, the year 9999.
	ClosedUntil *time.Time `json:"closed_until,omitempty"`
	// Confirmed is the last word of somebody who can know.
	Confirmed *Confirmation `json:"confirmed,omitempty"`
}

// Reach is how often somebody of a facility answered, as known until a time.
type Reach struct {
	Rate  float64   `json:"rate"` // 0 to 1, recent calls weighing more
	Calls int       `json:"calls"`
	Until time.Time `json:"until"`
}

func reachOf(r facility.Reach) *Reach {
	if r.Calls == 0 {
		return nil
	}
	return &Reach{Rate: rounded(r.Rate, 2), Calls: r.Calls, Until: r.Until.UTC()}
}

// Address is a postal address; a withheld one has city and state only.
type Address struct {
	Street string `json:"street,omitempty"`
	Unit   string `json:"unit,omitempty"` // suite, floor, building
	City   string `json:"city"`
	State  string `json:"state"` // two letters
	ZIP    string `json:"zip,omitempty"`
	County string `json:"county,omitempty"`
}

// Phone is a telephone number.
type Phone struct {
	Number string `json:"number"`           // E.164, such as "+12052160200"
	Ext    string `json:"ext,omitempty"`    // digits
	Vanity string `json:"vanity,omitempty"` // as advertised, such as "888-PARNEXT"
	Text   string `json:"text"`             // as people read it
	// Languages are codes of those that whoever answers speaks, such as es.
	Languages []string `json:"languages,omitempty"`
}

// Line is a telephone number with what it is for.
type Line struct {
	Kind facility.LineKind `json:"kind"`
	Phone
}

func listingOf(l *facility.Listing) Listing {
	return Listing{
		ID:                l.ID,
		Name:              l.Name.Name,
		Unit:              l.Name.Unit,
		AKA:               each(l.AKA, facility.Name.String),
		Lat:               l.Location.Point.Lat,
		Lon:               l.Location.Point.Lon,
		LocationPrecision: l.Location.Precision,
		Address:           Address(l.Address),
		Withheld:          l.Withheld,
		Phones:            list(each(l.Phones, lineOf)),
		Website:           l.Website,
		Codes:             list(l.Yes.List()),
		AsOf:              l.AsOf.UTC(),
		Source:            l.Source,
		Gone:              l.Gone,
		Reach:             reachOf(l.Reach),
		Openings:          each(l.Openings, openingOf),
		WalkIn:            flagOf(l.WalkIn),
		ClosedUntil:       timeOf(l.ClosedUntil),
		Confirmed:         confirmationOf(l.Confirmed),
	}
}

func lineOf(l facility.Line) Line { return Line{Kind: l.Kind, Phone: phoneOf(l.Phone)} }

func phoneOf(p facility.Phone) Phone {
	return Phone{Number: p.E164, Ext: p.Ext, Vanity: p.Vanity, Text: p.String(), Languages: p.Languages.List()}
}

func each[T, J any](values []T, convert func(T) J) []J {
	if len(values) == 0 {
		return nil
	}
	all := make([]J, 0, len(values))
	for _, v := range values {
		all = append(all, convert(v))
	}
	return all
}

// list is never nil: readers of JSON expect [] rather than null.
func list[T any](values []T) []T {
	if values == nil {
		return []T{}
	}
	return values
}

func rounded(value float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(value*scale) / scale
}
