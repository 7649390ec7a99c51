package web

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/referral/desk"
)

// Addresses of those who may invite. They hold ids alone.
const (
	peoplePath      = "/people"
	peopleOfPath    = "/people/:organisation"
	invitePath      = "/people/:organisation/invite"
	personPath      = "/person/:person"
	renewPath       = "/person/:person/renew"
	closePath       = "/person/:person/close"
	kindField       = "kind"
	nameField       = "name"
	organisationArg = "organisation"
	personArg       = "person"
)

// peoplePage is who belongs to an organisation.
type peoplePage struct {
	Organisation string
	People       []personLine
	Invite       string // where the form to invite goes
	Email        string
	Roles        []option            // to invite into; none where only its own supervisors do
	First        bool                // whether the first supervisor of somebody else's helpline is invited
	Others       []otherOrganisation // that an admin may choose; nil for everybody else
	Kinds        []option
	Problem      string
}

type personLine struct {
	Path, Email, Role, State string
	Own                      bool
}

type otherOrganisation struct{ Path, Name, Kind string }

func (peoplePage) name() string            { return "people" }
func (peoplePage) title(say speech) string { return say.Text("people.heading") }

// linkPage shows a one-time link, to be handed over. Nobody sees it again.
type linkPage struct {
	Address, Email, Back string
	Hours                int
}

func (linkPage) name() string            { return "link" }
func (linkPage) title(say speech) string { return say.Text("link.heading") }

func (s *Server) peopleRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, peoplePath, account.Invite, s.ownPeople},
		{fiber.MethodPost, peoplePath, account.Invite, s.addOrganisation},
		{fiber.MethodGet, peopleOfPath, account.Invite, s.peopleOf},
		{fiber.MethodPost, invitePath, account.Invite, s.invite},
		{fiber.MethodGet, personPath, account.Invite, s.person},
		{fiber.MethodPost, renewPath, account.Invite, s.renew},
		{fiber.MethodPost, closePath, account.Disable, s.closeAccount},
	}
}

func pathOf(pattern, arg, id string) string { return strings.Replace(pattern, ":"+arg, id, 1) }

// hiddenFrom answers to what is another's as to what is not there.
func hiddenFrom(err error) error {
	if errors.Is(err, gate.ErrForbidden) {
		return desk.ErrNotFound
	}
	return err
}

func (s *Server) ownPeople(c *fiber.Ctx, by gate.Actor) error {
	return s.showPeople(c, by, by.User.Organisation.ID, peoplePage{})
}

func (s *Server) peopleOf(c *fiber.Ctx, by gate.Actor) error {
	return s.showPeople(c, by, c.Params(organisationArg), peoplePage{})
}

// showPeople adds to a page, which may hold what was refused, who is there.
func (s *Server) showPeople(c *fiber.Ctx, by gate.Actor, id string, p peoplePage) error {
	of, people, err := s.Staff.Gate.People(c.UserContext(), by, id)
	if err != nil {
		return hiddenFrom(err)
	}
	say := s.speech(c)
	p.Organisation, p.Invite = of.Name, say.path(pathOf(invitePath, organisationArg, of.ID))
	for _, person := range people {
		p.People = append(p.People, say.personLine(person, by))
	}
	p.First = account.IsOutside(by.User, of)
	roles, err := s.Staff.Gate.RolesToGive(c.UserContext(), by, of)
	if err != nil {
		return err
	}
	for _, role := range roles {
		p.Roles = append(p.Roles, option{Value: string(role), Label: say.role(role)})
	}
	if err := s.addOrganisations(c.UserContext(), say, by, &p); err != nil {
		return err
	}
	return s.renderStaff(c, say, by, p)
}

func (say speech) personLine(p account.Person, by gate.Actor) personLine {
	return personLine{
		Path: say.path(pathOf(personPath, personArg, p.ID)), Email: p.Email, Role: say.role(p.Role),
		State: say.Text("person.state." + string(p.State())), Own: p.ID == by.User.ID,
	}
}

// addOrganisations adds what an admin may choose from.
func (s *Server) addOrganisations(ctx context.Context, say speech, by gate.Actor, p *peoplePage) error {
	if !mayInviteEverywhere(by.User) {
		return nil
	}
	all, err := s.Staff.Gate.Organisations(ctx, by)
	for _, o := range all {
		p.Others = append(p.Others, otherOrganisation{say.path(pathOf(peopleOfPath, organisationArg, o.ID)), o.Name, say.kind(o.Kind)})
	}
	for _, kind := range account.Kinds() {
		p.Kinds = append(p.Kinds, option{Value: string(kind), Label: say.kind(kind)})
	}
	return err
}

func (say speech) kind(k account.Kind) string { return say.Text("kind." + string(k)) }

// mayInviteEverywhere: no organisation has the id "", so a right that is there
// for it goes everywhere.
func mayInviteEverywhere(u account.User) bool { return account.May(u, account.Invite, "") }

// addOrganisation leads to the people of a new organisation: none yet.
func (s *Server) addOrganisation(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	say := s.speech(c)
	made, err := s.Staff.Gate.AddOrganisation(c.UserContext(), by, account.Kind(form.Get(kindField)), form.Get(nameField))
	var problem string
	switch {
	case errors.Is(err, gate.ErrName):
		problem = say.Text("organisation.name-wrong")
	case errors.Is(err, gate.ErrNameTaken):
		problem = say.Text("organisation.name-taken")
	case err != nil:
		return hiddenFrom(err)
	default:
		return c.Redirect(say.path(pathOf(peopleOfPath, organisationArg, made.ID)), fiber.StatusSeeOther)
	}
	c.Status(http.StatusBadRequest)
	return s.showPeople(c, by, by.User.Organisation.ID, peoplePage{Problem: problem})
}

// invite answers with the link itself: no address leads to it again.
func (s *Server) invite(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	id, email := c.Params(organisationArg), form.Get(emailField)
	of, _, err := s.Staff.Gate.People(c.UserContext(), by, id)
	if err != nil {
		return hiddenFrom(err)
	}
	token, err := s.Staff.Gate.Invite(c.UserContext(), by, gate.Newcomer{Email: email, Role: account.Role(form.Get(roleField)), Organisation: of})
	if problem := s.speech(c).inviteProblem(err); problem != "" {
		c.Status(http.StatusBadRequest)
		return s.showPeople(c, by, id, peoplePage{Email: email, Problem: problem})
	}
	if err != nil {
		return err
	}
	return s.handOverLink(c, by, token, email, pathOf(peopleOfPath, organisationArg, id))
}

// inviteProblem is what is wrong with an invitation, "" for other errors. That
// an e-mail has an account does not say where: another organisation's people
// are its own affair.
func (say speech) inviteProblem(err error) string {
	switch {
	case errors.Is(err, gate.ErrTaken):
		return say.Text("invite.taken")
	case errors.Is(err, account.ErrEmail):
		return say.Text("invite.email")
	case errors.Is(err, gate.ErrFirstWaits):
		return say.Text("invite.first-waits")
	case errors.Is(err, gate.ErrForbidden):
		return say.Text("invite.role")
	}
	return ""
}

func (s *Server) handOverLink(c *fiber.Ctx, by gate.Actor, token, email, back string) error {
	say := s.speech(c)
	return s.renderStaff(c, say, by, linkPage{
		Address: s.BaseURL + say.path(joinAddress(token)), Email: email, Back: say.path(back),
		Hours: int(account.LinkLasts / time.Hour),
	})
}
