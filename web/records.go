package web

import (
	"errors"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/merge"
	"haven/internal/steward"
)

// recordsPage is the records that are a place, of which some may be another.
type recordsPage struct {
	Name, Back, Action, Merges string
	Records                    []recordLine
	Written                    string
	Most                       int
	Problem                    string
}

// recordLine is one of them, to choose.
type recordLine struct {
	ID, Name, Address, Phone, Said string
	Chosen                         bool
}

func (recordsPage) name() string            { return "records" }
func (recordsPage) title(say speech) string { return say.Text("merge.records") }

func (s *Server) records(c *fiber.Ctx, by gate.Actor) error { return s.showRecords(c, by, nil, "", "") }

// showRecords shows a place's records with what was chosen and written of a
// form that could not be taken, and why.
func (s *Server) showRecords(c *fiber.Ctx, by gate.Actor, chosen []string, words, problem string) error {
	l, _, err := s.ownListing(c, by, account.Merge)
	if err != nil {
		return err
	}
	records, err := s.Staff.Merges.Records(c.UserContext(), l.ID)
	if err != nil {
		return hiddenPlace(err)
	}
	say := s.speech(c)
	p := recordsPage{
		Name: l.Name.String(), Back: say.path(pathOf(listingPath, listingArg, l.ID)), Action: say.path(pathOf(recordsPath, listingArg, l.ID)),
		Merges: say.path(mergesPath), Written: words, Most: steward.MaxWords, Problem: problem,
	}
	picked := facility.CodesOf(chosen...)
	for _, r := range records {
		p.Records = append(p.Records, recordLine{
			ID: r.ID, Name: r.Name.String(), Address: r.Address.String(), Phone: r.Phone.String(),
			Said: say.Text("merge.said", say.source(r.Source), say.Date(r.At)), Chosen: picked.Has(r.ID),
		})
	}
	return s.renderStaff(c, say, by, p)
}

const recordField = "record"

// splitRecords makes another place of some records.
func (s *Server) splitRecords(c *fiber.Ctx, by gate.Actor) error {
	l, _, err := s.ownListing(c, by, account.Merge)
	if err != nil {
		return err
	}
	form, err := sent(c)
	if err != nil {
		return err
	}
	say, chosen, words := s.speech(c), form[recordField], form.Get(wordsField)
	err = s.Staff.Merges.Split(c.UserContext(), by.Who(), l.ID, chosen, words)
	problem := say.wordsProblem(err)
	if errors.Is(err, merge.ErrChoice) {
		problem = say.Text("merge.choose-some")
	}
	if problem != "" {
		c.Status(http.StatusBadRequest)
		return s.showRecords(c, by, chosen, words, problem)
	}
	if err != nil {
		return err
	}
	return c.Redirect(say.path(mergesPath), fiber.StatusSeeOther)
}
