package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/facility"
	"haven/internal/httpx"
)

// reportPage asks what is wrong with a listing.
type reportPage struct {
	Name    string
	Action  string
	Reasons []option
	Words   string
	Most    int    // characters that the words may have
	Problem string // why the form could not be taken
}

func (reportPage) name() string            { return "report" }
func (reportPage) title(say speech) string { return say.Text("report.heading") }

// These are below the address of a place.
const (
	qrPath     = "/qr.svg"
	reportPath = "/report"
	thanksPath = "/report/thanks"
)

const (
	reasonField = "reason"
	wordsField  = "words"
)

// reportRate is more than a person finds wrong in an hour; many people share
// an address at a shelter or a library.
var reportRate = httpx.Rate{PerSecond: 1.0 / 60, Burst: 30}

func (s *Server) reportForm(c *fiber.Ctx) error {
	return s.askWhatIsWrong(c, facility.Report{Listing: c.Params("id")}, nil)
}

// report takes the form. What is kept of it is the listing, the reason, the
// words and the time; nothing of it is logged. Browsers tell of a form that a
// page of another site sends: its visitors are not to report for it unawares.
func (s *Server) report(c *fiber.Ctx) error {
	if c.Get("Sec-Fetch-Site") == "cross-site" {
		return httpx.Fail(http.StatusForbidden, "Reports are sent from the page of the place alone.", nil)
	}
	form, err := posted(c)
	if err != nil {
		return err
	}
	reason, err := form.One(reasonField)
	if err != nil {
		return err
	}
	words := strings.Join(form[wordsField], "\n") // lines of text, as no parameter of a search has
	r, err := facility.NewReport(c.Params("id"), facility.Reason(reason), words, s.Now())
	if err != nil {
		c.Status(http.StatusBadRequest)
		return s.askWhatIsWrong(c, r, err)
	}
	listing, err := s.standing(c.UserContext(), r.Listing)
	if err != nil {
		return err
	}
	r.Listing = listing.ID
	if err := s.Directory.Report(c.UserContext(), r); err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(facilityPath(r.Listing)+thanksPath), fiber.StatusSeeOther)
}

func (s *Server) askWhatIsWrong(c *fiber.Ctx, r facility.Report, refused error) error {
	keepOut(c)
	listing, err := s.standing(c.UserContext(), r.Listing)
	if err != nil {
		return err
	}
	say := s.speech(c)
	return s.render(c, say, newReport(say, listing.Name.Name, r, refused))
}

func newReport(say speech, name string, r facility.Report, refused error) reportPage {
	p := reportPage{
		Name: name, Action: say.path(facilityPath(r.Listing) + reportPath),
		Words: r.Words, Most: facility.MaxReportWords,
	}
	for _, reason := range facility.Reasons() {
		p.Reasons = append(p.Reasons, option{string(reason), say.Text("report.reason." + string(reason)), reason == r.Reason})
	}
	switch {
	case errors.Is(refused, facility.ErrNoReason):
		p.Problem = say.Text("report.no-reason")
	case errors.Is(refused, facility.ErrTooWordy):
		p.Problem = say.Text("report.too-long", facility.MaxReportWords)
	}
	return p
}

// thanksPage ends a report.
type thanksPage struct{ Back string }

func (thanksPage) name() string            { return "thanks" }
func (thanksPage) title(say speech) string { return say.Text("thanks.heading") }

func (s *Server) thanks(c *fiber.Ctx) error {
	keepOut(c)
	say := s.speech(c)
	return s.render(c, say, thanksPage{say.path(facilityPath(c.Params("id")))})
}
