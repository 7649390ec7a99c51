package facility

import (
	"reflect"
	"slices"
)

// Only returns what the claims state of some fields, with the confirmations and
// contradictions of those fields.
func (c Claims) Only(wanted func(Field) bool) Claims {
	kept := Claims{Confirms: chosen(c.Confirms, wanted), Contradicts: chosen(c.Contradicts, wanted)}
	from, to := reflect.ValueOf(&c).Elem(), reflect.ValueOf(&kept).Elem()
	for field, name := range claimed {
		if wanted(field) {
			to.FieldByName(name).Set(from.FieldByName(name))
		}
	}
	for kind, opening := range c.Openings {
		if wanted(OpeningField(kind)) {
			if kept.Openings == nil {
				kept.Openings = Openings{}
			}
			kept.Openings[kind] = opening
		}
	}
	isWanted := func(code string) bool { return wanted(CodeField(code)) }
	kept.Yes, kept.No, kept.Assumed = chosen(c.Yes, isWanted), chosen(c.No, isWanted), chosen(c.Assumed, isWanted)
	return kept
}

func chosen[T any](values []T, wanted func(T) bool) (kept []T) {
	for _, v := range values {
		if wanted(v) {
			kept = append(kept, v)
		}
	}
	return kept
}

// Changes returns what of the claims differs from what stands, and confirms
// what they confirm beside it.
func (c Claims) Changes(p *Profile) Claims {
	changed := c.Only(func(f Field) bool {
		again, known := p.Again(f)
		stands, _ := again.said(f)
		claims, told := c.said(f)
		return told && (!known || claims != stands)
	})
	told := changed.SpeaksOf()
	changed.Confirms = chosen(c.Confirms, func(f Field) bool { return !slices.Contains(told, f) })
	changed.Contradicts = c.Contradicts
	return changed
}

// Empty reports whether nothing is said.
func (c *Claims) Empty() bool { return reflect.ValueOf(c).Elem().IsZero() }
