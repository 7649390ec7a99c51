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
