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
	Numbers    []numbers
	Facts      []fact
	Yes, No    answers
	Unknown    []answered
	NameFrom   origin
	Sources    []string
	Position   string
	Glance     []glance
	Questions  []string // to ask when calling
	Keep       keepForm
	Share      share
	QR, Report string // addresses
	schema     *structuredData
}

// numbers are telephone numbers of one purpose.
type numbers struct {
	Purpose string
	Calls   []*call
	Origin  origin
}

// fact is a field of a place in words.
type fact struct {
	Label  string
	Lines  []string
	Link   string // where the first line leads
	Remark string
	Way    string // where directions to it are, which is not with us
	Origin origin
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
		Place:    l.ID,
		Name:     l.Name.Name,
		Unit:     l.Name.Unit,
		Numbers:  say.numbers(&p),
		Facts:    say.facts(&p),
		Yes:      newAnswers(say, p.Codes, facility.Yes),
		No:       newAnswers(say, p.Codes, facility.No),
		Unknown:  say.unanswered(p.Codes),
		NameFrom: originOf(say, &p.Name, facility.Name.String),
		Position: say.Text("position." + string(l.Location.Precision)),
		Glance:   say.glance(l),
	}
	page.Questions = say.questions(l, &p)
	page.wayTo(say, l)
	for _, name := range l.AKA {
		page.AKA = append(page.AKA, name.String())
	}
	for _, source := range p.Sources {
		page.Sources = append(page.Sources, say.said(&source))
	}
	if l.Gone {
		page.Gone = say.Text("facility.gone", say.source(l.Source), say.Date(l.AsOf))
	}
	return page
}

func (say speech) numbers(p *facility.Profile) []numbers {
	var all []numbers
	if p.Phone.Stated {
		all = append(all, numbers{
			say.Text("line.main"), []*call{callOf(p.Phone.Value)}, originOf(say, &p.Phone, facility.Phone.String),
		})
	}
	if p.Intake.Stated {
		intake := numbers{Purpose: say.Text("line.intake"), Origin: originOf(say, &p.Intake, phones)}
		for _, phone := range p.Intake.Value {
			intake.Calls = append(intake.Calls, callOf(phone))
		}
		all = append(all, intake)
	}
	return all
}

func phones(all []facility.Phone) string {
	var texts []string
	for _, phone := range all {
		texts = append(texts, phone.String())
	}
	return join(texts)
}

// facts are the fields that some source spoke of.
func (say speech) facts(p *facility.Profile) []fact {
	address := factOf(say, "address", &p.Address, addressLines)
	if p.Withheld.Value && address != nil {
		address.Remark = say.Text("facility.withheld", say.said(p.Withheld.By))
	}
	website := factOf(say, "website", &p.Website, func(link string) []string { return []string{siteName(link)} })
	if website != nil {
		website.Link = p.Website.Value
	}
	hours := factOf(say, "hours", &p.Hours, say.hours)
	if hours != nil && p.Hours.Fresh(say.now) {
		hours.Remark = say.openNow(p.Hours.Value)
	}
	var all []fact
	for _, f := range []*fact{address, website, hours} {
		if f != nil {
			all = append(all, *f)
		}
	}
	return all
}

// factOf puts a fact into words; nil when nothing is known.
func factOf[T any](say speech, name string, f *facility.Fact[T], lines func(T) []string) *fact {
	if !f.Known() {
		return nil
	}
	shown := fact{
		Label:  say.Text("facility." + name),
		Lines:  []string{say.Text("facility.none")},
		Origin: originOf(say, f, func(value T) string { return join(lines(value)) }),
	}
	if f.Stated {
		shown.Lines = lines(f.Value)
	}
	return &shown
}

func addressLines(a facility.Address) []string {
	street := strings.Trim(a.Street+", "+a.Unit, ", ")
	city := a.City + ", " + strings.TrimSpace(a.State+" "+a.ZIP)
	if street == "" {
		return []string{city}
	}
	return []string{street, city}
}

// siteName is an address of the web as people say it.
func siteName(link string) string {
	_, after, found := strings.Cut(link, "://")
	if !found {
		after = link
	}
	return strings.TrimSuffix(strings.TrimPrefix(after, "www."), "/")
}
