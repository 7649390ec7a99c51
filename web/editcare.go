package web

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"haven/internal/facility"
)

func fillChecklist(to url.Values, about string, c facility.Checklist) {
	to[about] = c.Items
	to.Set(about+".words", c.Words)
}

func (s *sheet) drawChecklist(f facility.Field) {
	about := string(f)
	s.part(about, s.choose(someControl, about, about, facility.ChecklistItems(f), s.under(about+".")),
		s.area(about+".words", "own-words", facility.MaxWords))
}

func (s *sheet) readChecklist(f facility.Field, before *facility.Fact[facility.Checklist]) *facility.Claim[facility.Checklist] {
	c := facility.Checklist{Items: s.chosen(string(f), facility.ChecklistItems(f)), Words: s.get(string(f) + ".words")}
	if len(c.Items) == 0 {
		c.Items = nil
	}
	return claim(before, c, c.Items != nil || c.Words != "")
}

func fillFees(_ *sheet, p *facility.Profile, to url.Values) { fillChecklist(to, "fees", p.Fees.Value) }
func drawFees(s *sheet)                                     { s.drawChecklist(facility.FieldFees) }
func readFees(s *sheet) {
	s.claims.Fees = s.readChecklist(facility.FieldFees, &s.profile.Fees)
}

func fillVisit(_ *sheet, p *facility.Profile, to url.Values) {
	fillChecklist(to, "bring", p.Bring.Value)
	fillChecklist(to, "access", p.Access.Value)
}

func drawVisit(s *sheet) {
	s.drawChecklist(facility.FieldBring)
	s.drawChecklist(facility.FieldAccess)
}

func readVisit(s *sheet) {
	s.claims.Bring = s.readChecklist(facility.FieldBring, &s.profile.Bring)
	s.claims.Access = s.readChecklist(facility.FieldAccess, &s.profile.Access)
}

func policyName(m facility.Medication) string { return "medication." + string(m) }

func practiceNames() (names []string) {
	for _, practice := range facility.Practices() {
		names = append(names, string(practice))
	}
	return names
}

func fillMedication(_ *sheet, p *facility.Profile, to url.Values) {
	for _, policy := range p.Medication.Value {
		for _, practice := range policy.Practices {
			to.Add(policyName(policy.Medication), string(practice))
		}
	}
}

// drawMedication folds each medication: its line tells what is ticked.
func drawMedication(s *sheet) {
	part := sheetPart{Legend: s.Text("edit.practice")}
	for _, m := range facility.Medications() {
		c := s.choose(someControl, policyName(m), "practice", practiceNames(), s.under("edit.practice."))
		c.Label, c.Fold = s.Text(policyName(m)), true
		part.Controls = append(part.Controls, c)
	}
	s.Parts = append(s.Parts, part)
}

func readMedication(s *sheet) {
	var all []facility.Policy
	for _, m := range facility.Medications() {
		policy := facility.Policy{Medication: m}
		for _, practice := range s.chosen(policyName(m), practiceNames()) {
			policy.Practices = append(policy.Practices, facility.Practice(practice))
		}
		if policy.Practices == nil {
			continue
		}
		if policy.Validate() != nil {
			s.wrong(policyName(m), "practice")
		}
		all = append(all, policy)
	}
	s.claims.Medication = claim(&s.profile.Medication, all, all != nil)
}

func levelsName(e facility.Edition) string { return fmt.Sprintf("asam.%d", e) }

func fillLevels(_ *sheet, p *facility.Profile, to url.Values) {
	for _, l := range p.Levels.Value {
		to.Add(levelsName(l.Edition), l.Level)
	}
}

func drawLevels(s *sheet) {
	for _, e := range facility.ASAMEditions() {
		s.part("asam."+strconv.Itoa(int(e)), s.choose(someControl, levelsName(e), "levels", facility.ASAMLevels(e), strings.TrimSpace))
	}
}

func readLevels(s *sheet) {
	var all []facility.Level
	for _, e := range facility.ASAMEditions() {
		for _, level := range s.chosen(levelsName(e), facility.ASAMLevels(e)) {
			all = append(all, facility.Level{Edition: e, Level: level})
		}
	}
	s.claims.Levels = claim(&s.profile.Levels, all, all != nil)
}

func answerName(code string) string { return "code." + code }

// categoriesOf are the categories of service codes of a group.
func (say speech) categoriesOf(g editGroup) (all []facility.Category) {
	for _, name := range g.categories {
		if category, known := say.tax.Category(name); known {
			all = append(all, category)
		}
	}
	return all
}

func (say speech) codesIn(g editGroup) (codes []string) {
	for _, category := range say.categoriesOf(g) {
		for _, code := range category.Codes {
			codes = append(codes, code.Code)
		}
	}
	return codes
}

func (s *sheet) fillCodes(g editGroup, p *facility.Profile, to url.Values) {
	for _, code := range s.codesIn(g) {
		if answer := p.Codes[code].Value; answer != facility.Unknown {
			to.Set(answerName(code), answer.String())
		}
	}
}

// drawCodes asks for each code, category by category. Of a long category those
// that are not at yes are folded away: most of its codes are rare, and a phone
// shows five at once.
func (s *sheet) drawCodes(g editGroup) {
	for _, category := range s.categoriesOf(g) {
		part := sheetPart{Legend: s.category(category)}
		for _, code := range category.Codes {
			c := s.codeControl(code.Code)
			if len(category.Codes) >= maxShown+minFolded && s.values.Get(c.Name) != yes {
				part.More = append(part.More, c)
			} else {
				part.Controls = append(part.Controls, c)
			}
		}
		part.MoreLabel = s.Count("edit.more", len(part.More))
		s.Parts = append(s.Parts, part)
	}
}

// codeControl asks for a code; that nobody knows is offered only where that is so.
func (s *sheet) codeControl(code string) control {
	answers := []string{yes, no}
	if s.profile.Codes[code].Value == facility.Unknown {
		answers = append(answers, "")
	}
	c := s.choose(oneControl, answerName(code), "code", answers, func(answer string) string {
		if answer == "" {
			answer = facility.Unknown.String()
		}
		return s.Text("edit.code." + answer)
	})
	c.Label = s.label(code)
	if s.values.Get(c.Name) == "" && len(answers) == 3 {
		c.Options[2].Chosen = true
	}
	return c
}

func (s *sheet) readCodes(g editGroup) {
	for _, code := range s.codesIn(g) {
		switch s.values.Get(answerName(code)) {
		case yes:
			s.claims.Yes = append(s.claims.Yes, code)
		case no:
			s.claims.No = append(s.claims.No, code)
		}
	}
}
