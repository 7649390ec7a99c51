package facility

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Conflict is a field of which sources say different things.
type Conflict struct {
	Field Field
	// Stands is what listings show; Others what further sources say, each its
	// latest word, newest first.
	Stands Voice
	Others []Voice
}

// Voice is what one source says, as people read it, and since when.
type Voice struct {
	Value  string // "" for "there is none"
	Source string
	Series string
	At     time.Time
	Rank   Rank
}

// Conflicts are the fields of which sources disagree, in the order of fields
// in a listing, service codes last. Spelling alone is no conflict, nor is what
// a source said earlier and has corrected. Openings are left out: they change
// by the hour, and only the newest word counts.
func (p *Profile) Conflicts() []Conflict {
	var found []Conflict
	found = appendConflict(found, FieldName, p.Name, Name.String)
	found = appendConflict(found, FieldAddress, p.Address, Address.String)
	found = appendConflict(found, FieldPhone, p.Phone, Phone.String)
	found = appendConflict(found, FieldIntake, p.Intake, numbersText)
	found = appendConflict(found, FieldWebsite, p.Website, strings.TrimSpace)
	found = appendConflict(found, FieldHours, p.Hours, hoursText)
	found = appendConflict(found, FieldWithheld, p.Withheld, func(withheld bool) string { return fmt.Sprint(withheld) })
	var codes []string
	for code, f := range p.Codes {
		if len(f.Others) > 0 {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	for _, code := range codes {
		found = appendConflict(found, CodeField(code), p.Codes[code], Answer.String)
	}
	return found
}

func appendConflict[T any](found []Conflict, field Field, f Fact[T], text func(T) string) []Conflict {
	if len(f.Others) == 0 || f.By == nil {
		return found
	}
	c := Conflict{Field: field, Stands: voice("", f.By)}
	if f.Stated {
		c.Stands.Value = text(f.Value)
	}
	for _, other := range f.Others {
		c.Others = append(c.Others, voice(text(other.Value), other.By))
	}
	slices.SortStableFunc(c.Others, func(a, b Voice) int { return b.At.Compare(a.At) })
	return append(found, c)
}

func voice(value string, by *Provenance) Voice {
	return Voice{Value: value, Source: by.Source, Series: by.Series, At: by.At, Rank: by.Rank}
}

func numbersText(phones []Phone) string {
	texts := make([]string, len(phones))
	for i, p := range phones {
		texts[i] = p.String()
	}
	return strings.Join(texts, ", ")
}

// hoursText is a schedule as stewards read it, in the place's own time.
func hoursText(h Hours) string {
	if h.AllHours {
		return "around the clock"
	}
	texts := make([]string, len(h.Spans))
	for i, s := range h.Spans {
		texts[i] = fmt.Sprintf("%s %v–%v", s.Day.String()[:3], s.From, s.To)
	}
	return strings.Join(texts, ", ")
}
