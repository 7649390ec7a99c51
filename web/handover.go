package web

import (
	"context"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/referral"
)

// handOverPath is below the address of a case.
const handOverPath = "/hand-over"

// Below the address of a hand-over.
const (
	printPath = "/print"
	textPath  = "/text"
	donePath  = "/done"
	codeAnew  = "/code"
)

// handOverPage is what an agent gives a caller to take along, and the ways to do
// so.
type handOverPage struct {
	Here    string // the page, for whoever reloads the answer to a form
	Case    string
	Problem string
	Sent    string
	Lang    string // of the script: the caller's
	Script  script
	Print   string
	QR      string
	Mail    sendForm
	Text    sendForm
	Once    string // the key of this page's forms
	Done    string // where it is noted that something was handed over
	Recode  string // where another code is made
	Code    string // only when it was just made
	History []handedOver
}

func (handOverPage) name() string            { return "hand-over" }
func (handOverPage) title(say speech) string { return say.Text("handover.heading") }

// sendForm sends the places to the caller.
type sendForm struct {
	Action string
	Why    string // nothing can be sent now; "" if it can
	To     string // as typed, to be corrected
}

// handedOver is a note that something left the desk.
type handedOver struct {
	What   string
	At     moment
	Failed bool
}

func (s *Server) handOverRoutes() []staffRoute {
	at := casePath(":case") + handOverPath
	return []staffRoute{
		{fiber.MethodGet, at, account.ReadCase, s.showHandOver},
		{fiber.MethodGet, at + printPath, account.ReadCase, s.printHandOver},
		{fiber.MethodGet, at + qrPath, account.ReadCase, s.qrHandOver},
		{fiber.MethodPost, at + mailPath, account.SendReferral, s.sendHandOver(referral.Mailed)},
		{fiber.MethodPost, at + textPath, account.SendReferral, s.sendHandOver(referral.Texted)},
		{fiber.MethodPost, at + donePath, account.SendReferral, s.noteHandOver},
		{fiber.MethodPost, at + codeAnew, account.SendReferral, s.recode},
	}
}

// atHandOver is a case with the places that its caller takes along.
type atHandOver struct {
	referral.Case
	say    speech
	spoken speech // as the caller speaks
	by     referral.Actor
	places []placeKnown
	path   string // of the hand-over, without the language
}

// placeKnown is a place with all that is known of it.
type placeKnown struct {
	facility.Listing
	facility.Profile
	appointment string // in the caller's language; "" for none
}

func (s *Server) handOverOf(c *fiber.Ctx, by gate.Actor) (atHandOver, error) {
	ctx, say := c.UserContext(), s.speech(c)
	found, err := s.Staff.Desk.Case(ctx, atDesk(by), c.Params("case"))
	if err != nil {
		return atHandOver{}, err
	}
	at := atHandOver{Case: found, say: say, by: atDesk(by), spoken: s.callersSpeech(found.Language), path: casePath(found.ID) + handOverPath}
	made, err := s.Staff.Desk.Referrals(ctx, at.by, found.ID)
	if err != nil {
		return at, err
	}
	at.places, err = s.takenAlong(ctx, at, made)
	return at, err
}

// callersSpeech is in the language of a case, or the closest that there is.
func (s *Server) callersSpeech(tag string) speech {
	lang, _, _ := strings.Cut(tag, "-")
	if s.languages[lang] == nil {
		lang = english
	}
	return s.speechIn(lang)
}

