package web

import (
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/merge"
	"haven/internal/steward"
)

// Addresses of the stewards' word on which records are one place.
const (
	mergesPath    = "/merges"
	undoMergePath = "/merges/:act/undo"
	recordsPath   = "/listings/:listing/records"
	actArg        = "act"
)

const (
	sameAnswer = "same"
	twoAnswer  = "two"
)

func (s *Server) mergeRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodGet, mergesPath, account.Merge, s.merges},
		{fiber.MethodPost, undoMergePath, account.Merge, s.undoMerge},
		{fiber.MethodGet, recordsPath, account.Merge, s.records},
		{fiber.MethodPost, recordsPath, account.Merge, s.splitRecords},
	}
}

// duplicatePage asks whether two places are one.
type duplicatePage struct {
	Matter  matterLine
	Reasons []string
	Sides   []duplicateSide
	Rows    []comparedField
	Merges  string // address of the decisions
	Written string
	Most    int
	Problem string
}

func (duplicatePage) name() string            { return "duplicate" }
func (duplicatePage) title(say speech) string { return say.Text("merge.heading") }

// duplicateSide is one of the two.
type duplicateSide struct {
	Name, Public, Records string
	Sources               []string
}

// comparedField is what both say of one thing.
type comparedField struct {
	Name   string
	Values [2]string
	Differ bool
}

func (s *Server) showDuplicate(c *fiber.Ctx, by gate.Actor, m steward.Matter) error {
	return s.showDuplicateWith(c, by, m, "", "")
}

// showDuplicateWith shows a pair with words that could not be taken, and why.
func (s *Server) showDuplicateWith(c *fiber.Ctx, by gate.Actor, m steward.Matter, words, problem string) error {
	pair, err := s.Staff.Merges.Pair(c.UserContext(), m.ID)
	if err != nil {
		return err
	}
	say := s.speech(c)
	p := newDuplicate(say, pair)
	p.Matter, p.Written, p.Problem = say.matter(m, by.User.ID), words, problem
	return s.renderStaff(c, say, by, p)
}

func newDuplicate(say speech, pair merge.Pair) duplicatePage {
	p := duplicatePage{Merges: say.path(mergesPath), Most: steward.MaxWords}
	for _, reason := range strings.Split(pair.Reasons, ", ") {
		p.Reasons = append(p.Reasons, say.Text("merge.reason."+strings.ReplaceAll(reason, " ", "-")))
	}
	a, b := &pair.Sides[0], &pair.Sides[1]
	for _, side := range []*merge.Side{a, b} {
		shown := duplicateSide{
			Name: side.Listing.Name.String(), Public: say.path(facilityPath(side.Listing.ID)),
			Records: say.path(pathOf(recordsPath, listingArg, side.Listing.ID)),
		}
		for _, r := range side.Records {
			shown.Sources = append(shown.Sources, say.Text("merge.record", say.source(r.Source), say.Date(r.At), r.Name.String()))
		}
		p.Sides = append(p.Sides, shown)
	}
	for _, f := range say.comparedFields(a, b) {
		f.Differ = f.Values[0] != f.Values[1]
		p.Rows = append(p.Rows, f)
	}
	return p
}

func (say speech) comparedFields(a, b *merge.Side) []comparedField {
	each := func(text func(*merge.Side) string) [2]string { return [2]string{text(a), text(b)} }
	return []comparedField{
		{Name: say.Text("merge.address"), Values: each(func(s *merge.Side) string { return s.Listing.Address.String() })},
		{Name: say.Text("merge.phones"), Values: each(func(s *merge.Side) string { return allNumbers(&s.Listing) })},
		{Name: say.Text("merge.website"), Values: each(func(s *merge.Side) string { return s.Listing.Website })},
		{Name: say.Text("merge.services"), Values: [2]string{say.onlyOf(a, b), say.onlyOf(b, a)}},
	}
}

func allNumbers(l *facility.Listing) string {
	var numbers []string
	for _, line := range l.Phones {
		numbers = append(numbers, line.String())
	}
	return strings.Join(numbers, ", ")
}

// onlyOf are the services that one side has and the other has not.
func (say speech) onlyOf(one, other *merge.Side) string {
	var labels []string
	for code := range one.Listing.Yes.All() {
		if !other.Listing.Yes.Has(code) {
			labels = append(labels, say.label(code))
		}
	}
	if len(labels) > mostServices {
		return strings.Join(labels[:mostServices], ", ") + " " + say.Count("merge.more", len(labels)-mostServices)
	}
	return strings.Join(labels, ", ")
}

// mostServices is how many services are named of each side.
const mostServices = 12

// decideDuplicate takes a steward's word on a pair, or shows it again with what
// was written.
func (s *Server) decideDuplicate(c *fiber.Ctx, by gate.Actor, m steward.Matter) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	say, words, answer := s.speech(c), form.Get(wordsField), form.Get(answerField)
	if answer != sameAnswer && answer != twoAnswer {
		c.Status(http.StatusBadRequest)
		return s.showDuplicateWith(c, by, m, words, say.Text("merge.choose"))
	}
	err = s.Staff.Merges.Decide(c.UserContext(), by.Who(), m.ID, answer == sameAnswer, words)
	if problem := say.wordsProblem(err); problem != "" {
		c.Status(http.StatusBadRequest)
		return s.showDuplicateWith(c, by, m, words, problem)
	}
	if err != nil {
		return err
	}
	return s.backToInbox(c, steward.Filter{Kind: merge.Kind, Page: 1})
}
