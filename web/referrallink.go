package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/handover"
	"haven/internal/referral"
	"haven/internal/referral/desk"
)

// receiverField is where something is sent. It is kept nowhere.
const receiverField = "receiver"

// linkPart is the link of a place without an account, on the page of what it
// leads to.
type linkPart struct {
	May          bool   // whether there can be one now
	Action, End  string // make or replace it, end it
	Until        string // "" while there is none
	Address      string // only when it was just made: nobody can look it up later
	Mail         string // where it is mailed from; "" where no mail is set up
	MailSent     string
	MailProblem  string
	Notice       string
	ReceiverName string
	Once         string // the key of the form that mails
}

// newLinkPart completes the part of a page: fresh holds what has just happened.
func (s *Server) newLinkPart(ctx context.Context, say speech, by referral.Actor, caseID, subject, at string, zone string, fresh linkPart) (linkPart, error) {
	p := fresh
	p.Once = newFormKey()
	p.Action, p.End, p.Notice = at+linkPath, at+endLinkPath, referral.RedisclosureNotice
	if s.Staff.Mail != nil {
		p.Mail = at + mailPath
	}
	l, found, err := s.Staff.Desk.LinkTo(ctx, by, caseID, subject)
	if found {
		p.Until = say.timeThere(l.Expires, zone)
	}
	return p, err
}

func (s *Server) referralLink(ctx context.Context, at atReferral, fresh linkPart) (linkPart, error) {
	fresh.May = at.State != referral.Draft && !at.State.Over()
	return s.newLinkPart(ctx, at.say, at.by, at.Case, at.ID, at.say.path(referralPath(at.ID)), at.zone, fresh)
}

// answerAddress is the whole address of a link, in the language of the directory
// that places are listed in.
func (s *Server) answerAddress(token string) string { return s.BaseURL + answerPath + token }

// makeReferralLink makes a link, or another in its place, and shows it once.
func (s *Server) makeReferralLink(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.referralAt(c.UserContext(), s.speech(c), atDesk(by), c.Params("referral"))
	if err != nil {
		return err
	}
	token, _, err := s.Staff.Desk.ReferralLink(c.UserContext(), at.by, at.ID)
	if err != nil {
		return err
	}
	return s.renderReferral(c, by, at, referralPage{Link: linkPart{Address: s.answerAddress(token)}})
}

func (s *Server) endReferralLink(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.referralAt(c.UserContext(), s.speech(c), atDesk(by), c.Params("referral"))
	if err != nil {
		return err
	}
	if err := s.Staff.Desk.EndLink(c.UserContext(), at.by, at.Case, at.ID); err != nil {
		return err
	}
	return c.Redirect(at.say.path(referralPath(at.ID)), fiber.StatusSeeOther)
}

// mailReferralLink makes a link and mails it to the place. The mail says that
// there is a referral, and nothing of the person.
func (s *Server) mailReferralLink(c *fiber.Ctx, by gate.Actor) error {
	at, err := s.referralAt(c.UserContext(), s.speech(c), atDesk(by), c.Params("referral"))
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	fresh, err := s.mailNewLink(c.UserContext(), at, form)
	if err != nil {
		return err
	}
	if fresh.MailProblem != "" {
		c.Status(http.StatusBadGateway)
	}
	return s.renderReferral(c, by, at, referralPage{Link: fresh})
}

// mailNewLink mails a link, unless one was mailed a moment ago: that one goes on
// working.
func (s *Server) mailNewLink(ctx context.Context, at atReferral, form url.Values) (linkPart, error) {
	fresh := linkPart{ReceiverName: form.Get(receiverField)}
	m := desk.Sending{HandOver: referral.HandOver{Case: at.Case, Way: referral.Mailed, To: referral.ToPlace, Referral: at.ID},
		Address: fresh.ReceiverName, Form: form.Get(onceField)}
	var failed error
	done, err := s.sendOnce(ctx, at.say, at.by, m, func() error {
		var unsent error
		fresh.Address, unsent, failed = s.mailLink(ctx, at, fresh.ReceiverName)
		return errors.Join(unsent, failed)
	})
	fresh.MailProblem = done.Problem
	switch {
	case done.Already:
		fresh.MailSent = at.say.Text("place-link.mailed-already")
	case done.Problem == "":
		fresh.MailSent, fresh.ReceiverName = at.say.Text("place-link.mailed"), ""
	}
	return fresh, errors.Join(err, failed)
}

// mailLink makes a link and mails it; unsent is why it did not go out.
func (s *Server) mailLink(ctx context.Context, at atReferral, to string) (address string, unsent, err error) {
	line, phone, err := s.Staff.Desk.Line(ctx, at.by)
	if err != nil {
		return "", nil, err
	}
	token, link, err := s.Staff.Desk.ReferralLink(ctx, at.by, at.ID)
	if err != nil {
		return "", nil, err
	}
	address = s.answerAddress(token)
	english := s.speechIn(english) // places are written to in the language of their listing
	text := []string{english.Text("place-link.mail.hello"), english.Text("place-link.mail.open", address),
		english.Text("place-link.mail.until", english.timeThere(link.Expires, at.zone)),
		english.Text("place-link.mail.line", lineOf(line, phone)), referral.RedisclosureNotice}
	return address, sendBy(ctx, s.Staff.Mail, to, english.Text("place-link.mail.subject"), strings.Join(text, "\n\n")), nil
}

// lineOf is a helpline with its number, if that is known.
func lineOf(name, phone string) string {
	if phone == "" {
		return name
	}
	return name + ", " + readable(phone)
}

// errNotSetUp: nobody has told the server how to send.
var errNotSetUp = errors.New("sending is not set up")

func sendBy(ctx context.Context, by handover.Sender, to, subject, text string) error {
	if by == nil {
		return errNotSetUp
	}
	return by.Send(ctx, to, subject, text)
}

// noteTime is how long it may take to note what was sent.
const noteTime = 5 * time.Second

// afterSending is for the note that something left the desk, which is made even
// when sending it took all the time that the request had.
func afterSending(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), noteTime)
}

// unsent says why nothing was sent and what to do; "" when it was.
func (say speech) unsent(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, handover.ErrAddress):
		return say.Text("unsent.address")
	case errors.Is(err, errNotSetUp):
		return say.Text("unsent.not-set-up")
	}
	return say.Text("unsent.later")
}
