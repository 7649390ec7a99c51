package web

import (
	"net/url"
	"strings"

	"haven/internal/ask"
)

// change is a button that searches again with some fields replaced.
type change struct {
	Label string
	Send  string // the value of changeField
	// Found is how many places the changed search finds, in words; "" when
	// that is not known yet.
	Found string
}

func newChange(label string, fields map[string]string) change {
	send := url.Values{}
	for name, value := range fields {
		send.Set(name, value)
	}
	return change{Label: label, Send: send.Encode()}
}

// chips are the parts of a search as it was understood, each a button that
// takes it out. People's own words are shown only where they are a name:
// some hurt.
func (say speech) chips(asked ask.Resolved) []change {
	var chips []change
	for _, p := range asked.Understood.Parts {
		label := p.Label.In(say.Lang())
		switch {
		case p.Kind == ask.PartDanger || p.Kind == ask.PartRadius || p.Kind == ask.PartPlace && !p.Applied:
			continue
		case p.Kind == ask.PartText:
			label = say.Text("chip.text", label)
		case p.Kind == ask.PartWish:
			label = say.Text("chip.wish", label)
		}
		chips = append(chips, newChange(label, p.Change))
	}
	return chips
}

// relaxations are the ways on from a search that found little.
func (say speech) relaxations(found []ask.Relaxation) []change {
	var changes []change
	for _, r := range found {
		c := newChange(say.relaxation(r), r.Change)
		c.Found = say.Count("relax.found", r.Total)
		changes = append(changes, c)
	}
	return changes
}

func (say speech) relaxation(r ask.Relaxation) string {
	about := r.Label.In(say.Lang())
	if r.Kind == ask.RelaxRadius {
		about = say.radius(r.Change[radiusField])
	}
	return say.Text("relax."+string(r.Kind), about)
}

func join(values []string) string { return strings.Join(values, ", ") }
