package demo

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"time"

	"haven/internal/facility"
)

// Saying is what one of the demo's places says of itself.
type Saying struct {
	Listing   string
	Statement facility.Statement
}

// Shares of the places that say something of themselves.
const (
	countRoom   = 0.15 // how much room they have, and some other facts
	saySame     = 0.05 // that nothing has changed
	sayClosed   = 0.002
	yesterdays  = 0.2 // of those that count room: not since yesterday
	withoutRoom = 0.35
	walksIn     = 0.5
)

// Told is what some of the made-up places said of themselves in the weeks before
// now, so that a demo shows openings, some of them of yesterday, and places that
// confirmed what a directory says. The same seed and places give the same.
func Told(places []facility.Listing, seed uint64, now time.Time) []Saying {
	r := rand.New(rand.NewPCG(seed, 1))
	places = slices.Clone(places)
	slices.SortFunc(places, func(a, b facility.Listing) int {
		return cmp.Or(cmp.Compare(a.Name.String(), b.Name.String()), cmp.Compare(a.Address.ZIP, b.Address.ZIP), cmp.Compare(a.ID, b.ID))
	})
	var all []Saying
	for i := range places {
		if claims, ago := said(r, &places[i]); ago > 0 {
			all = append(all, Saying{places[i].ID, facility.Statement{
				Source: facility.SourceItself, Series: facility.SourceItself, At: now.Add(-ago).Truncate(time.Second), Rank: facility.RankFacility, Claims: claims,
			}})
		}
	}
	return all
}

// said is what one place says and how long ago; 0 if it says nothing.
func said(r *rand.Rand, l *facility.Listing) (claims facility.Claims, ago time.Duration) {
	hours := func(most int) time.Duration { return time.Duration(1+r.IntN(60*most)) * time.Minute }
	kinds := countedBy(l)
	switch share := r.Float64(); {
	case share < sayClosed:
		return facility.Claims{Closed: facility.Says(facility.Closure{})}, hours(24 * 9)
	case share < sayClosed+saySame:
		return facility.Claims{Confirms: []facility.Field{facility.AllFields}}, hours(24 * 60)
	case share > sayClosed+saySame+countRoom || len(kinds) == 0:
		return claims, 0
	}
	claims.Openings = facility.Openings{}
	for _, kind := range kinds {
		claims.Openings[kind] = room(r)
	}
	if l.Answer("OP") == facility.Yes && happens(r, walksIn) {
		claims.WalkIn = facility.Says(true)
	}
	if happens(r, 0.5) {
		claims.Confirms = []facility.Field{facility.AllFields}
	}
	ago = hours(9)
	if happens(r, yesterdays) {
		ago += 24 * time.Hour
	}
	return claims, ago
}

// countedBy are the kinds of openings that a place has by what it offers, three
// at most.
func countedBy(l *facility.Listing) []facility.OpeningKind {
	yes := func(code string) bool { return l.Answer(code) == facility.Yes }
	var kinds []facility.OpeningKind
	for _, offer := range []struct {
		there bool
		kind  facility.OpeningKind
	}{
		{yes("DT"), facility.DetoxBeds},
		{yes("RES") && !yes("FEM"), facility.ResidentialMen},
		{yes("RES") && !yes("MALE"), facility.ResidentialWomen},
		{yes("RES") && yes("MALE") && yes("FEM"), facility.ResidentialBeds},
		{yes("OTP"), facility.OpioidTreatmentIntakes},
		{yes("OP"), facility.OutpatientAppointments},
	} {
		if offer.there && len(kinds) < 3 {
			kinds = append(kinds, offer.kind)
		}
	}
	return kinds
}

func room(r *rand.Rand) facility.Opening {
	if happens(r, withoutRoom) {
		return facility.Opening{WaitlistDays: 3 + r.IntN(20)}
	}
	o := facility.Opening{Open: 1 + r.IntN(6)}
	if happens(r, 0.5) {
		o.Total = o.Open + 4 + r.IntN(20)
	}
	return o
}
