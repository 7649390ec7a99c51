package web

import (
	"errors"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/owner"
)

// Addresses of who speaks for a place.
const (
	ownerPath    = listingPath + "/owner"
	ownerEndPath = ownerPath + "/end"
	offerPath    = ownerPath + "/offer"
	offerEndPath = ownerPath + "/offer/end"
	letInPath    = ownerPath + "/let-in/:claim"
	takePath     = "/offers/:offer"
	claimArg     = "claim"
	offerArg     = "offer"
)

// offerCodeField is the code that whoever takes a place over was told.
const offerCodeField = "offer-code"

// ownerPage is who speaks for a place, who else wants to, and how that ends.
type ownerPage struct {
	Name, Back   string
	Organisation string // "" while nobody speaks for it
	Mine         bool
	Claims       []claimLine
	Offered      string // to which e-mail, "" for none
	OfferCode    string // what they are told who are to take it
	Email        string // typed, to offer it to
	Paths        ownerPaths
	Problem      string
}

type ownerPaths struct{ End, Offer, OfferEnd string }

// claimLine is a claim of somebody else.
type claimLine struct {
	Email, Name, Words, Proof string
	LetIn                     string
}

func (ownerPage) name() string            { return "owner" }
func (ownerPage) title(say speech) string { return say.Text("owner.heading") }

func (s *Server) ownerRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, performancePath, account.EditListing, s.performance},
		{fiber.MethodGet, ownerPath, account.EditListing, s.ownerOf},
		{fiber.MethodPost, ownerEndPath, account.EditListing, s.endOwner},
		{fiber.MethodPost, offerPath, account.EditListing, s.offerListing},
		{fiber.MethodPost, offerEndPath, account.EditListing, s.withdrawOffer},
		{fiber.MethodPost, letInPath, account.EditListing, s.letIn},
		{fiber.MethodPost, takePath, account.EditListing, s.takeListing},
	}
}

func (s *Server) ownerOf(c *fiber.Ctx, by gate.Actor) error { return s.showOwner(c, by, "", "") }

func (s *Server) showOwner(c *fiber.Ctx, by gate.Actor, email, problem string) error {
	l, _, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	ctx, say := c.UserContext(), s.speech(c)
	path := func(pattern string) string { return say.path(pathOf(pattern, listingArg, l.ID)) }
	p := ownerPage{
		Name: l.Name.String(), Back: path(listingPath), Email: email, Problem: problem,
		Paths: ownerPaths{path(ownerEndPath), path(offerPath), path(offerEndPath)},
	}
	of, err := s.Staff.Owners.OwnerOf(ctx, l.ID)
	if err != nil {
		return err
	}
	p.Mine = of == by.User.Organisation.ID
	if p.Organisation, err = s.ownerNamed(ctx, l.ID); err != nil {
		return err
	}
	if err := s.addClaims(c, say, &l, &p); err != nil {
		return err
	}
	return s.renderStaff(c, say, by, p)
}

// addClaims adds what waits: claims of others, and an offer.
func (s *Server) addClaims(c *fiber.Ctx, say speech, l *facility.Listing, p *ownerPage) error {
	waiting, err := s.Staff.Owners.ClaimsOn(c.UserContext(), l.ID)
	if err != nil {
		return err
	}
	for _, claim := range waiting {
		line := claimLine{Email: claim.Email, Name: claim.Name, Words: claim.Words, Proof: say.proof(claim)}
		if p.Mine {
			line.LetIn = say.path(pathOf(pathOf(letInPath, listingArg, l.ID), claimArg, claim.ID))
		}
		p.Claims = append(p.Claims, line)
	}
	offer, err := s.Staff.Owners.OfferOf(c.UserContext(), l.ID)
	if errors.Is(err, owner.ErrNotFound) {
		return nil
	}
	if p.Offered = offer.Email; p.Mine && err == nil {
		p.OfferCode = owner.Spoken(s.Staff.Owners.OfferCode(offer))
	}
	return err
}

