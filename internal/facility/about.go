package facility

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// claimed are the fields of [Claims] that hold a claim, by what they are about.
// Those of a [Profile] have the same names.
var claimed = func() map[Field]string {
	fields := map[Field]string{}
	for f := range reflect.TypeFor[Claims]().Fields() {
		if f.Type.Kind() == reflect.Pointer {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			fields[Field(strings.ReplaceAll(name, "_", "-"))] = f.Name
		}
	}
	return fields
}()

// SpeaksOf are the fields that the claims state something of, openings and
// service codes included, sorted.
func (c *Claims) SpeaksOf() []Field {
	var fields []Field
	for field, name := range claimed {
		if !reflect.ValueOf(c).Elem().FieldByName(name).IsNil() {
			fields = append(fields, field)
		}
	}
	for kind := range c.Openings {
		fields = append(fields, OpeningField(kind))
	}
	for _, codes := range [][]string{c.Yes, c.No} {
		for _, code := range codes {
			fields = append(fields, CodeField(code))
		}
	}
	slices.Sort(fields)
	return slices.Compact(fields)
}

// said is what the claims state of a field, as a text that two claims share
// only if they state the same; told is false if they do not speak of it.
func (c *Claims) said(f Field) (text string, told bool) {
	if code := f.code(); code != "" {
		switch {
		case slices.Contains(c.Yes, code), slices.Contains(c.Assumed, code):
			return Yes.String(), true
		case slices.Contains(c.No, code):
			return No.String(), true
		}
		return "", false
	}
	name, known := claimed[f]
	if !known {
		return "", false
	}
	claim := reflect.ValueOf(c).Elem().FieldByName(name)
	if claim.IsNil() {
		return "", false
	}
	return jsonOf(claim.Interface()), true
}

// Again is a claim of what stands of a field: to say once more what was said
// before. It is false where nobody has said anything, and of openings, which
// are of their day.
func (p *Profile) Again(f Field) (c Claims, known bool) {
	if code := f.code(); code != "" {
		switch p.Codes[code].Value {
		case Yes:
			c.Yes = []string{code}
		case No:
			c.No = []string{code}
		}
		return c, len(c.Yes)+len(c.No) > 0
	}
	name, is := claimed[f]
	if !is {
		return c, false
	}
	fact := reflect.ValueOf(p).Elem().FieldByName(name)
	stated, none := fact.FieldByName("Stated").Bool(), fact.FieldByName("None").Bool()
	claim := reflect.New(reflect.ValueOf(&c).Elem().FieldByName(name).Type().Elem())
	claim.Elem().FieldByName("Value").Set(fact.FieldByName("Value"))
	claim.Elem().FieldByName("None").SetBool(none)
	reflect.ValueOf(&c).Elem().FieldByName(name).Set(claim)
	return c, stated || none
}

// AgainOf is what a source says of a field, as claims that can be stated again.
// known is false where the source says nothing of the field.
func (p *Profile) AgainOf(f Field, source string) (c Claims, known bool) {
	if code := f.code(); code != "" {
		fact := p.Codes[code]
		if fact.By != nil && fact.By.Source == source {
			return p.Again(f)
		}
		for _, other := range fact.Others {
			if other.By.Source == source {
				one := Profile{Codes: map[string]CodeFact{code: {Value: other.Value, Stated: true}}}
				return one.Again(f)
			}
		}
		return c, false
	}
	name, is := claimed[f]
	if !is {
		return c, false
	}
	fact := reflect.ValueOf(p).Elem().FieldByName(name)
	if by, _ := fact.FieldByName("By").Interface().(*Provenance); by != nil && by.Source == source {
		return p.Again(f)
	}
	others := fact.FieldByName("Others")
	for i := range others.Len() {
		if by, _ := others.Index(i).FieldByName("By").Interface().(*Provenance); by.Source == source {
			var one Profile
			its := reflect.ValueOf(&one).Elem().FieldByName(name)
			its.FieldByName("Value").Set(others.Index(i).FieldByName("Value"))
			its.FieldByName("Stated").SetBool(true)
			return one.Again(f)
		}
	}
	return c, false
}

// Add makes the claims say what others say, too; where both speak of a field,
// the others count.
func (c *Claims) Add(others Claims) {
	to, from := reflect.ValueOf(c).Elem(), reflect.ValueOf(&others).Elem()
	for _, name := range claimed {
		if claim := from.FieldByName(name); !claim.IsNil() {
			to.FieldByName(name).Set(claim)
		}
	}
	said := func(code string) bool { return slices.Contains(others.Yes, code) || slices.Contains(others.No, code) }
	c.Yes = append(slices.DeleteFunc(c.Yes, said), others.Yes...)
	c.No = append(slices.DeleteFunc(c.No, said), others.No...)
}

func jsonOf(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // plain values only
	}
	return string(text)
}

// ClaimedFields are the fields that a claim can be about, sorted; service codes
// and openings are apart.
func ClaimedFields() []Field {
	return slices.Sorted(maps.Keys(claimed))
}
