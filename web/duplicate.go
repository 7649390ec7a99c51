package web

import (
	"errors"
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

// mergesPage is what stewards decided.
type mergesPage struct {
	Wait string // that the directory has still to follow, "" when it has
	Acts []mergeAct
}

// mergeAct is one decision.
type mergeAct struct {
	What, By, Why string
	Places        []mergePlace
	Undone        string
	Undo          string // address of the button, "" when it is taken back
}

// mergePlace is a place that a decision is about.
type mergePlace struct{ Path, Name string }

func (mergesPage) name() string            { return "merges" }
func (mergesPage) title(say speech) string { return say.Text("merge.list") }

func (s *Server) merges(c *fiber.Ctx, by gate.Actor) error {
	acts, wait, err := s.Staff.Merges.Acts(c.UserContext())
	if err != nil {
		return err
	}
	say, p := s.speech(c), mergesPage{}
	if wait {
		p.Wait = say.Text("merge.wait")
	}
	for _, a := range acts {
		p.Acts = append(p.Acts, say.mergeAct(&a))
	}
	return s.renderStaff(c, say, by, p)
}

func (say speech) mergeAct(a *merge.Act) mergeAct {
	shown := mergeAct{What: say.Text("merge.act.two"), By: say.Text("merge.by", a.By, say.Date(a.At)), Why: a.Why}
	if a.Same {
		shown.What = say.Text("merge.act.same")
	}
	for _, l := range a.Places {
		shown.Places = append(shown.Places, mergePlace{say.path(pathOf(recordsPath, listingArg, l.ID)), l.Name.String()})
	}
	if a.Undone.IsZero() {
		shown.Undo = say.path(pathOf(undoMergePath, actArg, a.ID))
	} else {
		shown.Undone = say.Text("merge.undone", a.UndoneBy, say.Date(a.Undone))
	}
	return shown
}

func (s *Server) undoMerge(c *fiber.Ctx, by gate.Actor) error {
	if err := s.Staff.Merges.Undo(c.UserContext(), by.Who(), c.Params(actArg)); err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(mergesPath), fiber.StatusSeeOther)
}

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
