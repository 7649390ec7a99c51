package ask

import (
	"strings"

	"haven/internal/facility"
)

// Label is what people read for something.
type Label struct{ English, Spanish string }

// In is the label in a language: Spanish for "es", else English.
func (l Label) In(lang string) string {
	if lang == "es" {
		return l.Spanish
	}
	return l.English
}

// eitherLabel lists alternatives, given in both languages.
func eitherLabel(english, spanish []string) Label {
	return Label{inWords(english, "or"), inWords(spanish, spanishOr(spanish))}
}

// spanishOr is the "or" before the last of some values: "o", but "u" before a
// word that begins with its sound, as in "residencial u hospitalización".
func spanishOr(values []string) string {
	if len(values) == 0 {
		return "o"
	}
	last := strings.ToLower(values[len(values)-1])
	if strings.HasPrefix(last, "o") || strings.HasPrefix(last, "ho") {
		return "u"
	}
	return "o"
}

func bothLabels(text string) Label { return Label{text, text} }

// Part is one thing that a request asks for, as pages show it and let people
// take it out.
type Part struct {
	Kind PartKind
	// Words are those of q or near, as they were written. They may hurt: what
	// people are shown is the Label.
	Words string
	Label Label
	Codes []string // the alternatives of a filter
	// Condition is what must hold now; "" of all parts but moments.
	Condition facility.Condition
	Param     string // where it comes from: "q", "near", "code", "must" or "now"
	// Applied tells that the search goes by it. It does not by a wish, nor by
	// the second of two places.
	Applied bool
	// Change holds the parameters to send to take it out; an empty one is
	// left out.
	Change map[string]string
}

// PartKind tells what a part is about.
type PartKind string

// The kinds of parts.
const (
	PartPlace    PartKind = "place"
	PartRadius   PartKind = "radius"
	PartService  PartKind = "service"
	PartPayment  PartKind = "payment"
	PartPerson   PartKind = "person" // who it is for
	PartLanguage PartKind = "language"
	PartMoment   PartKind = "moment" // what holds for a while only, such as free beds
	PartWish     PartKind = "wish"   // no fact answers it yet: ask when you call
	PartDanger   PartKind = "danger" // 911 and 988 come before any result
	PartText     PartKind = "text"   // looked for in names, streets and cities
)

// PartKinds are all kinds of parts.
func PartKinds() []PartKind {
	return []PartKind{PartPlace, PartRadius, PartService, PartPayment, PartPerson, PartLanguage, PartMoment, PartWish, PartDanger, PartText}
}

// The dangers.
const (
	DangerOverdose = "overdose"
	DangerSuicide  = "suicide"
)
