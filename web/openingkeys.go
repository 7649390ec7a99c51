package web

import (
	"errors"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/checkin"
	"haven/internal/checkin/reception"
)

// Where keys are made for programs that tell a place's openings, and ended.
const (
	keysPath   = listingPath + "/keys"
	endKeyPath = keysPath + "/:key/end"
)

// keysPage is the keys of a place.
type keysPage struct {
	Name, Back, Action string
	Address            string // that a program puts its numbers to
	Fresh              string // a key that was just made: nobody can look it up later
	Keys               []keyMade
	May                bool // whether there can be one more
	Most               int
	Problem            string
}

// keyMade is a key as it can be told apart.
type keyMade struct{ Made, Used, End string }

func (keysPage) name() string            { return "opening-keys" }
func (keysPage) title(say speech) string { return say.Text("opening-key.openings") }

func (s *Server) keys(c *fiber.Ctx, by gate.Actor) error { return s.showKeys(c, by, "", "") }

func (s *Server) showKeys(c *fiber.Ctx, by gate.Actor, fresh, problem string) error {
	l, profile, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	made, err := s.Staff.Reception.Keys(c.UserContext(), l.ID)
	if err != nil {
		return err
	}
	say, zone := s.speech(c), zoneOf(l, profile.Hours.Value)
	p := keysPage{
		Name: l.Name.String(), Back: say.path(pathOf(openingsPath, listingArg, l.ID)), Action: say.path(pathOf(keysPath, listingArg, l.ID)),
		Address: s.BaseURL + "/api/v1/facilities/" + l.ID + "/openings", Fresh: fresh, Problem: problem,
		May: by.User.Role == account.Facility && len(made) < checkin.MaxKeys, Most: checkin.MaxKeys,
	}
	for _, k := range made {
		key := keyMade{Made: say.timeThere(k.Made, zone), End: say.path(pathOf(pathOf(endKeyPath, "key", k.ID), listingArg, l.ID))}
		if !k.Used.IsZero() {
			key.Used = say.timeThere(k.Used, zone)
		}
		p.Keys = append(p.Keys, key)
	}
	return s.renderStaff(c, say, by, p)
}

// makeKey makes a key and shows it, once.
func (s *Server) makeKey(c *fiber.Ctx, by gate.Actor) error {
	l, _, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	key, err := s.Staff.Reception.MakeKey(c.UserContext(), by, l.ID)
	say := s.speech(c)
	switch {
	case errors.Is(err, reception.ErrKeys):
		c.Status(http.StatusConflict)
		return s.showKeys(c, by, "", say.Text("opening-key.most", checkin.MaxKeys))
	case errors.Is(err, reception.ErrUnowned):
		c.Status(http.StatusConflict)
		return s.showKeys(c, by, "", say.Text("opening-key.unowned"))
	case err != nil:
		return err
	}
	return s.showKeys(c, by, key, "")
}

func (s *Server) endKey(c *fiber.Ctx, by gate.Actor) error {
	l, _, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	if err := s.Staff.Reception.EndKey(c.UserContext(), by, l.ID, c.Params("key")); err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(pathOf(keysPath, listingArg, l.ID)), fiber.StatusSeeOther)
}
