package main

import (
	"context"
	"time"

	"haven/internal/account/gate"
	"haven/internal/account/provider"
	"haven/internal/audit"
	"haven/internal/checkin/reception"
	"haven/internal/config"
	"haven/internal/freshness/survey"
	"haven/internal/geo"
	"haven/internal/listing"
	"haven/internal/merge"
	"haven/internal/owner/registry"
	"haven/internal/referral/desk"
	"haven/internal/seal"
	"haven/internal/steward"
	"haven/internal/store"
	"haven/internal/tally"
	"haven/web"
)

// openStaff opens what people who sign in work with, after [openSealer] has
// seen to the master key.
func openStaff(ctx context.Context, c config.Config, s *store.Store) (*web.Staff, error) {
	file, _ := c.MasterKey()
	master, err := seal.ReadMaster(file)
	if err != nil {
		return nil, err
	}
	keys, err := gate.OpenKeys(ctx, s, master)
	if err != nil {
		return nil, err
	}
	lets := gate.New(s, keys, time.Now)
	d, err := openDesk(ctx, s, master, lets.Book(), time.Now)
	if err != nil {
		return nil, err
	}
	staff := &web.Staff{Gate: lets, Desk: d, Owners: registry.New(s, lets, keys, time.Now)}
	staff.Tally = tally.New(s, time.Now)
	staff.Reception = reception.New(s, listing.NewDirectory(s, geo.Default()), lets.Book(), keys, time.Now)
	staff.Stewards = steward.New(s, listing.NewDirectory(s, geo.Default()), lets.Book(), time.Now)
	staff.Stewards.Add(staff.Reception.Overdue())
	staff.Stewards.Add(staff.Owners.Claims())
	staff.Merges = merge.New(s, listing.NewDirectory(s, geo.Default()), lets.Book(), time.Now)
	staff.Stewards.Add(staff.Merges)
	staff.Stewards.Add(steward.Proposals(s))
	staff.Survey = survey.New(s, listing.NewDirectory(s, geo.Default()), time.Now)
	staff.Edits = listing.NewEditor(listing.NewDirectory(s, geo.Default()), lets.Book(), time.Now)
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

// openDesk opens the desk of a database at a clock.
func openDesk(ctx context.Context, s *store.Store, master seal.Master, book audit.Book, now func() time.Time) (*desk.Desk, error) {
	directory := listing.NewDirectory(s, geo.Default())
	return desk.New(ctx, s, master, book, directory.SayWith, now, desk.TakingBack(directory.UnsayWith))
}
