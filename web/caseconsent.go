package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/referral"
)

// consentsPart is what somebody agreed to, and what may be kept because of it.
type consentsPart struct {
	Given       []givenConsent
	Asked       []option // what can be agreed to
	Forms       []option // spoken or written
	Until       string   // the last day that is offered
	MayKeep     bool     // whether contact details may be kept
	Details     textForm
	Record      string // where a consent is recorded
	WithdrawnAt string // where one is withdrawn
}

// givenConsent is a consent in words.
type givenConsent struct {
	ID, What, To string
	Given, Until string
	Over         string // why it stands no more, "" while it does
}

// sharing begins the value of a consent to share with a place.
const sharing = string(referral.Share) + ":"

// addConsents adds what was agreed to in a case.
func (at atCase) addConsents(p *casePage) {
	say := at.say
	part := consentsPart{
		Asked: []option{
			{Value: string(referral.KeepContact), Label: say.Text("consent.keep-contact")},
			{Value: string(referral.FollowUpOK), Label: say.Text("consent.follow-up")},
		},
		Forms: []option{
			{Value: string(referral.Spoken), Label: say.Text("consent.spoken")},
			{Value: string(referral.Written), Label: say.Text("consent.written")},
		},
		Until:   at.EraseAt.UTC().Format(time.DateOnly),
		MayKeep: referral.Allowed(at.Consents, referral.KeepContact, at.Helpline, say.now),
		Details: at.textForm(referral.TextContact),
		Record:  at.Path + "/consent", WithdrawnAt: at.Path + "/withdraw",
	}
	names := map[string]string{at.Helpline: at.by.User.Organisation.Name}
	for _, pick := range at.Listed {
		names[pick.Place] = pick.Name
		part.Asked = append(part.Asked, option{Value: sharing + pick.Place, Label: say.Text("consent.share.with", pick.Name)})
	}
	for _, c := range at.Consents {
		if names[c.To] == "" {
			names[c.To] = at.nameOf(c.To)
		}
		part.Given = append(part.Given, say.consent(c, names[c.To]))
	}
	p.Consents = part
	p.History = say.consentHistory(at.Consents, names)
}

func (say speech) consent(c referral.Consent, to string) givenConsent {
	g := givenConsent{
		ID: c.ID, What: say.Text("consent." + string(c.Purpose)), To: to,
		Given: say.Text("consent.given", say.Text("consent."+string(c.How)), say.Date(c.Given)),
		Until: say.Text("consent.until", say.Date(c.Until)),
	}
	switch {
	case !c.Withdrawn.IsZero():
		g.Over = say.Text("consent.withdrawn", say.Date(c.Withdrawn))
	case !c.Stands(say.now):
		g.Over = say.Text("consent.ended")
	}
	return g
}

// agree records a consent.
func (s *Server) agree(c *fiber.Ctx, by gate.Actor) error {
	of, err := s.caseOf(c, by)
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	last, err := time.Parse(time.DateOnly, form.Get("until"))
	if err != nil {
		return referral.ErrInvalid
	}
	given := referral.Consent{
		Case: of.ID, Purpose: referral.Purpose(form.Get("purpose")), To: of.Helpline,
		Until: last.AddDate(0, 0, 1), How: referral.ConsentForm(form.Get("how")), // the day included
	}
	if place, ok := strings.CutPrefix(form.Get("purpose"), sharing); ok {
		given.Purpose, given.To = referral.Share, place
	}
	if _, err := s.Staff.Desk.Agree(c.UserContext(), atDesk(by), given); err != nil {
		return err
	}
	return s.toCase(c, "#consents")
}

// withdraw ends a consent. Contact details go at once.
func (s *Server) withdraw(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	if err := s.Staff.Desk.Withdraw(c.UserContext(), atDesk(by), c.Params("case"), form.Get("consent")); err != nil {
		return err
	}
	return s.toCase(c, "#consents")
}
