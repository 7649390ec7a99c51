package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/owner"
	"haven/internal/steward"
)

// decisionField is what a steward does about a claim.
const decisionField = "decision"

const (
	decideCall   = "call"
	decideAccept = "accept"
	decideRefuse = "refuse"
)

// claimMatterPage is a claim for the steward who decides it, with the evidence.
type claimMatterPage struct {
	Matter              matterLine
	Listing             string // where the place is seen
	Email, Organisation string
	Words, Made         string
	Way, Proof, Domain  string // what the claim rests on
	Website             string
	Phone               *call  // the number to call
	OwnPhone            string // where there is none: one that proves nothing
	Owner               string // who speaks for the place now, "" for nobody
	MayCall             bool
	Code                string // to be read out: shown once
	MayWrite            bool   // whether a reason reaches who asked
	Most                int    // letters of it
	Written             string // of it, typed
	Problem             string
}

func (claimMatterPage) name() string            { return "claim-matter" }
func (claimMatterPage) title(say speech) string { return say.Text("claim.matter.heading") }

func (s *Server) showClaim(c *fiber.Ctx, by gate.Actor, m steward.Matter) error {
	return s.showClaimWith(c, by, m, claimMatterPage{})
}

// showClaimWith shows a claim with what p holds: a code to read out, or why it
// could not be decided, and what was written.
func (s *Server) showClaimWith(c *fiber.Ctx, by gate.Actor, m steward.Matter, p claimMatterPage) error {
	ctx, say := c.UserContext(), s.speech(c)
	claim, err := s.Staff.Owners.Waiting(ctx, m.ID)
	if err != nil {
		return hiddenPlace(err)
	}
	l, profile, err := s.profile(ctx, claim.Listing)
	if err != nil {
		return hiddenPlace(err)
	}
	verdict, err := s.verdict(ctx, claim.Email, &profile)
	if err != nil {
		return err
	}
	p = claimMatterPage{
		Matter: say.matter(m, by.User.ID), Listing: say.path(facilityPath(l.ID)), Email: claim.Email, Organisation: claim.Name,
		Words: claim.Words, Made: say.Date(claim.Made), Way: say.Text("claim.asks." + string(claim.Way)), Proof: say.proof(claim),
		Domain: say.Text("claim.domain." + string(verdict)), Website: l.Website,
		Code: p.Code, Problem: p.Problem, Written: p.Written,
		MayWrite: s.Staff.Mail != nil, Most: steward.MaxWords,
	}
	if phone, proves := phoneOf(&profile); proves {
		p.Phone, p.MayCall = callOf(phone), claim.State == owner.Open
	} else if len(l.Phones) > 0 {
		p.OwnPhone = l.Phones[0].String()
	}
	if p.Owner, err = s.ownerNamed(ctx, l.ID); err != nil {
		return err
	}
	return s.renderStaff(c, say, by, p)
}

// verdict is what an e-mail proves about a place.
func (s *Server) verdict(ctx context.Context, email string, p *facility.Profile) (owner.Verdict, error) {
	website := websiteOf(p)
	if website == "" && p.Website.Value != "" {
		return owner.OwnWord, nil
	}
	return s.Staff.Owners.Judge(ctx, email, website)
}

// tellRefused writes to who claimed a place that it is not theirs, and why, in the
// words of the steward. They are nowhere else. It reports whether the mail went
// out.
func (s *Server) tellRefused(ctx context.Context, email, place, why string) bool {
	words := []rune(facility.CleanWords(why))
	if len(words) == 0 {
		return s.writeTo(ctx, []string{email}, "claim.mail.refused", place)
	}
	return s.writeTo(ctx, []string{email}, "claim.mail.refused-why", place, string(words[:min(len(words), steward.MaxWords)]))
}

// proof is how a claim was proven, "" where it was not.
func (say speech) proof(claim owner.Claim) string {
	if claim.Proof == "" {
		return ""
	}
	return say.Text("claim.proof." + string(claim.Proof))
}

