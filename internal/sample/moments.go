package sample

import (
	"time"

	"haven/internal/facility"
)

// ToldAt is when places told what [Telling] says.
var ToldAt = Now.Add(-3 * time.Hour)

// Telling are the samples on a day on which some told what holds for a while
// only: Chattahoochee has room, Grant Park is full, Five Points takes people
// without an appointment.
func Telling() []Place {
	told := map[string]facility.Claims{
		Chattahoochee: {Openings: facility.Openings{
			facility.DetoxBeds:      {Open: 2, Total: 12},
			facility.ResidentialMen: {Open: 0, WaitlistDays: 9},
		}},
		GrantPark:  {Openings: facility.Openings{facility.ResidentialWomen: {Open: 0}}},
		FivePoints: {WalkIn: facility.Says(true), Confirms: []facility.Field{facility.FieldPhone}},
	}
	places := Places()
	for i := range places {
		if claims, ok := told[places[i].ID]; ok {
			said := itself(places[i].ID, claims)
			said.At = ToldAt
			places[i].Statements = append(places[i].Statements, said)
		}
	}
	return places
}

// ListingsOf are places as listings.
func ListingsOf(places []Place) []facility.Listing {
	var listings []facility.Listing
	for _, p := range places {
		listings = append(listings, p.Listing())
	}
	return listings
}
