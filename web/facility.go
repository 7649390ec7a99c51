package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/facility"
)

// facilityPage tells everything the public may know of a place, and of each
// fact who said it and how old it is.
type facilityPage struct {
	Place      string // its id
	Name, Unit string
	AKA        []string
	Gone       string // who listed it last, when nobody does any more
	Closed     string // that it takes nobody, for now or for good
	Numbers    []numbers
	Facts      []fact
	Yes        offered
	No         answers
	Unknown    []answered
	NameFrom   origin
	Sources    []string
	Position   string
	Preview    bool     // whether it is shown to its owner only, as it would be
	Questions  []string // to ask when calling
	Keep       keepForm
	Share      share
	QR, Report string // addresses
	Claim      string // where whoever speaks for the place says so, "" where nobody signs in
	schema     *structuredData
}

func (facilityPage) name() string          { return "facility" }
func (p facilityPage) title(speech) string { return p.Name }
func (p facilityPage) original() string    { return facilityPath(p.Place) }
func (p facilityPage) data(string) any     { return p.schema }

// facilityPath is the public address of a place, and the end of those that
// hold an errand as well.
func facilityPath(id string) string { return "/facility/" + url.PathEscape(id) }

// facility shows a place. One whose errand can be opened no more is shown
// without it: the place is public.
func (s *Server) facility(at errandAt) fiber.Handler {
	return func(c *fiber.Ctx) error {
		say, id := s.speech(c), c.Params("id")
		e, err := at(c)
		from := strings.TrimSuffix(say.here, facilityPath(id))
		if isGone(err) {
			from, err = "", nil
		}
		if err != nil {
			return err
		}
		listing, profile, err := s.Directory.Profile(c.UserContext(), id)
		var moved *facility.MovedError
		if errors.As(err, &moved) {
			return c.Redirect(say.path(from+facilityPath(moved.To)), http.StatusTemporaryRedirect)
		}
		if err != nil {
			return err
		}
		page := newFacility(say, &listing, profile)
		if page.Keep, err = s.keepForm(c, e, from, id); err != nil {
			return err
		}
		page.publish(say, &listing, s.BaseURL)
		if s.Staff != nil {
			page.Claim = say.path(pathOf(claimPath, "id", url.PathEscape(id)))
		}
		return s.render(c, say, page)
	}
}

// publish fills in what is made of the page's public address.
func (p *facilityPage) publish(say speech, l *facility.Listing, base string) {
	own := say.path(facilityPath(l.ID))
	p.Share = newShare(say, base+own, say.Text("share.place", base+own))
	p.QR, p.Report = own+qrPath, own+reportPath
	p.schema = newStructuredData(l, base+own)
}

// newFacility shows the public view, even of a full profile.
func newFacility(say speech, l *facility.Listing, profile facility.Profile) facilityPage {
	p := profile.Public()
	page := facilityPage{
		Place:     l.ID,
		Name:      l.Name.Name,
		Unit:      l.Name.Unit,
		Numbers:   say.numbers(&p),
		Facts:     say.facts(&p, wayTo(l)),
		Yes:       newOffered(say, p.Codes),
		No:        newAnswers(say, p.Codes, facility.No),
		Unknown:   say.unanswered(p.Codes),
		NameFrom:  originOf(say, &p.Name, facility.Name.String),
		Position:  say.Text("position." + string(l.Location.Precision)),
		Questions: say.questions(l, &p),
	}
	for _, name := range l.AKA {
		page.AKA = append(page.AKA, name.String())
	}
	for _, source := range p.Sources {
		page.Sources = append(page.Sources, say.said(&source))
	}
	closure, closed := p.ClosedAt(say.now)
	if closed {
		page.Closed = say.closure(closure)
	}
	if l.Gone && !closure.ForGood {
		page.Gone = say.Text("facility.gone", say.source(l.Source), say.Date(l.AsOf))
	}
	return page
}
