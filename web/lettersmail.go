package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/checkin/reception"
	"haven/internal/facility"
	"haven/web/messages"
)

// maxMails is how many mails go out by one press: a request has ten seconds, and
// a mail server takes half a second a mail.
const maxMails = 10

// mailed counts what became of mails.
type mailed struct{ sent, noAddress, enough, unsent int }

// asking makes a link for a place, as [reception.Reception.Ask] does.
type asking func(ctx context.Context, who audit.Who, way checkin.Way, listing string) (token string, link checkin.Link, err error)

// mailLetters mails a link to each place that was chosen and whose e-mail is
// known.
func (s *Server) mailLetters(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	ids := form[letterField]
	places, err := s.placesOf(c.UserContext(), ids)
	if err != nil {
		return err
	}
	say, done := s.speech(c), mailed{}
	for i := range places {
		if done.sent+done.unsent == maxMails {
			break
		}
		if err := s.mailLetter(c.UserContext(), by, &places[i], s.Staff.Reception.Ask, &done); err != nil {
			return err
		}
	}
	p := lettersPage{Done: say.mailed(done)}
	if done.sent == 0 {
		c.Status(http.StatusBadRequest)
		p.Done, p.Problem = "", say.mailed(done)
	}
	return s.showLetters(c, by, url.Values{letterField: ids}, p)
}

func (say speech) mailed(m mailed) string {
	texts := []string{say.Count("letter.mailed", m.sent)}
	if m.noAddress > 0 {
		texts = append(texts, say.Count("letter.mailed.no-address", m.noAddress))
	}
	if m.enough > 0 {
		texts = append(texts, say.Count("letter.mailed.enough", m.enough))
	}
	if m.unsent > 0 {
		texts = append(texts, say.Count("letter.mailed.unsent", m.unsent))
	}
	return strings.Join(texts, " ")
}

// mailLetter mails a link to a place. A mail that was not taken does not count
// for how often the place was asked.
func (s *Server) mailLetter(ctx context.Context, by gate.Actor, l *facility.Listing, ask asking, done *mailed) error {
	_, profile, err := s.profile(ctx, l.ID)
	if err != nil {
		return err
	}
	if !profile.Email.Stated || s.Staff.Mail == nil {
		done.noAddress++
		return nil
	}
	token, link, err := ask(ctx, by.Who(), checkin.Mail, l.ID)
	if errors.Is(err, reception.ErrAskedEnough) {
		done.enough++
		return nil
	}
	if err != nil {
		return err
	}
	if err := s.Staff.Mail.Send(ctx, profile.Email.Value, s.speechIn(english).Text("letter.mail.subject", l.Name.Name), s.letterMail(l, link, token)); err != nil {
		done.unsent++
		ctx, end := afterSending(ctx)
		defer end()
		return s.Staff.Reception.Unask(ctx, by.Who(), link)
	}
	done.sent++
	return nil
}

// letterMail is the text of a mail, in all languages. It says nothing that is not
// in the listing.
func (s *Server) letterMail(l *facility.Listing, link checkin.Link, token string) string {
	var parts []string
	for _, lang := range messages.Languages(s.languages) {
		say := s.speechIn(lang)
		parts = append(parts, say.Text("letter.listed", l.Name.Name, siteName(s.BaseURL)),
			say.Text("letter.mail.open", s.BaseURL+say.path(checkinPath+token)), say.Text("letter.how"), say.Text("letter.until", say.Date(link.Expires)))
	}
	return strings.Join(parts, "\n\n")
}
