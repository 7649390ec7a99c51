package main

import (
	"context"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/account/provider"
	"haven/internal/config"
	"haven/internal/geo"
	"haven/internal/listing"
	"haven/internal/referral/desk"
	"haven/internal/seal"
	"haven/internal/store"
	"haven/web"
)

// openStaff opens what people who sign in work with, after [openSealer] has
// seen to the master key.
func openStaff(ctx context.Context, c config.Config, s *store.Store) (*web.Staff, error) {
	file, _ := c.MasterKey()
	keys, err := account.ReadKeys(file)
	if err != nil {
		return nil, err
	}
	master, err := seal.ReadMaster(file)
	if err != nil {
		return nil, err
	}
	directory := listing.NewDirectory(s, geo.Default())
	lets := gate.New(s, keys, time.Now)
	d, err := desk.New(ctx, s, master, lets.Book(), directory.Say, time.Now, desk.TakingBack(directory.Unsay))
	if err != nil {
		return nil, err
	}
	staff := &web.Staff{Gate: lets, Desk: d}
	return staff, sendWith(staff, c.Sending)
}

// providerOf is the OpenID Connect provider that leads back to this site, nil
// for none.
func providerOf(c config.Config) *provider.Provider {
	o := c.OIDC
	if o.Issuer == "" {
		return nil
	}
	return provider.New(provider.Settings{
		Issuer: o.Issuer, ClientID: o.ClientID, ClientSecret: o.ClientSecret,
		Organisation: o.Organisation, SecondFactors: o.Trusted(),
	}, c.BaseURL+web.ProviderBackPath, time.Now)
}

// demoStaff are the people a visitor of the demo can be, by role.
var demoStaff = map[account.Role]string{
	account.Agent:      "agent@demo.example",
	account.Supervisor: "supervisor@demo.example",
}

// inviteToDemo makes the demo's helpline, whose staff need no password.
func inviteToDemo(ctx context.Context, s *store.Store, staff *web.Staff) error {
	for role, email := range demoStaff {
		o, err := organisationOf(ctx, s, staff.Gate, role, "Demo Helpline")
		if err != nil {
			return err
		}
		if _, err := staff.Gate.InviteByCommand(ctx, gate.Newcomer{Email: email, Role: role, Organisation: o}); err != nil {
			return err
		}
	}
	staff.Enter = func(ctx context.Context, role account.Role) (gate.Ticket, error) {
		return staff.Gate.EnterByCommand(ctx, demoStaff[role])
	}
	return nil
}
