package web

import (
	"maps"
	"net/url"
	"slices"
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

// chips are the parts of a search, each a button that takes it out.
func (say speech) chips(asked ask.Resolved) []change {
	var chips []change
	u := asked.Understood
	if u.Text != "" {
		chips = append(chips, newChange(say.Text("chip.text", u.Text), map[string]string{qField: ""}))
	}
	for i, f := range u.Filters {
		rest := map[string]string{f.Param: codesWithout(u.Filters, i)}
		chips = append(chips, newChange(say.Or(say.labels(f.Codes)), rest))
	}
	if u.Near != "" {
		chips = append(chips, newChange(u.Near, map[string]string{nearField: ""}))
	}
	return chips
}

// codesWithout are the codes of a filter's parameter that are left without it.
func codesWithout(filters []ask.Filter, left int) string {
	var codes []string
	for i, f := range filters {
		if i != left && f.Param == filters[left].Param {
			codes = append(codes, f.Codes...)
		}
	}
	return strings.Join(codes, ",")
}

// relaxations are the ways out of a search that found nothing.
func (say speech) relaxations(asked ask.Resolved, found []ask.Relaxation) []change {
	var changes []change
	for _, r := range found {
		c := newChange(say.relaxation(asked, r.Change), r.Change)
		c.Found = say.Count("relax.found", r.Total)
		changes = append(changes, c)
	}
	return changes
}

func (say speech) relaxation(asked ask.Resolved, fields map[string]string) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		value := fields[name]
		switch {
		case name == radiusField && value == anyRadius:
			parts = append(parts, say.Text("relax.any-distance"))
		case name == radiusField:
			parts = append(parts, say.Text("relax.radius", say.radius(value)))
		case name == qField:
			parts = append(parts, say.Text("relax.text", asked.Understood.Text))
		default:
			parts = append(parts, say.Text("relax.filter", say.Or(say.labels(dropped(asked, name, value)))))
		}
	}
	return join(parts)
}

// dropped are the codes of a parameter that its new value leaves out.
func dropped(asked ask.Resolved, param, value string) []string {
	left := strings.Split(value, ",")
	var codes []string
	for _, f := range asked.Understood.Filters {
		for _, code := range f.Codes {
			if f.Param == param && !slices.Contains(left, code) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

func join(values []string) string { return strings.Join(values, ", ") }
