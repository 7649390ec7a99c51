package web

import (
	"context"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/ask"
	"haven/internal/referral"
)

// casesPath is where cases are opened, and below it each of them is.
const casesPath = "/desk/case"

// casePath is the address of a case, without the language. Its id tells nothing.
func casePath(id string) string { return casesPath + "/" + id }

// casePage is one screen for a call: the search, what it found, and what is
// kept of the case.
type casePage struct {
	Code      *newCode // once, when the case was opened
	Problem   string   // with what was sent
	Path      string
	Opened    moment
	EraseAt   string
	On        []string // who is on the case
	MayErase  bool
	Search    deskSearch
	Picks     []pick
	ListName  string
	Notes     textForm
	Words     textForm
	Facts     factsForm
	Contact   factsForm
	Consents  consentsPart
	Referrals referralsPart
	HandOver  handOverPart
	Calls     callsPart
	FollowUps followUpsPart
	History   []happening
	Keys      []shortcut
}

func (casePage) name() string            { return "case" }
func (casePage) title(say speech) string { return say.Text("case.heading") }

func (s *Server) caseRoutes() []staffRoute {
	one := casePath(":case")
	return []staffRoute{
		{fiber.MethodGet, casesPath, account.OpenCase, s.toDesk},
		{fiber.MethodPost, casesPath, account.OpenCase, s.openCase},
		{fiber.MethodPost, soughtPath + "/case", account.OpenCase, s.openCaseFrom},
		{fiber.MethodGet, one, account.ReadCase, s.showCase},
		{fiber.MethodPost, one + "/search", account.ChangeCase, s.searchCase},
		{fiber.MethodPost, one + "/picks", account.ChangeCase, s.pickPlace},
		{fiber.MethodPost, one + "/text", account.ChangeCase, s.writeText},
		{fiber.MethodPost, one + "/facts", account.ChangeCase, s.changeFacts},
		{fiber.MethodPost, one + "/consent", account.ChangeCase, s.agree},
		{fiber.MethodPost, one + "/withdraw", account.ChangeCase, s.withdraw},
		{fiber.MethodGet, one + "/erase", account.EraseCase, s.eraseForm},
		{fiber.MethodPost, one + "/erase", account.EraseCase, s.erase},
	}
}

func (s *Server) showCase(c *fiber.Ctx, by gate.Actor) error {
	found, err := s.caseOf(c, by)
	if err != nil {
		return err
	}
	return s.answerWithCase(c, s.speech(c), by, found, func(*casePage) {})
}

// caseOf is the case in the address asked for.
func (s *Server) caseOf(c *fiber.Ctx, by gate.Actor) (referral.Case, error) {
	return s.Staff.Desk.Case(c.UserContext(), atDesk(by), c.Params("case"))
}

// toCase leads back to the page of the case in the address.
func (s *Server) toCase(c *fiber.Ctx, fragment string) error {
	return c.Redirect(s.speech(c).path(casePath(c.Params("case")))+fragment, fiber.StatusSeeOther)
}

func (s *Server) answerWithCase(c *fiber.Ctx, say speech, by gate.Actor, of referral.Case, change func(*casePage)) error {
	say.here = casePath(of.ID)
	page, err := s.casePage(c.UserContext(), say, by, of)
	if err != nil {
		return err
	}
	change(&page)
	return s.renderStaff(c, say, by, page)
}

func (s *Server) casePage(ctx context.Context, say speech, by gate.Actor, c referral.Case) (casePage, error) {
	at, err := s.atCase(ctx, say, by, c)
	if err != nil {
		return casePage{}, err
	}
	p := casePage{
		Path: at.Path, Opened: say.moment(c.Opened), EraseAt: say.Date(c.EraseAt),
		MayErase: account.May(by.User, account.EraseCase, c.Helpline),
		Picks:    at.Listed, ListName: say.Count("picks.heading", len(at.Listed)),
		Notes: at.textForm(referral.TextNotes), Words: at.textForm(referral.TextWords),
		Facts: at.factsForm(factFields), Contact: at.factsForm(contactFields),
		Keys: shortcuts,
	}
	if p.Search, err = s.caseSearch(ctx, at); err != nil {
		return casePage{}, err
	}
	at.addConsents(&p)
	if err := s.addPeople(ctx, at, &p); err != nil {
		return casePage{}, err
	}
	err = s.addParts(ctx, at, &p)
	return p, err
}

// sought is what was searched for last in a case; nil for nothing yet.
func (at atCase) sought() (*ask.Request, error) {
	t, found := at.Texts[referral.TextSearch]
	if !found {
		return nil, nil
	}
	values, err := url.ParseQuery(t.Words)
	if err != nil {
		return nil, err
	}
	r, err := ask.RequestOf(ask.Values(values))
	return &r, err
}

// addParts adds what stands in files of its own.
func (s *Server) addParts(ctx context.Context, at atCase, p *casePage) (err error) {
	p.Referrals = at.referralsPart()
	if p.HandOver, err = s.handOverPart(ctx, at); err != nil {
		return err
	}
	if p.Calls, err = s.callsPart(ctx, at); err != nil {
		return err
	}
	p.FollowUps, err = s.followUpsPart(ctx, at)
	return err
}
