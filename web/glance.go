package web

import (
	"slices"

	"haven/internal/facility"
)

// glance is what a place does about one thing, in a line.
type glance struct {
	Label   string
	Text    string
	Unknown bool // nobody has said
}

// topics are what people look at first, with the categories of codes that
// answer it.
var topics = []struct {
	name       string
	categories []string
}{
	{"care", []string{"TC", "SET"}},
	{"medication", []string{"OM"}},
	{"policy", []string{"OT", "AUT"}},
	{"payment", []string{"PAY", "PYAS"}},
	{"people", []string{"AGE", "GN", "SG"}},
	{"languages", []string{"SL", "OL"}},
}

// maxGlanced keeps a line short; all services come further down.
const maxGlanced = 8

func (say speech) glance(l *facility.Listing) []glance {
	var all []glance
	for _, t := range topics {
		g := glance{Label: say.Text("glance." + t.name), Text: say.Text("glance.none")}
		yes, known := say.answersIn(l, t.categories)
		switch {
		case !known:
			g.Text, g.Unknown = say.Text("glance.unknown"), true
		case len(yes) > maxGlanced:
			g.Text = join(yes[:maxGlanced]) + " " + say.Count("glance.more", len(yes)-maxGlanced)
		case len(yes) > 0:
			g.Text = join(yes)
		}
		all = append(all, g)
	}
	return all
}

// answersIn are the services that a place has in some categories; known is
// whether anybody has said anything about them.
func (say speech) answersIn(l *facility.Listing, categories []string) (yes []string, known bool) {
	for _, code := range say.tax.Codes() {
		if !slices.Contains(categories, code.Category) {
			continue
		}
		answer := l.Answer(code.Code)
		known = known || answer != facility.Unknown
		if answer == facility.Yes {
			yes = append(yes, say.label(code.Code))
		}
	}
	return yes, known
}
