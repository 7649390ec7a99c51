package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/handover"
	"haven/internal/httpx"
	"haven/internal/referral"
	"haven/internal/referral/desk"
)

// wayField is how something was handed over.
const wayField = "way"

// toldField is what has just become of a form, in the address that it leads to.
const (
	toldField   = "told"
	toldSent    = "sent"
	toldAlready = "already"
	toldCode    = "code"
)

// printPage is what a caller takes along on paper, in their language.
type printPage struct {
	Script script
	Link   string
	QR     string
}

func (printPage) name() string            { return "hand-over-print" }
func (printPage) title(say speech) string { return say.Text("share.subject") }

func (s *Server) printHandOver(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.handOverOf(c, by)
	if err != nil {
		return err
	}
	line, phone, err := s.Staff.Desk.Line(c.UserContext(), at.by)
	if err != nil {
		return err
	}
	spoken := at.spoken
	spoken.here = at.path + printPath
	return s.render(c, spoken, printPage{Script: spoken.script(at.places, lineOf(line, phone)), QR: at.say.path(at.path + qrPath)})
}

// listAddress is the whole address of a shared list of the places, in the
// caller's language. It holds them and nothing of the case.
func (s *Server) listAddress(ctx context.Context, at atHandOver) (string, error) {
	var l shortlist
	for _, place := range at.places {
		l = l.with(place.Listing.ID)
	}
	address, err := s.addressOf(ctx, errand{list: l})
	return s.BaseURL + at.spoken.path(address), err
}

// qrHandOver draws the address of a shared list, for the caller's telephone.
func (s *Server) qrHandOver(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.handOverOf(c, by)
	if err != nil {
		return err
	}
	if len(at.places) == 0 {
		return httpx.Fail(http.StatusNotFound, "This case has no places to hand over.", nil)
	}
	address, err := s.listAddress(c.UserContext(), at)
	if err != nil {
		return err
	}
	drawn, err := drawQR(address)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "image/svg+xml")
	return c.SendString(drawn)
}

// sendHandOver sends the places to the caller, if that is safe, and notes it.
// What was sent is told at the page's own address, so that loading it anew sends
// nothing.
func (s *Server) sendHandOver(w referral.Way) staffHandler {
	return func(c *fiber.Ctx, by gate.Actor) error {
		at, err := s.handOverOf(c, by)
		if err != nil {
			return err
		}
		form, err := sent(c)
		if err != nil {
			return err
		}
		done, err := s.sendPlaces(c.UserContext(), at, w, form)
		switch {
		case err != nil:
			return err
		case done.Already:
			return c.Redirect(at.say.path(at.path)+"?"+toldField+"="+toldAlready, fiber.StatusSeeOther)
		case done.Problem == "":
			s.countHandedOver(at)
			return c.Redirect(at.say.path(at.path)+"?"+toldField+"="+toldSent, fiber.StatusSeeOther)
		}
		c.Status(http.StatusBadRequest)
		p := handOverPage{Problem: done.Problem}
		p.Mail.To, p.Text.To = form.Get(receiverField), form.Get(receiverField)
		return s.renderHandOver(c, by, at, p)
	}
}

// sendPlaces sends the places and notes that, where it may be.
func (s *Server) sendPlaces(ctx context.Context, at atHandOver, w referral.Way, form url.Values) (outcome, error) {
	by, missing := s.sender(w)
	if why := at.say.whyNot(at, w, missing); why != "" {
		return outcome{Problem: why}, nil
	}
	address, err := s.listAddress(ctx, at)
	if err != nil {
		return outcome{}, err
	}
	line, phone, err := s.Staff.Desk.Line(ctx, at.by)
	if err != nil {
		return outcome{}, err
	}
	words := at.spoken.Text("share.list", address)
	if w == referral.Mailed {
		words = at.spoken.mail(at.spoken.script(at.places, lineOf(line, phone)), address)
	}
	return s.sendOnce(ctx, at.say, at.by, at.sending(w, form), func() error {
		return sendBy(ctx, by, form.Get(receiverField), at.spoken.Text("share.subject"), words)
	})
}

// sending is how the desk knows the places on their way to the caller.
func (at atHandOver) sending(w referral.Way, form url.Values) desk.Sending {
	var places []string
	for _, p := range at.places {
		places = append(places, p.Listing.ID+p.appointment)
	}
	return desk.Sending{HandOver: referral.HandOver{Case: at.ID, Way: w, To: referral.ToCaller},
		Address: form.Get(receiverField), Content: strings.Join(places, " "), Form: form.Get(onceField)}
}

// sender is what carries words one way; missing when nobody has set it up.
func (s *Server) sender(w referral.Way) (by handover.Sender, missing bool) {
	if by = s.Staff.Text; w == referral.Mailed {
		by = s.Staff.Mail
	}
	return by, by == nil
}

// toldWays are those that an agent tells of: what is sent is noted by itself.
var toldWays = []referral.Way{referral.ReadOut, referral.Printed, referral.QRShown, referral.CodeOut}

func (s *Server) noteHandOver(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.handOverOf(c, by)
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	way := referral.Way(form.Get(wayField))
	if !slices.Contains(toldWays, way) {
		return referral.ErrInvalid
	}
	if err := s.Staff.Desk.HandedOver(c.UserContext(), at.by, referral.HandOver{Case: at.ID, Way: way, To: referral.ToCaller}); err != nil {
		return err
	}
	s.countHandedOver(at)
	return c.Redirect(at.say.path(at.path), fiber.StatusSeeOther)
}

// recode makes another code for a caller who has lost theirs, and shows it once.
func (s *Server) recode(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.handOverOf(c, by)
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	err = s.Staff.Desk.Once(c.UserContext(), at.by, form.Get(onceField))
	if errors.Is(err, desk.ErrFormUsed) { // the code that was told goes on working
		return c.Redirect(at.say.path(at.path)+"?"+toldField+"="+toldCode, fiber.StatusSeeOther)
	}
	if err != nil {
		return err
	}
	code, err := s.Staff.Desk.Recode(c.UserContext(), at.by, at.ID)
	if err != nil {
		return err
	}
	if err := s.Staff.Desk.HandedOver(c.UserContext(), at.by, referral.HandOver{Case: at.ID, Way: referral.CodeOut, To: referral.ToCaller}); err != nil {
		return err
	}
	return s.renderHandOver(c, by, at, handOverPage{Code: string(code)})
}