// endOwner ends that an organisation speaks for a place: its people leave it, or
// a steward takes it away.
func (s *Server) endOwner(c *fiber.Ctx, by gate.Actor) error {
	l, _, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	ctx := c.UserContext()
	previous, err := s.Staff.Owners.OwnerOf(ctx, l.ID)
	if err == nil {
		err = s.Staff.Owners.End(ctx, by, l.ID)
	}
	if err == nil {
		err = s.tellPeople(ctx, previous, l.ID, "owner.mail.ended")
	}
	if err != nil {
		return hiddenPlace(err)
	}
	return c.Redirect(s.speech(c).path(listingsPath), fiber.StatusSeeOther)
}

// offerListing offers a place to another organisation. What it answers is the
// same whether there is such an account or not.
func (s *Server) offerListing(c *fiber.Ctx, by gate.Actor) error {
	l, _, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	email := form.Get(emailField)
	err = s.Staff.Owners.Offer(c.UserContext(), by, l.ID, email)
	if errors.Is(err, account.ErrEmail) {
		c.Status(http.StatusBadRequest)
		return s.showOwner(c, by, email, s.speech(c).Text("invite.email"))
	}
	return s.backToOwner(c, l.ID, err)
}

func (s *Server) withdrawOffer(c *fiber.Ctx, by gate.Actor) error {
	l, _, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	return s.backToOwner(c, l.ID, s.Staff.Owners.Withdraw(c.UserContext(), by, l.ID))
}

func (s *Server) backToOwner(c *fiber.Ctx, listing string, err error) error {
	if err != nil {
		return hiddenPlace(err)
	}
	return c.Redirect(s.speech(c).path(pathOf(ownerPath, listingArg, listing)), fiber.StatusSeeOther)
}

// letIn invites a claimant into the organisation that speaks for the place.
func (s *Server) letIn(c *fiber.Ctx, by gate.Actor) error {
	l, _, err := s.ownListing(c, by, account.EditListing)
	if err != nil {
		return err
	}
	claim, join, err := s.Staff.Owners.LetIn(c.UserContext(), by, c.Params(claimArg))
	if errors.Is(err, gate.ErrTaken) {
		c.Status(http.StatusConflict)
		return s.showOwner(c, by, "", s.speech(c).Text("invite.taken"))
	}
	if err != nil {
		return hiddenPlace(err)
	}
	return s.handOverLink(c, by, join, claim.Email, pathOf(ownerPath, listingArg, l.ID))
}

// takeListing answers an offer.
func (s *Server) takeListing(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	taken := form.Get(decisionField) == decideAccept
	offer, err := s.Staff.Owners.Take(c.UserContext(), by, c.Params(offerArg), taken, form.Get(offerCodeField))
	if errors.Is(err, owner.ErrCode) {
		c.Status(http.StatusForbidden)
		return s.showListings(c, by, listingsPage{Problem: s.speech(c).Text("offer.refused")})
	}
	if err == nil && taken {
		err = s.tellPeople(c.UserContext(), offer.From, offer.Listing, "owner.mail.changed")
	}
	if err != nil {
		return hiddenPlace(err)
	}
	return c.Redirect(s.speech(c).path(listingsPath), fiber.StatusSeeOther)
}

// offersTo are the places that somebody may take over.
func (s *Server) offersTo(c *fiber.Ctx, say speech, by gate.Actor) ([]offerLine, error) {
	offers, err := s.Staff.Owners.Offers(c.UserContext(), by)
	if err != nil {
		return nil, err
	}
	var lines []offerLine
	for _, o := range offers {
		l, err := s.standing(c.UserContext(), o.Listing)
		if errors.Is(err, facility.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		lines = append(lines, offerLine{l.Name.String(), join(addressLines(l.Address)), say.path(pathOf(takePath, offerArg, o.ID))})
	}
	return lines, nil
}
