package facility

import (
	"fmt"
	"slices"
	"strconv"
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
	found = appendConflict(found, FieldIntake, p.Intake, listed[Phone])
	found = appendConflict(found, FieldLines, p.Lines, linesText)
	found = appendConflict(found, FieldWebsite, p.Website, strings.TrimSpace)
	found = appendConflict(found, FieldEmail, p.Email, strings.TrimSpace)
	found = appendConflict(found, FieldHours, p.Hours, Hours.String)
	found = appendConflict(found, FieldWalkIn, p.WalkIn, strconv.FormatBool)
	found = appendConflict(found, FieldClosed, p.Closed, Closure.String)
	found = appendConflict(found, FieldLevels, p.Levels, listed[Level])
	found = appendConflict(found, FieldMedication, p.Medication, listed[Policy])
	found = appendConflict(found, FieldBring, p.Bring, Checklist.String)
	found = appendConflict(found, FieldAccess, p.Access, Checklist.String)
	found = appendConflict(found, FieldFees, p.Fees, Checklist.String)
	found = appendConflict(found, FieldWithheld, p.Withheld, strconv.FormatBool)
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

// linesText are numbers with what they are for.
func linesText(lines []Line) string {
	all := make([]string, len(lines))
	for i, l := range lines {
		all[i] = string(l.Kind) + " " + l.Phone.String()
	}
	return strings.Join(all, ", ")
}

func listed[T fmt.Stringer](values []T) string { return texts(values, ", ") }

// texts joins values as stewards read them.
func texts[T any](values []T, between string) string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = fmt.Sprint(v)
	}
	return strings.Join(all, between)
}
