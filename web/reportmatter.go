package web

import (
	"errors"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/checkin"
	"haven/internal/facility"
	"haven/internal/listing"
	"haven/internal/steward"
)

// answerField is what a steward makes of a report.
const answerField = "answer"

// reportMatterPage is a report for the steward who answers it.
type reportMatterPage struct {
	Matter  matterLine
	Listing string // where the place is seen
	Reason  string
	Words   string // of who reported it
	Lead    string // what a place ticked, by a link
	Said    string // when
	Facts   []fact
	Numbers []numbers
	// Remedies are what can be done; the chosen one is that the listing stays.
	Remedies []option
	Edit     string
	why
}

func (reportMatterPage) name() string            { return "report-matter" }
func (reportMatterPage) title(say speech) string { return say.Text("inbox.report.heading") }

func (s *Server) showReport(c *fiber.Ctx, by gate.Actor, m steward.Matter) error {
	return s.showReportWith(c, by, m, "", "")
}

// showReportWith shows a report with words that could not be taken, and why.
func (s *Server) showReportWith(c *fiber.Ctx, by gate.Actor, m steward.Matter, words, problem string) error {
	r, err := s.Staff.Stewards.Report(c.UserContext(), m)
	if err != nil {
		return err
	}
	say := s.speech(c)
	p := reportMatterPage{
		Matter: say.matter(m, by.User.ID), Reason: say.subject(m), Words: r.Words, Said: say.Date(r.At),
		Edit: say.path(editPath(m.Place.ID)), why: why{words, steward.MaxWords, problem},
	}
	for _, remedy := range steward.Remedies(r.Report) {
		p.Remedies = append(p.Remedies, option{string(remedy), say.Text("inbox.remedy." + string(remedy)), remedy == steward.Dismiss})
	}
	if r.Origin == facility.FromPlace {
		p.Lead, p.Words = say.lead(r.Words)
	}
	if r.Code != "" {
		p.Reason += ": " + say.label(r.Code)
	}
	_, profile, err := s.Directory.Profile(c.UserContext(), m.Place.ID)
	switch {
	case err == nil:
		p.Listing, p.Facts, p.Numbers = say.path(facilityPath(m.Place.ID)), say.facts(&profile, ""), say.numbers(&profile)
	case !errors.Is(err, facility.ErrNotFound):
		return err
	}
	return s.renderStaff(c, say, by, p)
}

// lead is what a place ticked, and what it wrote beside.
func (say speech) lead(told string) (lead, words string) {
	kind, until, words := checkin.Lead(told)
	switch {
	case kind == "":
		return "", words
	case !until.IsZero():
		return say.Text("inbox.told.until", say.Date(until)), words
	}
	return say.Text("inbox.told." + string(kind)), words
}

// answerReport closes a report, or shows it again with what was written.
func (s *Server) answerReport(c *fiber.Ctx, by gate.Actor, m steward.Matter) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	words := form.Get(wordsField)
	err = s.Staff.Stewards.Answer(c.UserContext(), by.Who(), m, steward.Remedy(form.Get(answerField)), words)
	if problem := s.speech(c).wordsProblem(err); problem != "" {
		c.Status(http.StatusBadRequest)
		return s.showReportWith(c, by, m, words, problem)
	}
	if err != nil {
		return err
	}
	return s.backToInbox(c, steward.Filter{Kind: m.Kind, Page: 1})
}

// wordsProblem says what is wrong with what a steward wrote, "" for nothing that
// they can mend.
func (say speech) wordsProblem(err error) string {
	var field *facility.FieldError
	switch {
	case errors.Is(err, steward.ErrNoWords):
		return say.Text("inbox.no-words")
	case errors.Is(err, facility.ErrTooWordy):
		return say.Text("report.too-long", steward.MaxWords)
	case errors.Is(err, steward.ErrNoChoice):
		return say.Text("inbox.no-choice")
	case errors.Is(err, listing.ErrTooManyWait): // of a facility that goes back to what it said
		return say.Text("edit.too-many")
	case errors.As(err, &field):
		return say.Text("inbox.bad-value", say.field(field.Field))
	}
	return ""
}

// editPath is where a place is edited.
func editPath(listing string) string { return at(editsPath, listing) }
