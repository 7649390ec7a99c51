package facility

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Change is a field that shows another value than before.
type Change struct {
	Field   Field
	Was, Is string // as people read it, "" for nothing
}

// Changes are the fields that two profiles of a place show differently, service
// codes last. That nobody has spoken and that there is none is the same to who
// reads; openings, which change by the hour, are left out.
func Changes(before, after *Profile) []Change {
	var changes []Change
	for field := range claimed {
		if was, is := before.Shown(field), after.Shown(field); was != is {
			changes = append(changes, Change{field, was, is})
		}
	}
	codes := map[string]bool{}
	for _, p := range []*Profile{before, after} {
		for code := range p.Codes {
			codes[code] = true
		}
	}
	for code := range codes {
		if was, is := before.Shown(CodeField(code)), after.Shown(CodeField(code)); was != is {
			changes = append(changes, Change{CodeField(code), was, is})
		}
	}
	slices.SortFunc(changes, func(a, b Change) int {
		if a.Field.code() == "" != (b.Field.code() == "") {
			return strings.Compare(a.Field.code(), b.Field.code())
		}
		return strings.Compare(string(a.Field), string(b.Field))
	})
	return changes
}

// Shown is what stands of a field as people read it, "" for nothing.
func (p *Profile) Shown(f Field) string {
	if code := f.code(); code != "" {
		if answer := p.Codes[code].Value; answer != Unknown {
			return answer.String()
		}
		return ""
	}
	name, known := claimed[f]
	if !known {
		return ""
	}
	fact := reflect.ValueOf(p).Elem().FieldByName(name)
	if !fact.FieldByName("Stated").Bool() {
		return ""
	}
	value := fact.FieldByName("Value")
	if value.Kind() != reflect.Slice {
		return fmt.Sprint(value.Interface())
	}
	var texts []string
	for i := range value.Len() {
		texts = append(texts, fmt.Sprint(value.Index(i).Interface()))
	}
	return strings.Join(texts, ", ")
}