// ownerNamed is the name of the organisation that speaks for a place, "" for
// none.
func (s *Server) ownerNamed(ctx context.Context, listing string) (string, error) {
	id, err := s.Staff.Owners.OwnerOf(ctx, listing)
	if err != nil || id == "" {
		return "", err
	}
	o, err := s.Staff.Owners.Organisation(ctx, id)
	return o.Name, err
}

func (s *Server) decideClaim(c *fiber.Ctx, by gate.Actor, m steward.Matter) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	words := form.Get(wordsField)
	switch form.Get(decisionField) {
	case decideCall:
		return s.callClaimant(c, by, m, words)
	case decideAccept:
		return s.acceptClaim(c, by, m, words)
	case decideRefuse:
		return s.refuseClaim(c, by, m, words)
	}
	c.Status(http.StatusBadRequest)
	return s.showClaimWith(c, by, m, claimMatterPage{Problem: s.speech(c).Text("inbox.no-choice"), Written: words})
}

// refuseClaim tells the claimant. Where no mail gets through, the steward has
// their words back, to tell it another way.
func (s *Server) refuseClaim(c *fiber.Ctx, by gate.Actor, m steward.Matter, words string) error {
	claim, err := s.Staff.Owners.Refuse(c.UserContext(), by, m.ID)
	if err != nil {
		return hiddenPlace(err)
	}
	if told := s.tellRefused(c.UserContext(), claim.Email, m.Place.Name.String(), words); !told && s.Staff.Mail != nil {
		return s.showInbox(c, by, s.speech(c).Text("claim.refused-unsent", claim.Email), words)
	}
	return s.backToInbox(c, steward.Filter{Page: 1})
}

// callClaimant shows a code to read out, where there is a number that proves
// something.
func (s *Server) callClaimant(c *fiber.Ctx, by gate.Actor, m steward.Matter, words string) error {
	_, profile, err := s.profile(c.UserContext(), m.Listing)
	if err != nil {
		return hiddenPlace(err)
	}
	if _, proves := phoneOf(&profile); !proves {
		c.Status(http.StatusConflict)
		return s.showClaimWith(c, by, m, claimMatterPage{Problem: s.speech(c).Text("claim.phone.own-word"), Written: words})
	}
	code, err := s.Staff.Owners.Call(c.UserContext(), by, m.ID)
	if err != nil {
		return hiddenPlace(err)
	}
	return s.showClaimWith(c, by, m, claimMatterPage{Code: owner.Spoken(code), Written: words})
}

// acceptClaim tells whoever spoke for the place before, and invites the
// claimant: by mail where there is mail, else the steward hands over the link.
func (s *Server) acceptClaim(c *fiber.Ctx, by gate.Actor, m steward.Matter, words string) error {
	ctx := c.UserContext()
	done, err := s.Staff.Owners.Accept(ctx, by, m.ID)
	if errors.Is(err, owner.ErrEmailInUse) {
		c.Status(http.StatusConflict)
		return s.showClaimWith(c, by, m, claimMatterPage{Problem: s.speech(c).Text("claim.email-in-use"), Written: words})
	}
	if err != nil {
		return hiddenPlace(err)
	}
	if err := s.tellPeople(ctx, done.Previous, done.Claim.Listing, "owner.mail.changed"); err != nil {
		return err
	}
	if done.Join == "" {
		s.writeTo(ctx, []string{done.Claim.Email}, "claim.mail.accepted", m.Place.Name.String(), s.BaseURL+listingsPath)
		return s.backToInbox(c, steward.Filter{Page: 1})
	}
	if s.writeTo(ctx, []string{done.Claim.Email}, "claim.mail.join", m.Place.Name.String(), s.BaseURL+joinAddress(done.Join), int(account.LinkLasts/time.Hour)) {
		return s.backToInbox(c, steward.Filter{Page: 1})
	}
	return s.handOverLink(c, by, done.Join, done.Claim.Email, inboxPath)
}
