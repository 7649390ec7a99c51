package main

import (
	"context"
	"crypto/rand"
	"net/netip"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/config"
	"haven/internal/demo"
	"haven/internal/demo/day"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/listing"
	"haven/internal/referral"
	"haven/internal/seal"
	"haven/internal/store"
	"haven/web"
)

// demoStaff are the people a visitor of the demo can be, by role.
var demoStaff = map[account.Role]string{
	account.Agent:      "agent@demo.example",
	account.Supervisor: "supervisor@demo.example",
	account.Facility:   "facility@demo.example",
	account.Steward:    "steward@demo.example",
}

// demoColleague is an agent beside the visitor, who cannot be visited.
const demoColleague = "colleague@demo.example"

// staffDemo makes the demo's helpline, whose staff need no password, the cases
// of its last days, a steward and an owner of places.
func staffDemo(ctx context.Context, c config.Config, s *store.Store, staff *web.Staff) error {
	agent, err := demoPerson(ctx, s, staff.Gate, account.Agent, demoStaff[account.Agent])
	if err != nil {
		return err
	}
	supervisor, err := demoPerson(ctx, s, staff.Gate, account.Supervisor, demoStaff[account.Supervisor])
	if err != nil {
		return err
	}
	colleague, err := demoPerson(ctx, s, staff.Gate, account.Agent, demoColleague)
	if err != nil {
		return err
	}
	staff.Enter = func(ctx context.Context, role account.Role) (gate.Ticket, error) {
		return staff.Gate.EnterByCommand(ctx, demoStaff[role])
	}
	places, err := demoListings(ctx, s)
	if err != nil {
		return err
	}
	if err := tellOfDemo(ctx, s, places); err != nil {
		return err
	}
	if err := facilitiesOfDemo(ctx, s, staff, places); err != nil {
		return err
	}
	if err := workDemoDay(ctx, c, s, day.Helpline{Agent: agent, Colleague: colleague, Supervisor: supervisor}, places); err != nil {
		return err
	}
	return countDemo(ctx, s, staff, places)
}

// demoOwnedNear is the town where the demo's facility speaks for the places that
// the helpline asks.
const demoOwnedNear = "Atlanta, GA"

// facilitiesOfDemo gives the demo a steward, and an owner of some places.
func facilitiesOfDemo(ctx context.Context, s *store.Store, staff *web.Staff, places []facility.Listing) error {
	if _, err := demoPerson(ctx, s, staff.Gate, account.Steward, demoStaff[account.Steward]); err != nil {
		return err
	}
	who, err := demoPerson(ctx, s, staff.Gate, account.Facility, demoStaff[account.Facility])
	if err != nil {
		return err
	}
	own, err := day.Asked(places, geo.Default(), demoOwnedNear)
	if err != nil {
		return err
	}
	for _, place := range own {
		if err := staff.Owners.Give(ctx, place, who.Org); err != nil {
			return err
		}
	}
	return mattersOfDemo(ctx, s, staff, own, places, who)
}

// tellOfDemo lets places of the demo say what holds for a while only.
func tellOfDemo(ctx context.Context, s *store.Store, places []facility.Listing) error {
	directory := listing.NewDirectory(s, geo.Default())
	for _, said := range demo.Told(places, demoSeed, time.Now()) {
		if _, err := directory.Say(ctx, said.Listing, said.Statement); err != nil {
			return err
		}
	}
	return nil
}

// demoOrganisations are where the demo's people belong, by kind.
var demoOrganisations = map[account.Kind]string{
	account.Helpline: "Demo Helpline",
	account.Owner:    "Demo Care Group",
	account.Operator: "Demo Operator",
}

// demoPerson is somebody of the demo.
func demoPerson(ctx context.Context, s *store.Store, g *gate.Gate, role account.Role, email string) (referral.Actor, error) {
	o, err := organisationOf(ctx, s, g, role, demoOrganisations[role.Kind()])
	if err != nil {
		return referral.Actor{}, err
	}
	token, err := g.InviteByCommand(ctx, gate.Newcomer{Email: email, Role: role, Organisation: o})
	if err != nil {
		return referral.Actor{}, err
	}
	// With a password that nobody knows: they come in by a press.
	if _, err := g.Join(ctx, token, rand.Text(), netip.IPv6Loopback()); err != nil {
		return referral.Actor{}, err
	}
	a, err := s.AccountOf(ctx, email)
	as := map[account.Role]referral.Role{account.Agent: referral.Agent, account.Supervisor: referral.Supervisor}
	return referral.Actor{Role: as[role], Org: o.ID, Person: a.ID}, err
}

// workDemoDay fills the demo's desk.
func workDemoDay(ctx context.Context, c config.Config, s *store.Store, who day.Helpline, places []facility.Listing) error {
	file, _ := c.MasterKey()
	master, err := seal.ReadMaster(file)
	if err != nil {
		return err
	}
	keys, err := gate.OpenKeys(ctx, s, master)
	if err != nil {
		return err
	}
	clock := &day.Clock{}
	d, err := openDesk(ctx, s, master, gate.New(s, keys, clock.Now).Book(), clock.Now)
	if err != nil {
		return err
	}
	return day.Work(ctx, d, clock, who, places, geo.Default(), time.Now().Truncate(time.Minute))
}

// demoListings are the places that the demo's helpline knows.
func demoListings(ctx context.Context, s *store.Store) ([]facility.Listing, error) {
	var places []facility.Listing
	err := listing.NewDirectory(s, geo.Default()).EachListing(ctx, false, func(l facility.Listing) error {
		places = append(places, l)
		return nil
	})
	return places, err
}
