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
	"haven/internal/httpx"
	"haven/internal/owner"
	"haven/internal/owner/registry"
)

// Addresses of whoever says that a place is theirs. A token leads to their
// claim, and to nobody else's.
const (
	claimPath     = "/claim/:id"
	claimCodePath = "/claim/code/:token"
)

// organisationField is the name of a claimant's organisation.
const organisationField = "organisation"

// claimRate is more than one office claims at once; what is kept beyond
// restarts is counted in the registry.
var claimRate = httpx.Rate{PerSecond: 0.2, Burst: 40}

// claimPage asks who says that a place is theirs, and how they prove it.
type claimPage struct {
	Name, Address, Action string
	Ways                  []option
	Email, Organisation   string
	Known                 bool // they are signed in
	Words                 string
	Most                  int
	Problem               string
}

func (claimPage) name() string            { return "claim" }
func (claimPage) title(say speech) string { return say.Text("claim.heading") }

func (s *Server) claimRoutes() []entryRoute {
	return []entryRoute{
		{fiber.MethodGet, claimPath, s.claimForm},
		{fiber.MethodPost, claimPath, s.claim},
		{fiber.MethodGet, claimCodePath, s.claimState},
		{fiber.MethodPost, claimCodePath, s.enterClaimCode},
	}
}

// claims adds the pages of claimants. own refuses forms of other sites.
func (s *Server) claims(r fiber.Router, own fiber.Handler) {
	limit := httpx.Limit(claimRate)
	for _, route := range s.claimRoutes() {
		r.Add(route.method, route.path, limit, own, s.atEntrance(route.handle))
	}
}

// claimant is who is signed in for a facility, nil for anybody else.
func (s *Server) claimant(c *fiber.Ctx) (*gate.Actor, error) {
	by, err := s.Staff.Gate.Actor(c.UserContext(), s.sessions.Token(c), httpx.Client(c))
	if errors.Is(err, gate.ErrSignedOut) || err == nil && by.User.Role != account.Facility {
		return nil, nil
	}
	return &by, err
}

func (s *Server) claimForm(c *fiber.Ctx) error { return s.askClaim(c, owner.Claim{}, "") }

// askClaim shows the form, with what was typed and why it could not be taken.
func (s *Server) askClaim(c *fiber.Ctx, typed owner.Claim, problem string) error {
	l, profile, err := s.profile(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	by, err := s.claimant(c)
	if err != nil {
		return err
	}
	if by != nil {
		typed.Email, typed.Name = by.User.Email, by.User.Organisation.Name
	}
	say := s.speech(c)
	p := claimPage{
		Name: l.Name.String(), Address: join(addressLines(l.Address)), Action: say.path(strings.Replace(claimPath, ":id", url.PathEscape(l.ID), 1)),
		Email: typed.Email, Organisation: typed.Name, Known: by != nil, Words: typed.Words, Most: owner.MaxWords, Problem: problem,
	}
	if p.Ways, err = s.claimWays(c, say, &profile, typed.Way); err != nil {
		return err
	}
	return s.render(c, say, p)
}

// claimWays are the ways there are to prove that a place is somebody's.
func (s *Server) claimWays(c *fiber.Ctx, say speech, p *facility.Profile, chosen owner.Way) ([]option, error) {
	domain, err := s.Staff.Owners.Provable(c.UserContext(), websiteOf(p))
	if err != nil {
		return nil, err
	}
	var ways []option
	if domain != "" && s.Staff.Mail != nil {
		ways = append(ways, option{Value: string(owner.ByMail), Label: say.Text("claim.way.mail", domain)})
	}
	if phone, proves := phoneOf(p); proves {
		ways = append(ways, option{Value: string(owner.ByPhone), Label: say.Text("claim.way.phone", phone.String())})
	}
	ways = append(ways, option{Value: string(owner.BySteward), Label: say.Text("claim.way.steward")})
	for i := range ways {
		ways[i].Chosen = ways[i].Value == string(chosen) || chosen == "" && i == 0
	}
	return ways, nil
}

// claim takes the form. What it answers says nothing of accounts that there are.
func (s *Server) claim(c *fiber.Ctx) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	l, profile, err := s.profile(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	by, err := s.claimant(c)
	if err != nil {
		return err
	}
	typed, website := typedClaim(form, l.ID, by), websiteOf(&profile)
	_, phoneProves := phoneOf(&profile)
	if typed.Way == owner.ByMail && (s.Staff.Mail == nil || website == "") || typed.Way == owner.ByPhone && !phoneProves {
		typed.Way = owner.BySteward
	}
	asked, err := s.Staff.Owners.Ask(c.UserContext(), registry.Application{Claim: typed, Website: website, From: httpx.Client(c)})
	if problem := s.speech(c).claimProblem(err, website); problem != "" {
		c.Status(http.StatusBadRequest)
		return s.askClaim(c, typed, problem)
	}
	if errors.As(err, new(gate.ThrottledError)) {
		problem, _ := s.problem(c, err, "")
		return s.askClaim(c, typed, problem)
	}
	if err != nil {
		return err
	}
	return s.claimTaken(c, &l, typed, asked)
}

func typedClaim(form url.Values, listing string, by *gate.Actor) owner.Claim {
	typed := owner.Claim{
		Listing: listing, Way: owner.Way(form.Get(wayField)), Email: form.Get(emailField),
		Name: form.Get(organisationField), Words: form.Get(wordsField),
	}
	if by != nil {
		typed.Email, typed.Name, typed.Account = by.User.Email, by.User.Organisation.Name, by.User.ID
	}
	return typed
}

// claimTaken sends the code, where there is one to send, and leads to the page
// of the claim.
func (s *Server) claimTaken(c *fiber.Ctx, l *facility.Listing, typed owner.Claim, asked registry.Asked) error {
	say := s.speech(c)
	if asked.Code != "" {
		text := say.Text("claim.mail.text", l.Name.String(), owner.Spoken(asked.Code))
		if err := s.Staff.Mail.Send(c.UserContext(), typed.Email, say.Text("claim.mail.subject"), text); err != nil {
			c.Status(http.StatusServiceUnavailable)
			return s.askClaim(c, typed, say.Text("claim.unsent"))
		}
	}
	return c.Redirect(say.path(claimAddress(asked.Token)), fiber.StatusSeeOther)
}

func claimAddress(token string) string { return strings.Replace(claimCodePath, ":token", token, 1) }

// claimProblem is what is wrong with a claim, "" for other errors.
func (say speech) claimProblem(err error, website string) string {
	switch {
	case errors.Is(err, account.ErrEmail):
		return say.Text("invite.email")
	case errors.Is(err, owner.ErrForm):
		return say.Text("claim.form")
	case errors.Is(err, owner.ErrElsewhere):
		return say.Text("claim.elsewhere", owner.Domain(website))
	}
	return ""
}
