package main

import (
	"context"
	"net/netip"
	"time"

	"haven/internal/audit"
	"haven/internal/demo/day"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/listing"
	"haven/internal/owner"
	"haven/internal/owner/registry"
	"haven/internal/referral"
	"haven/internal/store"
	"haven/web"
)

// demoDoubtedNear is the town whose places visitors and claimants write about.
const demoDoubtedNear = "Phoenix, AZ"

// demoReports are what visitors say is wrong with places there, the newest first.
var demoReports = []struct {
	ago    time.Duration
	reason facility.Reason
	words  string
}{
	{2 * time.Hour, facility.WrongNumber, "It rings at a dentist's. They say it has been like that for weeks."},
	{26 * time.Hour, facility.NotOffered, "Llamé y ya no dan buprenorfina."},
	{75 * time.Hour, facility.Moved, ""},
}

// mattersOfDemo gives stewards something to decide: what visitors report, a
// change of the demo's own facility, and somebody's claim. What sources disagree
// on comes with the register.
func mattersOfDemo(ctx context.Context, s *store.Store, staff *web.Staff, own []string, places []facility.Listing, by referral.Actor) error {
	directory := listing.NewDirectory(s, geo.Default())
	doubted, err := day.Asked(places, geo.Default(), demoDoubtedNear)
	if err != nil {
		return err
	}
	for i, r := range demoReports {
		said, err := facility.NewReport(doubted[i%len(doubted)], r.reason, r.words, time.Now().Add(-r.ago))
		if err != nil {
			return err
		}
		if err := directory.Report(ctx, said); err != nil {
			return err
		}
	}
	if _, err := staff.Edits.Edit(ctx, listing.Edit{
		Listing: own[0], By: audit.Who{Account: by.Person, Organisation: by.Org}, Why: "We have a new line since Monday.",
		Claims: facility.Claims{Phone: facility.Says(facility.Phone{E164: "+14045550198"})},
	}); err != nil {
		return err
	}
	_, err = staff.Owners.Ask(ctx, registry.Application{From: netip.IPv6Loopback(), Claim: owner.Claim{
		Listing: doubted[0], Way: owner.BySteward, Email: "director@canyon.example", Name: "Canyon Care",
		Words: "I am the new director. The state's licence names me since June.",
	}})
	return err
}
