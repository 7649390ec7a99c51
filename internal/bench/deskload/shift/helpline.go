package shift

import (
	"context"
	"fmt"
	"slices"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/demo"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/seal"
	"haven/internal/store"
)

// Helpline is a helpline with a directory and people who are signed in.
type Helpline struct {
	Agents     []string // tokens of their sessions
	supervisor string
	ZIPs       []string // of the places in the directory
}

// Hire makes a directory of fictional places and a helpline with some agents and
// a supervisor, in a fresh database and before the server is started. Its master
// key is made at keyFile.
func Hire(ctx context.Context, database, keyFile string, places, agents int) (*Helpline, error) {
	s, err := store.Open(ctx, database)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	master, err := seal.MakeMaster(keyFile)
	if err != nil {
		return nil, err
	}
	h := &Helpline{}
	if h.ZIPs, err = furnish(ctx, s, places); err != nil {
		return nil, err
	}
	keys, err := gate.OpenKeys(ctx, s, master)
	if err != nil {
		return nil, err
	}
	return h, h.signIn(ctx, s, gate.New(s, keys, time.Now), agents)
}

// furnish imports the demo's places and returns their ZIP codes.
func furnish(ctx context.Context, s *store.Store, places int) (zips []string, err error) {
	published := time.Now().AddDate(0, -6, 0)
	_, err = ingest.Run(ctx, demo.New(places, 1, published), "", ingest.Options{
		Store: s, Places: geo.Default(), Now: time.Now, Published: published,
	})
	if err != nil {
		return nil, fmt.Errorf("make a directory: %w", err)
	}
	err = listing.NewDirectory(s, geo.Default()).EachListing(ctx, false, func(l facility.Listing) error {
		zips = append(zips, l.Address.ZIP)
		return nil
	})
	slices.Sort(zips)
	return slices.DeleteFunc(slices.Compact(zips), func(zip string) bool { return zip == "" }), err
}

// signIn makes accounts and begins their sessions. Nobody waits for passwords
// to be hashed, which is no action of the desk.
func (h *Helpline) signIn(ctx context.Context, s *store.Store, g *gate.Gate, agents int) error {
	line := account.Organisation{ID: s.NewID(), Kind: account.Helpline, Name: "Load Helpline"}
	if err := s.AddOrganisation(ctx, line, g.Book().Note(audit.Command, "organisation.added", "organisation:"+line.ID)); err != nil {
		return err
	}
	enter := func(email string, role account.Role) (string, error) {
		if _, err := g.InviteByCommand(ctx, gate.Newcomer{Email: email, Role: role, Organisation: line}); err != nil {
			return "", err
		}
		ticket, err := g.EnterByCommand(ctx, email)
		return ticket.Token, err
	}
	for i := range agents {
		token, err := enter(fmt.Sprintf("agent%d@load.example", i+1), account.Agent)
		if err != nil {
			return err
		}
		h.Agents = append(h.Agents, token)
	}
	var err error
	h.supervisor, err = enter("supervisor@load.example", account.Supervisor)
	return err
}
