package web

import (
	"cmp"
	"slices"

	"haven/internal/ask"
	"haven/internal/facility"
)

// filters are the services that results can be narrowed to, with how many
// places have each.
type filters struct {
	Top        []choice // the most used ones
	Now        []choice // what must hold now
	Categories []category
}

// category is a group of alternatives.
type category struct {
	Label, Help string
	Choices     []choice
	Chosen      int
}

// choice is a service, or what must hold now, to tick.
type choice struct {
	Field       string // of the form: codeField or nowField
	Code, Label string
	Help        string // a line; the filters shown first have none
	Found       int
	Chosen      bool
}

// usedMost are the filters shown first, in this order.
var usedMost = []string{"MD", "SS", "DT", "RES", "OP", "BU", "MU", "SP"}

// readFirst are the categories that people ask about most, before all others.
var readFirst = []string{"TC", "SET", "OM", "PAY", "PYAS", "AGE", "GN", "SG", "SL", "OL", "TAP", "DETOX"}

// categories are in the order that people read them.
func (say speech) categories() []facility.Category {
	all := say.tax.Categories()
	place := func(c facility.Category) int {
		if i := slices.Index(readFirst, c.Code); i >= 0 {
			return i
		}
		return len(readFirst)
	}
	slices.SortStableFunc(all, func(a, b facility.Category) int { return cmp.Compare(place(a), place(b)) })
	return all
}

// newFilters lists what some place found has, and what is asked for already.
// Each code is there once: a box that is ticked twice could not be unticked.
func newFilters(say speech, asked ask.Resolved, found facility.Results) filters {
	counts := found.Facets
	f := filters{Now: say.momentChoices(asked, found.Conditions)}
	ticked := ticked(asked)
	choose := func(code string) (choice, bool) {
		c := choice{Field: codeField, Code: code, Label: say.label(code), Found: counts.Of(code), Chosen: slices.Contains(ticked, code)}
		return c, c.Found > 0 || c.Chosen
	}
	for _, code := range usedMost {
		if c, ok := choose(code); ok {
			f.Top = append(f.Top, c)
		}
	}
	for _, all := range say.categories() {
		group := category{Label: say.category(all), Help: say.CategoryHelp(all.Code)}
		for _, code := range all.Codes {
			if c, ok := choose(code.Code); ok && !slices.Contains(usedMost, code.Code) {
				c.Help = say.CodeHelp(c.Code)
				group.add(c)
			}
		}
		if len(group.Choices) > 0 {
			f.Categories = append(f.Categories, group)
		}
	}
	return f
}

// add adds a choice. What explains another of the group already, such as each
// of the languages, is not said again.
func (c *category) add(one choice) {
	if slices.ContainsFunc(c.Choices, func(other choice) bool { return other.Help == one.Help }) {
		one.Help = ""
	}
	c.Choices = append(c.Choices, one)
	if one.Chosen {
		c.Chosen++
	}
}

// ticked are the codes that the boxes of the form asked for.
func ticked(asked ask.Resolved) []string {
	var codes []string
	for _, f := range asked.Understood.Filters {
		if f.Param == codeField {
			codes = append(codes, f.Codes...)
		}
	}
	return codes
}
