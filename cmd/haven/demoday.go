package main

import (
	"context"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/config"
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
}

// demoColleague is an agent beside the visitor, who cannot be visited.
const demoColleague = "colleague@demo.example"

// staffDemo makes the demo's helpline, whose staff need no password, and the
// cases of its last days.
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
	return workDemoDay(ctx, c, s, day.Helpline{Agent: agent, Colleague: colleague, Supervisor: supervisor})
}

// demoPerson is somebody of the demo's helpline.
func demoPerson(ctx context.Context, s *store.Store, g *gate.Gate, role account.Role, email string) (referral.Actor, error) {
	o, err := organisationOf(ctx, s, g, role, "Demo Helpline")
	if err != nil {
		return referral.Actor{}, err
	}
	if _, err := g.InviteByCommand(ctx, gate.Newcomer{Email: email, Role: role, Organisation: o}); err != nil {
		return referral.Actor{}, err
	}
	a, err := s.AccountOf(ctx, email)
	as := map[account.Role]referral.Role{account.Agent: referral.Agent, account.Supervisor: referral.Supervisor}
	return referral.Actor{Role: as[role], Org: o.ID, Person: a.ID}, err
}

// workDemoDay fills the demo's desk.
func workDemoDay(ctx context.Context, c config.Config, s *store.Store, who day.Helpline) error {
	file, _ := c.MasterKey()
	master, err := seal.ReadMaster(file)
	if err != nil {
		return err
	}
	keys, err := gate.OpenKeys(ctx, s, master)
	if err != nil {
		return err
	}
	var places []facility.Listing
	directory := listing.NewDirectory(s, geo.Default())
	err = directory.EachListing(ctx, false, func(l facility.Listing) error {
		places = append(places, l)
		return nil
	})
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
