package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/geo"
	"haven/internal/referral"
	"haven/internal/tally"
)

// Fields of a form that moves a referral. reasonField and wordsField are those
// of other forms, too.
const (
	moveField     = "move"
	viaField      = "via"
	whenField     = "when"
	zoneField     = "zone"
	answeredField = "answered"
)

// clockForm is how browsers send a day and a time.
const clockForm = "2006-01-02T15:04"

// moveTyped is a form that moves a referral, as somebody filled it in.
type moveTyped struct {
	To            referral.State
	Version       int64
	Via           referral.Via
	Reason        referral.Reason
	Outcome       referral.Outcome
	When, Zone    string
	Words         string
	stillToChoose bool // shown again: nothing was stored
}

func typedMove(form url.Values) moveTyped {
	version, _ := strconv.ParseInt(form.Get(versionField), 10, 64) // 0 is no version: a conflict
	return moveTyped{
		To: referral.State(form.Get(moveField)), Version: version, Via: referral.Via(form.Get(viaField)),
		Reason: referral.Reason(form.Get(reasonField)), Outcome: referral.Outcome(form.Get(outcomeField)),
		When: form.Get(whenField), Zone: form.Get(zoneField), Words: form.Get(wordsField),
	}
}

// move is what the form asks for. A time that nobody can read is none, which
// package referral refuses.
func (f moveTyped) move(by referral.Actor) referral.Move {
	m := referral.Move{To: f.To, By: by, Via: f.Via, Reason: f.Reason, Outcome: f.Outcome, Words: f.Words}
	if !slices.Contains(geo.Zones(), f.Zone) {
		return m
	}
	if zone, err := time.LoadLocation(f.Zone); err == nil && f.To == referral.Scheduled {
		if when, err := time.ParseInLocation(clockForm, f.When, zone); err == nil {
			m.When = when.UTC()
		}
	}
	return m
}

// fields are what was typed, to be sent again.
func (f moveTyped) fields() []field {
	return []field{{viaField, string(f.Via)}, {reasonField, string(f.Reason)}, {outcomeField, string(f.Outcome)},
		{whenField, f.When}, {zoneField, f.Zone}, {wordsField, f.Words}}
}

// moveReferral makes a move of the helpline, or of a place that told it.
func (s *Server) moveReferral(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.referralAt(c.UserContext(), s.speech(c), atDesk(by), c.Params("referral"))
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	typed := typedMove(form)
	if !slices.Contains(deskVias, typed.Via) {
		typed.Via = referral.AtDesk
	}
	after, err := s.Staff.Desk.Move(c.UserContext(), at.ID, typed.Version, typed.move(at.by), at.hours)
	var moved *referral.ConflictError[referral.Referral]
	switch {
	case errors.As(err, &moved):
		return s.conflict(c, by, at, typed)
	case errors.Is(err, referral.ErrInvalid):
		typed.stillToChoose = true
		c.Status(http.StatusBadRequest)
		return s.renderReferral(c, by, at, referralPage{
			Problem: at.say.Text("referral.incomplete"),
			typed:   typed,
		})
	case err != nil:
		return err
	}
	if after.State == referral.Sent {
		s.Staff.Tally.Add(tally.HandedOver, at.Listing)
		s.tellWaiting(c, at.Listing)
	}
	return c.Redirect(at.say.path(referralPath(at.ID)), fiber.StatusSeeOther)
}

// deskVias are the ways in which an agent says that a move was made.
var deskVias = []referral.Via{referral.ByVoice, referral.AtDesk, referral.HandOff}

// handOff notes a warm hand-off: the agent called while the person stayed on
// the line. A place that answered has acknowledged; one that did not could not
// be reached.
func (s *Server) handOff(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.referralAt(c.UserContext(), s.speech(c), atDesk(by), c.Params("referral"))
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	r := at.Referral
	version, _ := strconv.ParseInt(form.Get(versionField), 10, 64)
	for _, to := range handedOff(r.State, form.Get(answeredField) == "yes") {
		m := referral.Move{To: to, By: at.by, Via: referral.HandOff}
		if to == referral.CouldNotContact {
			m.Reason = referral.NoAnswer
		}
		r, err = s.Staff.Desk.Move(c.UserContext(), at.ID, version, m, at.hours)
		var moved *referral.ConflictError[referral.Referral]
		if errors.As(err, &moved) {
			return s.conflict(c, by, at, moveTyped{To: to, Via: referral.HandOff, Reason: m.Reason})
		}
		if err != nil {
			return err
		}
		version = r.Version
	}
	return c.Redirect(at.say.path(referralPath(at.ID)), fiber.StatusSeeOther)
}

// handedOff are the moves of a warm hand-off, in their order.
func handedOff(from referral.State, answered bool) []referral.State {
	end := referral.CouldNotContact
	if answered {
		end = referral.Acknowledged
	}
	if from == referral.Draft {
		return []referral.State{referral.Sent, end}
	}
	return []referral.State{end}
}
