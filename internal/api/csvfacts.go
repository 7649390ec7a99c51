package api

import (
	"fmt"
	"strconv"
	"strings"

	"haven/internal/facility"
)

// factColumns are the facts that facilities tell of themselves, as people read
// them; empty where nobody spoke or there is none.
var factColumns = []struct {
	name string
	cell func(*facility.Profile) string
}{
	{"further_phones", func(p *facility.Profile) string { return joined(p.Lines.Value, lineText) }},
	{"email", func(p *facility.Profile) string { return p.Email.Value }},
	{"hours", func(p *facility.Profile) string { return told(&p.Hours, facility.Hours.String) }},
	{"time_zone", func(p *facility.Profile) string { return p.Hours.Value.Zone }},
	{"walk_in", func(p *facility.Profile) string { return told(&p.WalkIn, strconv.FormatBool) }},
	{"closed", func(p *facility.Profile) string { return told(&p.Closed, facility.Closure.String) }},
	{"asam_levels", func(p *facility.Profile) string { return joined(p.Levels.Value, facility.Level.String) }},
	{"medication", func(p *facility.Profile) string { return joined(p.Medication.Value, facility.Policy.String) }},
	{"bring", func(p *facility.Profile) string { return told(&p.Bring, facility.Checklist.String) }},
	{"access", func(p *facility.Profile) string { return told(&p.Access, facility.Checklist.String) }},
	{"fees", func(p *facility.Profile) string { return told(&p.Fees, facility.Checklist.String) }},
}

// told is a fact in words where a source stated a value.
func told[T any](f *facility.Fact[T], text func(T) string) string {
	if !f.Stated {
		return ""
	}
	return text(f.Value)
}

func joined[T any](values []T, text func(T) string) string {
	return strings.Join(each(values, text), "; ")
}

func lineText(l facility.Line) string { return fmt.Sprintf("%s %s", l.Kind, l.Phone) }
