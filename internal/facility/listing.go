package facility

import (
	"slices"
	"time"

	"haven/internal/geo"
)

// Listing is the public face of a profile with plain values: what the index,
// lists, maps and exports see.
type Listing struct {
	ID       string
	Revision int64 // the store's revision of its last change
	Name     Name
	AKA      []Name
	Address  Address // without street, unit, ZIP and county when withheld
	Withheld bool
	Location Location
	Phones   []Line
	Website  string
	Yes, No  Codes     // answered service codes
	AsOf     time.Time // when a source last spoke of the place
	Source   string    // that source
	Origins  []Origin  // of the facts above; see [Origin]
	Gone     bool      // no source lists it any more
	Reach    Reach     // of calls, not of statements: no fold sets it

	// What holds for a while only; see [Condition]. Digests of listings leave it
	// out where nobody spoke of it, so that they are what they were without it.
	Openings    []Room    `json:",omitzero"` // in the order of [OpeningKinds]
	Hours       Hours     `json:",omitzero"`
	WalkIn      Answer    `json:",omitzero"`
	Closed      Closure   `json:",omitzero"`
	ClosedUntil time.Time `json:",omitzero"` // zero where it is not closed
	// Confirmed is who of those who can know spoke of the place last, and when.
	Confirmed Origin `json:",omitzero"`
}

// ClosedAt reports whether the place is closed at now, for now or for good.
func (l *Listing) ClosedAt(now time.Time) bool { return now.Before(l.ClosedUntil) }

// Public is the profile as anybody may see it. A withheld address shows its
// city and state, whoever stated it.
func (p Profile) Public() Profile {
	if !p.Withheld.Value {
		return p
	}
	p.Address.Value = p.Address.Value.Public()
	p.Address.Others = nil
	p.Point = Fact[geo.Point]{}
	return p
}

// Listing flattens the public view of a profile. The location must already
// be that of the public view.
func (p Profile) Listing(id string, at Location) Listing {
	p = p.Public()
	l := Listing{
		ID:       id,
		Name:     p.Name.Value,
		AKA:      p.AKA,
		Address:  p.Address.Value,
		Withheld: p.Withheld.Value,
		Location: at,
		Phones:   p.lines(),
		Website:  p.Website.Value,
		Gone:     p.Gone,
		Origins:  p.origins(),
		Openings: p.rooms(),
		Hours:    p.Hours.Value,
		WalkIn:   p.walkIn(),
	}
	if p.Closed.Stated {
		l.Closed, l.ClosedUntil = p.Closed.Value, closedUntil(&p.Closed)
	}
	if p.Confirmed != nil {
		l.Confirmed = Origin{Source: p.Confirmed.Source, At: p.Confirmed.At.UTC()}
	}
	if len(p.Sources) > 0 {
		l.AsOf, l.Source = p.Sources[0].At, p.Sources[0].Source
	}
	l.Yes, l.No = p.answered(Yes), p.answered(No)
	return l
}

// lines lists the main number, then those for intake that differ from it.
func (p *Profile) lines() []Line {
	var lines []Line
	if p.Phone.Stated {
		lines = append(lines, Line{MainLine, p.Phone.Value})
	}
	for _, phone := range p.Intake.Value {
		if !slices.ContainsFunc(lines, func(l Line) bool { return l.Phone.same(phone) }) {
			lines = append(lines, Line{IntakeLine, phone})
		}
	}
	return lines
}

func (p *Profile) answered(answer Answer) Codes {
	codes := make([]string, 0, len(p.Codes))
	for code, fact := range p.Codes {
		if fact.Value == answer {
			codes = append(codes, code)
		}
	}
	return CodesOf(codes...)
}

// Answer is what the listing says about one service code.
func (l *Listing) Answer(code string) Answer {
	switch {
	case l.Yes.Has(code):
		return Yes
	case l.No.Has(code):
		return No
	}
	return Unknown
}
