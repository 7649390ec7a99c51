package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/steward"
)

const (
	addPath   = "/inbox/add"
	closureAt = listingPath + "/closed"
)

// The fields of the form that adds a place, by the messages that name them.
var addFields = []string{"name", "street", "city", "state", "zip", "phone", "website"}

const anotherField = "another"

// addPage is the form that adds a place.
type addPage struct {
	Fields []formField
	Alike  []sharer
	why
}

// formField is a field of a form with what was written into it.
type formField struct{ Name, Label, Value string }

func (addPage) name() string            { return "add-place" }
func (addPage) title(say speech) string { return say.Text("inbox.add") }

func (s *Server) placeRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, addPath, account.DecideListing, s.addForm},
		{fiber.MethodPost, addPath, account.DecideListing, s.addPlace},
		{fiber.MethodGet, closureAt, account.DecideListing, s.closureForm},
		{fiber.MethodPost, closureAt, account.DecideListing, s.setClosure},
	}
}

func (s *Server) addForm(c *fiber.Ctx, by gate.Actor) error {
	return s.showAdd(c, by, url.Values{}, nil, "")
}

func (s *Server) showAdd(c *fiber.Ctx, by gate.Actor, form url.Values, alike []facility.Listing, problem string) error {
	say := s.speech(c)
	p := addPage{why: why{form.Get(wordsField), steward.MaxWords, problem}}
	for _, name := range addFields {
		p.Fields = append(p.Fields, formField{name, say.Text("inbox.add." + name), form.Get(name)})
	}
	for _, l := range alike {
		p.Alike = append(p.Alike, sharer{say.path(facilityPath(l.ID)), l.Name.String(), strings.Join(addressLines(l.Address), ", ")})
	}
	return s.renderStaff(c, say, by, p)
}

// addPlace adds what the form describes, unless it may be here already.
func (s *Server) addPlace(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	var id string
	var alike []facility.Listing
	claims, err := placeClaims(form)
	if err == nil {
		id, alike, err = s.Staff.Stewards.AddPlace(c.UserContext(), by.Who(), claims, form.Get(wordsField), form.Get(anotherField) != "")
	}
	problem := s.speech(c).wordsProblem(err)
	if errors.Is(err, steward.ErrAlike) {
		problem = s.speech(c).Text("inbox.add.alike")
	}
	if problem != "" {
		c.Status(http.StatusBadRequest)
		return s.showAdd(c, by, form, alike, problem)
	}
	if err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(pathOf(listingPath, listingArg, id)), fiber.StatusSeeOther)
}

// placeClaims are what the form says of a place.
func placeClaims(form url.Values) (claims facility.Claims, err error) {
	get := func(name string) string { return strings.TrimSpace(form.Get(name)) }
	claims.Name = facility.Says(facility.Name{Name: get("name")})
	claims.Address = facility.Says(facility.Address{
		Street: get("street"), City: get("city"), State: strings.ToUpper(get("state")), ZIP: get("zip"),
	})
	if number := get("phone"); number != "" {
		phone, err := facility.ParsePhone(number)
		if err != nil {
			return claims, &facility.FieldError{Field: facility.FieldPhone, Err: err}
		}
		claims.Phone = facility.Says(phone)
	}
	if site := get("website"); site != "" {
		claims.Website = facility.Says(site)
	}
	return claims, nil
}

// closurePage is where a steward says whether a place is closed.
type closurePage struct {
	Place, Action, Back string
	Now, Said           string
	Choices             []option
	Until               string
	why
}

func (closurePage) name() string            { return "closure" }
func (closurePage) title(say speech) string { return say.Text("inbox.close") }

const closureField = "closure"

const (
	forGood = "for-good"
	forNow  = "for-now"
	reopen  = "reopen"
)

func (s *Server) closureForm(c *fiber.Ctx, by gate.Actor) error {
	return s.showClosure(c, by, url.Values{}, "")
}

func (s *Server) showClosure(c *fiber.Ctx, by gate.Actor, form url.Values, problem string) error {
	l, profile, err := s.ownListing(c, by, account.DecideListing)
	if err != nil {
		return err
	}
	say := s.speech(c)
	here := say.path(pathOf(listingPath, listingArg, l.ID))
	p := closurePage{
		Place: l.Name.String(), Action: here + "/closed", Back: here, Now: say.Text("inbox.close.open"), Until: form.Get(untilField),
		why: why{form.Get(wordsField), steward.MaxWords, problem},
	}
	if closure, closed := profile.ClosedAt(say.now); closed {
		p.Now = say.Text("inbox.close." + kindOfClosure(closure))
	}
	if profile.Closed.By != nil {
		p.Said = say.said(profile.Closed.By)
	}
	for _, choice := range []string{forGood, forNow, reopen} {
		p.Choices = append(p.Choices, option{choice, say.Text("inbox.close." + choice), choice == form.Get(closureField)})
	}
	return s.renderStaff(c, say, by, p)
}

func kindOfClosure(c facility.Closure) string {
	if c.ForGood {
		return forGood
	}
	return forNow
}

func (s *Server) setClosure(c *fiber.Ctx, by gate.Actor) error {
	l, _, err := s.ownListing(c, by, account.DecideListing)
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	err = steward.ErrNoChoice
	switch form.Get(closureField) {
	case forGood:
		err = s.Staff.Stewards.Closure(c.UserContext(), by.Who(), l.ID, &facility.Closure{ForGood: true}, form.Get(wordsField))
	case forNow:
		err = s.Staff.Stewards.Closure(c.UserContext(), by.Who(), l.ID, &facility.Closure{Until: form.Get(untilField)}, form.Get(wordsField))
	case reopen:
		err = s.Staff.Stewards.Closure(c.UserContext(), by.Who(), l.ID, nil, form.Get(wordsField))
	}
	if problem := s.speech(c).wordsProblem(err); problem != "" {
		c.Status(http.StatusBadRequest)
		return s.showClosure(c, by, form, problem)
	}
	if err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(pathOf(listingPath, listingArg, l.ID)), fiber.StatusSeeOther)
}
