package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/listing"
	"haven/internal/steward"
	"haven/internal/store"
)

// proposalLine is an edit that waited for a steward, or does, for the place.
type proposalLine struct {
	Fields, State, Said string
	Words               string // the steward's
	Withdraw            string // "" when it does not wait any more
}

func (say speech) proposalLines(id string, all []store.Proposal) (lines []proposalLine) {
	for _, p := range all {
		if p.State == store.Replaced || p.State == store.Withdrawn {
			continue
		}
		l := proposalLine{
			Fields: say.fieldNames(p.About()), State: say.Text("edit.state." + string(p.State)), Said: say.Date(p.At), Words: p.Words,
		}
		if p.State == store.Waits {
			l.Withdraw = say.path(pathOf(at(withdrawPath, id), proposalArg, p.ID))
		}
		lines = append(lines, l)
	}
	return lines
}

// proposalPage is an edit for the steward who decides on it.
type proposalPage struct {
	Matter  matterLine
	Listing string // where the place is kept
	By, Why string
	Changes []fieldChange
	Written string
	Most    int
	Problem string
	Own     bool // nobody decides on their own
}

// fieldChange is a field as it is shown, as it would be, and as further sources
// have it.
type fieldChange struct {
	Field    string
	Old, New []string
	From     origin // of what is shown
}

func (proposalPage) name() string            { return "proposal-matter" }
func (proposalPage) title(say speech) string { return say.Text("edit.proposal") }

func (s *Server) showProposal(c *fiber.Ctx, by gate.Actor, m steward.Matter) error {
	return s.showProposalWith(c, by, m, "", "")
}

func (s *Server) showProposalWith(c *fiber.Ctx, by gate.Actor, m steward.Matter, words, problem string) error {
	p, err := s.Staff.Edits.Proposal(c.UserContext(), m.ID)
	if err != nil {
		return err
	}
	_, profile, err := s.fullOf(c, p.Listing)
	if err != nil {
		return hiddenPlace(err)
	}
	say := s.speech(c)
	return s.renderStaff(c, say, by, proposalPage{
		Matter: say.matter(m, by.User.ID), Listing: say.path(at(listingPath, p.Listing)), By: p.Email, Why: p.Why,
		Changes: say.changes(&profile, p.Claims), Written: words, Most: steward.MaxWords, Problem: problem, Own: p.Account == by.User.ID,
	})
}

// fullOf is a place with everything known about it, by any id that leads to it.
func (s *Server) fullOf(c *fiber.Ctx, id string) (facility.Listing, facility.Profile, error) {
	l, p, err := s.Staff.Edits.Full(c.UserContext(), id)
	var moved *facility.MovedError
	if errors.As(err, &moved) {
		l, p, err = s.Staff.Edits.Full(c.UserContext(), moved.To)
	}
	return l, p, err
}

// changes compares what is shown with what claims would make of it.
func (say speech) changes(p *facility.Profile, c facility.Claims) (all []fieldChange) {
	claimed := facility.Fold([]facility.Statement{{Source: listing.Itself, At: say.now, Rank: facility.RankFacility, Claims: c}}, nil)
	for _, f := range c.SpeaksOf() {
		changed := fieldChange{Field: say.fieldName(f), New: say.fieldLines(&claimed, f), Old: []string{say.Text("edit.unknown")}}
		if old := say.fieldFact(p, f); old != nil {
			changed.Old, changed.From = old.Lines, old.Origin
		}
		all = append(all, changed)
	}
	return all
}

func (say speech) fieldLines(p *facility.Profile, f facility.Field) []string {
	if fact := say.fieldFact(p, f); fact != nil {
		return fact.Lines
	}
	return nil
}

// fieldFact puts a field that waits into words, nil where nobody spoke of it.
func (say speech) fieldFact(p *facility.Profile, f facility.Field) *fact {
	one := func(text string) []string { return []string{text} }
	switch f {
	case facility.FieldName:
		return factOf(say, "name", &p.Name, func(n facility.Name) []string { return one(n.String()) })
	case facility.FieldAddress:
		return factOf(say, "address", &p.Address, addressLines)
	case facility.FieldPhone:
		return factOf(say, "name", &p.Phone, func(phone facility.Phone) []string { return say.phoneLines(phone) })
	case facility.FieldIntake:
		return factOf(say, "name", &p.Intake, func(all []facility.Phone) []string { return say.phoneLines(all...) })
	case facility.FieldLines:
		return factOf(say, "name", &p.Lines, func(all []facility.Line) (lines []string) {
			for _, l := range all {
				lines = append(lines, say.Text("line."+string(l.Kind))+": "+strings.Join(say.phoneLines(l.Phone), " "))
			}
			return lines
		})
	case facility.FieldWebsite:
		return factOf(say, "website", &p.Website, one)
	case facility.FieldEmail:
		return factOf(say, "email", &p.Email, one)
	case facility.FieldFees:
		return factOf(say, "fees", &p.Fees, say.checklist("fees"))
	case facility.FieldBring:
		return factOf(say, "bring", &p.Bring, say.checklist("bring"))
	case facility.FieldAccess:
		return factOf(say, "access", &p.Access, say.checklist("access"))
	case facility.FieldWithheld:
		return factOf(say, "address", &p.Withheld, func(hidden bool) []string {
			if hidden {
				return one(say.Text("edit.withheld." + addressHidden))
			}
			return one(say.Text("edit.withheld." + addressShown))
		})
	}
	return nil
}

func (say speech) phoneLines(phones ...facility.Phone) (lines []string) {
	for _, p := range phones {
		lines = append(lines, strings.TrimSpace(p.String()+" "+say.speaks(p.Languages)))
	}
	return lines
}

// The decisions on an edit.
const (
	acceptEdit = "accept"
	rejectEdit = "reject"
)

func (s *Server) decideProposal(c *fiber.Ctx, by gate.Actor, m steward.Matter) error {
	form, err := sent(c)
	if err != nil {
		return err
	}
	p, err := s.Staff.Edits.Proposal(c.UserContext(), m.ID)
	if err != nil {
		return err
	}
	words, decision := facility.CleanWords(form.Get(wordsField)), form.Get(decisionField)
	if problem := s.speech(c).decisionProblem(decision, words); problem != "" {
		c.Status(http.StatusBadRequest)
		return s.showProposalWith(c, by, m, words, problem)
	}
	if decision == acceptEdit {
		err = s.Staff.Edits.Accept(c.UserContext(), by.Who(), p, words)
	} else {
		err = s.Staff.Edits.Reject(c.UserContext(), by.Who(), p, words)
	}
	if errors.Is(err, listing.ErrOwnProposal) {
		c.Status(http.StatusForbidden)
		return s.showProposalWith(c, by, m, words, s.speech(c).Text("edit.own"))
	}
	if err != nil {
		return hiddenPlace(err)
	}
	return s.backToInbox(c, steward.Filter{Page: 1})
}

// decisionProblem says why a decision cannot be taken, "" for nothing.
func (say speech) decisionProblem(decision, words string) string {
	switch {
	case decision != acceptEdit && decision != rejectEdit:
		return say.Text("edit.choose")
	case decision == rejectEdit && words == "":
		return say.Text("inbox.no-words")
	case len([]rune(words)) > steward.MaxWords:
		return say.Text("report.too-long", steward.MaxWords)
	}
	return ""
}
