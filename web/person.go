package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
)

// personPage is a colleague's account, with what may be done about it.
type personPage struct {
	personLine
	Organisation, Back string
	Renew, Close       string // where the forms go, "" for what may not be done
	Invited            bool
}

func (personPage) name() string            { return "person" }
func (personPage) title(say speech) string { return say.Text("person.heading") }

func (s *Server) person(c *fiber.Ctx, by gate.Actor) error {
	p, err := s.Staff.Gate.Person(c.UserContext(), by, c.Params(personArg))
	if err != nil {
		return hiddenFrom(err)
	}
	may := s.Staff.Gate.MayManage(c.UserContext(), by, p.ID)
	if may != nil && !errors.Is(may, gate.ErrForbidden) {
		return may
	}
	say := s.speech(c)
	return s.renderStaff(c, say, by, newPerson(say, p, by, may == nil))
}

func newPerson(say speech, p account.Person, by gate.Actor, mayManage bool) personPage {
	page := personPage{
		personLine: say.personLine(p, by), Organisation: p.Organisation.Name, Invited: p.State() == account.Invited,
		Back: say.path(pathOf(peopleOfPath, organisationArg, p.Organisation.ID)),
	}
	if mayManage {
		page.Renew = say.path(pathOf(renewPath, personArg, p.ID))
		page.Close = say.path(pathOf(closePath, personArg, p.ID))
	}
	return page
}

// renew answers with the new link itself: no address leads to it again.
func (s *Server) renew(c *fiber.Ctx, by gate.Actor) error {
	p, err := s.Staff.Gate.Person(c.UserContext(), by, c.Params(personArg))
	if err != nil {
		return hiddenFrom(err)
	}
	token, err := s.Staff.Gate.Renew(c.UserContext(), by, p.ID)
	if err != nil {
		return hiddenFrom(err)
	}
	return s.handOverLink(c, by, token, p.Email, pathOf(peopleOfPath, organisationArg, p.Organisation.ID))
}

func (s *Server) closeAccount(c *fiber.Ctx, by gate.Actor) error {
	p, err := s.Staff.Gate.Person(c.UserContext(), by, c.Params(personArg))
	if err != nil {
		return hiddenFrom(err)
	}
	if err := s.Staff.Gate.Disable(c.UserContext(), by, p.ID); err != nil {
		return hiddenFrom(err)
	}
	return c.Redirect(s.speech(c).path(pathOf(peopleOfPath, organisationArg, p.Organisation.ID)), fiber.StatusSeeOther)
}
