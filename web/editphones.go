package web

import (
	"fmt"
	"net/url"

	"haven/internal/facility"
)

// emptyRows are how many more numbers than there are can be typed.
const emptyRows = 1

func fillPhones(_ *sheet, p *facility.Profile, to url.Values) {
	fillPhone(to, "phone", p.Phone.Value)
	for i, phone := range p.Intake.Value {
		fillPhone(to, fmt.Sprintf("intake.%d", i), phone)
	}
	for i, line := range p.Lines.Value {
		name := fmt.Sprintf("line.%d", i)
		fillPhone(to, name, line.Phone)
		to.Set(name+".kind", string(line.Kind))
	}
}

func fillPhone(to url.Values, name string, p facility.Phone) {
	number := facility.Phone{E164: p.E164, Ext: p.Ext}.String()
	if p.Vanity != "" {
		number = p.Vanity
		if p.Ext != "" {
			number += " ext. " + p.Ext
		}
	}
	to.Set(name, number)
	to[name+".speaks"] = p.Languages.List()
}

// rows are the names of the rows of a kind: those with something in them, and
// some to type in.
func (s *sheet) rows(of string) (names []string) {
	empty := 0
	for i := 0; i < facility.MaxPhones && empty < emptyRows; i++ {
		name := fmt.Sprintf("%s.%d", of, i)
		if s.values.Get(name) == "" {
			empty++
		}
		names = append(names, name)
	}
	return names
}

func drawPhones(s *sheet) {
	s.part("phone", s.phone("phone", "phone")...)
	var intake, lines []control
	for _, name := range s.rows("intake") {
		intake = append(intake, s.phone(name, "intake")...)
	}
	s.part("intake", intake...)
	for _, name := range s.rows("line") {
		kinds := []string{""}
		for _, kind := range facility.FurtherLines() {
			kinds = append(kinds, string(kind))
		}
		kind := s.choose(drawnControl, name+".kind", "line.kind", kinds, func(kind string) string {
			if kind == "" {
				return s.Text("edit.line.none")
			}
			return s.Text("line." + kind)
		})
		lines = append(append(lines, kind), s.phone(name, "line")...)
	}
	s.part("lines", lines...)
}

func (s *sheet) phone(name, key string) []control {
	speaks := s.choose(someControl, name+".speaks", "speaks", facility.SpokenLanguages(), s.under("language."))
	speaks.Fold = true
	return []control{s.text(name, key, "tel"), speaks}
}

// readPhone reads a number; given is false where none was typed.
func (s *sheet) readPhone(name string) (p facility.Phone, given bool) {
	typed := s.get(name)
	if typed == "" {
		return p, false
	}
	p, err := facility.ParsePhone(typed)
	if err != nil {
		s.wrong(name, "phone")
	}
	p.Languages = facility.LanguagesOf(s.chosen(name+".speaks", facility.SpokenLanguages())...)
	return p, true
}

func readPhones(s *sheet) {
	phone, given := s.readPhone("phone")
	s.claims.Phone = claim(&s.profile.Phone, phone, given)
	var intake []facility.Phone
	for i := range facility.MaxPhones {
		if p, given := s.readPhone(fmt.Sprintf("intake.%d", i)); given {
			intake = append(intake, p)
		}
	}
	s.claims.Intake = claim(&s.profile.Intake, intake, intake != nil)
	var lines []facility.Line
	for i := range facility.MaxPhones {
		name := fmt.Sprintf("line.%d", i)
		p, given := s.readPhone(name)
		kind := facility.LineKind(s.values.Get(name + ".kind"))
		if given && kind == "" {
			s.wrong(name+".kind", "line.kind")
		}
		if given {
			lines = append(lines, facility.Line{Kind: kind, Phone: p})
		}
	}
	s.claims.Lines = claim(&s.profile.Lines, lines, lines != nil)
}