// takenAlong are the picks of a case, but for places that a referral ended with,
// and those that the directory has no more.
func (s *Server) takenAlong(ctx context.Context, at atHandOver, made []referral.Referral) ([]placeKnown, error) {
	var places []placeKnown
	for _, id := range at.Picks {
		listing, profile, err := s.Directory.Profile(ctx, id)
		var moved *facility.MovedError
		if errors.As(err, &moved) {
			listing, profile, err = s.Directory.Profile(ctx, moved.To)
		}
		if errors.Is(err, facility.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		place := placeKnown{Listing: listing, Profile: profile.Public()}
		over, appointment := lastOf(made, id)
		if over {
			continue
		}
		if !appointment.When.IsZero() {
			place.appointment = at.spoken.timeThere(appointment.When, zoneOf(listing, profile.Hours.Value))
		}
		places = append(places, place)
	}
	return places, nil
}

// lastOf tells whether the last referral to a place is over, and which of them
// has an appointment.
func lastOf(made []referral.Referral, listing string) (over bool, appointment referral.Referral) {
	for _, r := range made {
		if r.Listing != listing || r.State == referral.EnteredInError {
			continue
		}
		over = r.State.Over()
		if appointment = (referral.Referral{}); r.State == referral.Scheduled {
			appointment = r
		}
	}
	return over, appointment
}

func (s *Server) showHandOver(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.handOverOf(c, by)
	if err != nil {
		return err
	}
	return s.renderHandOver(c, by, at, handOverPage{Sent: at.say.told(c.Query(toldField))})
}

// told says what has just become of a form; "" where none was sent.
func (say speech) told(what string) string {
	switch what {
	case toldSent:
		return say.Text("handover.sent")
	case toldAlready:
		return say.Text("handover.sent-already")
	case toldCode:
		return say.Text("handover.code.made-already")
	}
	return ""
}

// renderHandOver completes a page with what stands on it whatever happened.
func (s *Server) renderHandOver(c *fiber.Ctx, by gate.Actor, at atHandOver, p handOverPage) error {
	say, path := at.say, at.say.path(at.path)
	say.here = at.path
	line, phone, err := s.Staff.Desk.Line(c.UserContext(), at.by)
	if err != nil {
		return err
	}
	notes, err := s.Staff.Desk.HandOvers(c.UserContext(), at.by, at.ID)
	if err != nil {
		return err
	}
	p.Here, p.Once = path, newFormKey()
	p.Case, p.Lang, p.Script = say.path(casePath(at.ID)), at.spoken.Lang(), at.spoken.script(at.places, lineOf(line, phone))
	p.Print, p.QR, p.Done, p.Recode = path+printPath, path+qrPath, path+donePath, path+codeAnew
	p.Mail.Action, p.Mail.Why = path+mailPath, say.whyNot(at, referral.Mailed, s.Staff.Mail == nil)
	p.Text.Action, p.Text.Why = path+textPath, say.whyNot(at, referral.Texted, s.Staff.Text == nil)
	for _, h := range notes {
		p.History = append(p.History, say.handedOver(h))
	}
	return s.renderStaff(c, say, by, p)
}

// whyNot says why nothing can be sent now; "" if it can.
func (say speech) whyNot(at atHandOver, w referral.Way, missing bool) string {
	switch {
	case at.Contact.MaySend(w, say.now) != nil:
		return say.notSafe(at.Contact)
	case missing:
		return say.Text("unsent.not-set-up")
	case len(at.places) == 0:
		return say.Text("handover.none")
	}
	return ""
}

// notSafe says which wish of the person forbids to send something now.
func (say speech) notSafe(p referral.ContactPreference) string {
	switch {
	case !p.MayCall:
		return say.Text("handover.no-contact")
	case !p.MayMessage:
		return say.Text("handover.not-safe")
	}
	return say.Text("handover.not-now", p.From, p.Until)
}

func (say speech) handedOver(h referral.HandOver) handedOver {
	what := "handover.note." + string(h.Way)
	if h.To == referral.ToPlace {
		what = "handover.note.place"
	}
	return handedOver{say.Text(what), say.moment(h.At), h.Failed}
}

// handOverPart is what was handed over in a case, on its page.
type handOverPart struct {
	Path    string
	Any     bool // whether there are places to hand over
	History []handedOver
}

func (s *Server) handOverPart(ctx context.Context, at atCase) (p handOverPart, err error) {
	notes, err := s.Staff.Desk.HandOvers(ctx, atDesk(at.by), at.ID)
	p.Path, p.Any = at.Path+handOverPath, len(at.Picks) > 0
	for _, h := range notes {
		p.History = append(p.History, at.say.handedOver(h))
	}
	return p, err
}
