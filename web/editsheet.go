package web

import (
	"net/url"
	"slices"
	"strings"

	"haven/internal/facility"
)

// sheet is the form of one group of fields: what was typed, what is wrong with
// it, and what it claims. Everything is text until it is read, so that words
// that cannot be kept are shown again as they were typed.
type sheet struct {
	speech
	listing  facility.Listing
	profile  facility.Profile
	values   url.Values
	problems map[string]string // by the name of a control
	Parts    []sheetPart
	claims   facility.Claims
}

// sheetPart are controls that belong together; More are those that unfold.
type sheetPart struct {
	Legend, Hint   string
	Controls, More []control
	MoreLabel      string
}

// The kinds of controls.
const (
	textControl  = "text"
	areaControl  = "area"
	oneControl   = "one" // radio buttons
	someControl  = "some"
	drawnControl = "choice" // a list to choose from
)

// control is something to type or choose.
type control struct {
	Kind, Name, ID string
	Label, Hint    string
	Type           string // of a text, such as tel
	Value          string
	Options        []option
	Most           int // letters, 0 for the usual
	Problem        string
	Fold           bool // whether choices are folded away until asked for
}

// part begins a part of the sheet; its words are those of key.
func (s *sheet) part(key string, controls ...control) {
	p := sheetPart{Legend: s.Text("edit.part." + key), Controls: controls}
	if hint := "edit.hint." + key; s.Has(hint) {
		p.Hint = s.Text(hint)
	}
	s.Parts = append(s.Parts, p)
}

// get is what was typed, without what no text has.
func (s *sheet) get(name string) string { return facility.CleanWords(s.values.Get(name)) }

// wrong notes what is wrong with a control. The first word on it stays.
func (s *sheet) wrong(name, key string) {
	if s.problems[name] == "" {
		s.problems[name] = s.Text("edit.wrong." + key)
	}
}

func (s *sheet) control(kind, name, key string) control {
	c := control{
		Kind: kind, Name: name, ID: strings.ReplaceAll(name, ".", "-"), Label: s.Text("edit." + key),
		Value: s.values.Get(name), Problem: s.problems[name], Most: facility.MaxText,
	}
	if hint := "edit.hint." + key; s.Has(hint) {
		c.Hint = s.Text(hint)
	}
	return c
}

// text is one line to type, of a type such as tel.
func (s *sheet) text(name, key, kind string) control {
	c := s.control(textControl, name, key)
	c.Type = kind
	return c
}

func (s *sheet) area(name, key string, most int) control {
	c := s.control(areaControl, name, key)
	c.Most = most
	return c
}

// choose offers values with labels: one of them, or some.
func (s *sheet) choose(kind, name, key string, values []string, label func(string) string) control {
	c := s.control(kind, name, key)
	for _, value := range values {
		c.Options = append(c.Options, option{value, label(value), slices.Contains(s.values[name], value)})
	}
	return c
}

// under are the words of values that begin with a prefix.
func (s *sheet) under(prefix string) func(string) string {
	return func(value string) string { return s.Text(prefix + value) }
}

// chosen are the values of a control that are among those offered, in their
// order.
func (s *sheet) chosen(name string, offered []string) []string {
	return slices.DeleteFunc(slices.Clone(offered), func(value string) bool { return !slices.Contains(s.values[name], value) })
}

// claim is a claim of a value where there is one; that there is none, where
// one stood before; nothing where nobody has said anything.
func claim[T any](f *facility.Fact[T], value T, given bool) *facility.Claim[T] {
	switch {
	case given:
		return facility.Says(value)
	case f.Stated:
		return facility.SaysNone[T]()
	}
	return nil
}
