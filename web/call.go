package web

import (
	"cmp"
	"context"
	"html/template"
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/referral"
)

const (
	callPath     = "/desk/call"
	takeBackPath = "/desk/call/:call/take-back"
)

const (
	listingField  = "listing"
	lineField     = "line"
	outcomeField  = "outcome"
	payerField    = "payer"
	languageField = "language"
	backField     = "back"
)

// The categories of the codes that a call can be about.
const (
	payers    = "PAY"
	languages = "SL"
)

// callBox is where staff note with one tap what came of calling a place.
type callBox struct {
	Place, Name, Anchor string
	Path                string // of the place's page
	Lines               []callLine
	Reach               string // how often somebody answers, "" while nobody knows
	Back                string // the page that it stands on
	callAnswers
	Just  []justCalled
	Notes placeNotes
}

// callAnswers are what can come of a call, the same in all boxes of a page.
type callAnswers struct {
	Plain             []option
	Payers, Languages template.HTML // options, made once
}

func (say speech) callAnswers(needs []string) callAnswers {
	return callAnswers{say.plainOutcomes(), htmlOf(say.codesOf(payers, needs)), htmlOf(say.codesOf(languages, needs))}
}

// callLine is one of the numbers of a place.
type callLine struct {
	Kind    facility.LineKind
	Purpose string
	Call    *call
}

// justCalled is a call that can still be taken back.
type justCalled struct{ Said, TakeBack string }

func (s *Server) callRoutes() []staffRoute {
	return []staffRoute{
		{fiber.MethodPost, callPath, account.RecordCall, s.recordCall},
		{fiber.MethodPost, takeBackPath, account.RecordCall, s.takeCallBack},
	}
}

// recordCall notes a call, and goes back to where it was noted.
func (s *Server) recordCall(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	made := referral.Call{
		Listing: form.Get(listingField), Line: facility.LineKind(form.Get(lineField)), Outcome: referral.CallOutcome(form.Get(outcomeField)),
	}
	switch made.Outcome {
	case referral.RefusesPayer:
		made.Code = form.Get(payerField)
	case referral.LanguageMissing:
		made.Code = form.Get(languageField)
	}
	if err := s.Staff.Desk.Called(c.UserContext(), atDesk(by), made); err != nil {
		return err
	}
	return s.backTo(c, form.Get(backField), anchorOf(made.Listing))
}

func (s *Server) takeCallBack(c *fiber.Ctx, by gate.Actor) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	if err := s.Staff.Desk.TakeBack(c.UserContext(), atDesk(by), c.Params("call")); err != nil {
		return err
	}
	return s.backTo(c, form.Get(backField), anchorOf(form.Get(listingField)))
}

// backTo leads back to the page of staff that a form stood on, or to the desk.
// The anchor is escaped: it may be of the form, and no line end of it is to
// begin a header of its own.
func (s *Server) backTo(c *fiber.Ctx, path, anchor string) error {
	at := url.URL{Fragment: anchor}
	return c.Redirect(cmp.Or(wayOn(path), s.speech(c).path(deskPath))+at.String(), fiber.StatusSeeOther)
}

// anchorOf is where on a page the calls to a place are.
func anchorOf(listing string) string { return "calls-" + listing }

// callBoxes are those of places on the page of a case. Of the codes that a place
// may refuse, those needed are offered first.
func (s *Server) callBoxes(ctx context.Context, at atCase, places []facility.Listing) ([]callBox, error) {
	if len(places) == 0 {
		return nil, nil
	}
	just, err := s.Staff.Desk.JustCalled(ctx, atDesk(at.by))
	if err != nil {
		return nil, err
	}
	ids := listOf(places)
	reach, err := s.Staff.Desk.Reach(ctx, ids...)
	if err != nil {
		return nil, err
	}
	notes, err := s.placeNotes(ctx, at.say, at.by, ids)
	if err != nil {
		return nil, err
	}
	answers := at.say.callAnswers(at.Needs)
	var boxes []callBox
	for _, l := range places {
		box := newCallBox(at.say, &l, at.Path, reach[l.ID], just)
		box.callAnswers, box.Notes = answers, notes[l.ID]
		boxes = append(boxes, box)
	}
	return boxes, nil
}

func newCallBox(say speech, l *facility.Listing, back string, reach referral.Reach, just []referral.Call) callBox {
	b := callBox{
		Place: l.ID, Name: l.Name.String(), Anchor: anchorOf(l.ID), Path: say.path(facilityPath(l.ID)), Back: back, Reach: say.reach(reach),
	}
	for _, line := range l.Phones {
		b.Lines = append(b.Lines, callLine{line.Kind, say.Text("line." + string(line.Kind)), callOf(line.Phone)})
	}
	for _, c := range just {
		if c.Listing == l.ID {
			b.Just = append(b.Just, justCalled{say.outcome(c), say.path(callPath + "/" + c.ID + "/take-back")})
		}
	}
	return b
}

// reach tells how often somebody answers, once enough calls are known.
func (say speech) reach(r referral.Reach) string {
	if !r.Shown() {
		return ""
	}
	return say.Text("call.reach", int(100*r.Rate+0.5), r.Calls)
}

// plainOutcomes are those of calls that are about no code.
func (say speech) plainOutcomes() []option {
	var options []option
	for _, o := range referral.CallOutcomes() {
		if o != referral.RefusesPayer && o != referral.LanguageMissing {
			options = append(options, option{Value: string(o), Label: say.Text("call.outcome." + string(o))})
		}
	}
	return options
}

// outcome is what came of a call, with the payer or language it was about.
func (say speech) outcome(c referral.Call) string {
	said := say.Text("call.outcome." + string(c.Outcome))
	if c.Code != "" {
		said += ": " + say.label(c.Code)
	}
	return said
}

// codesOf are the codes of a category, those that are needed first.
func (say speech) codesOf(category string, needs []string) []option {
	var options []option
	all, _ := say.tax.Category(category)
	for _, code := range all.Codes {
		options = append(options, option{Value: code.Code, Label: say.label(code.Code)})
	}
	slices.SortStableFunc(options, func(a, b option) int {
		return cmp.Compare(rank(needs, a.Value), rank(needs, b.Value))
	})
	return options
}

// rank is where in a list something is, behind all of it if nowhere.
func rank(list []string, what string) int {
	if at := slices.Index(list, what); at >= 0 {
		return at
	}
	return len(list)
}

// callsPart is where the calls of a case are noted: to the places picked, in
// their order, and to those that were asked.
type callsPart struct{ Boxes []callBox }

func (s *Server) callsPart(ctx context.Context, at atCase) (p callsPart, err error) {
	var places []facility.Listing
	for _, id := range at.referredTo() {
		if l, stands := at.places[id]; stands && l.ID == id { // else nobody answers there any more, or under another id
			places = append(places, l)
		}
	}
	p.Boxes, err = s.callBoxes(ctx, at, places)
	return p, err
}
