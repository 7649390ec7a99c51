package web

import (
	"context"
	"net/http"
	"slices"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/handover"
	"haven/internal/httpx"
	"haven/internal/referral"
)

// wayField is how something was handed over.
const wayField = "way"

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
		p := handOverPage{}
		p.Problem, err = s.sendPlaces(c.UserContext(), at, w, form.Get(receiverField))
		if err != nil {
			return err
		}
		if p.Problem == "" {
			p.Sent = at.say.Text("handover.sent")
			return s.renderHandOver(c, by, at, p)
		}
		c.Status(http.StatusBadRequest)
		p.Mail.To, p.Text.To = form.Get(receiverField), form.Get(receiverField)
		return s.renderHandOver(c, by, at, p)
	}
}

// sendPlaces sends the places and notes that. problem tells the agent why
// nothing was sent, and what to do.
func (s *Server) sendPlaces(ctx context.Context, at atHandOver, w referral.Way, to string) (problem string, err error) {
	by, missing := s.sender(w)
	if why := at.say.whyNot(at, w, missing); why != "" {
		return why, nil
	}
	address, err := s.listAddress(ctx, at)
	if err != nil {
		return "", err
	}
	line, phone, err := s.Staff.Desk.Line(ctx, at.by)
	if err != nil {
		return "", err
	}
	words := at.spoken.Text("share.list", address)
	if w == referral.Mailed {
		words = at.spoken.mail(at.spoken.script(at.places, lineOf(line, phone)), address)
	}
	problem = at.say.unsent(sendBy(ctx, by, to, at.spoken.Text("share.subject"), words))
	ctx, done := afterSending(ctx)
	defer done()
	return problem, s.Staff.Desk.HandedOver(ctx, at.by, referral.HandOver{Case: at.ID, Way: w, To: referral.ToCaller, Failed: problem != ""})
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
	return c.Redirect(at.say.path(at.path), fiber.StatusSeeOther)
}

// recode makes another code for a caller who has lost theirs, and shows it once.
func (s *Server) recode(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.handOverOf(c, by)
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
