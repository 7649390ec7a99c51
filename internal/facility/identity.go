package facility

import (
	"slices"
	"strings"

	"haven/internal/geo/street"
)

// Name is how a place calls itself.
type Name struct {
	Name string `json:"name"`
	// Unit is a department, a trade name or the rest of a long name: sources
	// use their second name field for all three.
	Unit string `json:"unit,omitempty"`
}

func (n Name) String() string {
	if n.Unit == "" {
		return n.Name
	}
	return n.Name + ", " + n.Unit
}

// legalForms are left out where names are compared.
var legalForms = []string{"inc", "incorporated", "llc", "llp", "ltd", "corp", "corporation", "co", "company", "pllc", "pc", "the", "dba"}

// same reports whether two names differ in spelling alone: case, punctuation
// and legal form.
func (n Name) same(o Name) bool { return slices.Equal(n.words(), o.words()) }

func (n Name) words() []string {
	return slices.DeleteFunc(street.Words(n.Name+" "+n.Unit), func(word string) bool {
		return slices.Contains(legalForms, word)
	})
}

// Address is a postal address in the United States or its territories.
type Address struct {
	Street string `json:"street,omitempty"`
	Unit   string `json:"unit,omitempty"` // suite, floor, building
	City   string `json:"city"`
	State  string `json:"state"`         // two letters
	ZIP    string `json:"zip,omitempty"` // five digits, or five, a hyphen and four
	County string `json:"county,omitempty"`
}

// ZIP5 is the five-digit part of the ZIP code.
func (a Address) ZIP5() string {
	zip, _, _ := strings.Cut(a.ZIP, "-")
	return zip
}

// Public is what may be shown of a withheld address.
func (a Address) Public() Address {
	return Address{City: a.City, State: a.State}
}

// same reports whether two addresses differ in spelling alone: "1 Oak St. #4"
// is "1 Oak Street, Suite 4". A source that leaves out the unit does not
// contradict one that gives it.
func (a Address) same(b Address) bool {
	s, t := street.Parse(a.Street, a.Unit), street.Parse(b.Street, b.Unit)
	units := s.Unit == t.Unit || s.Unit == "" || t.Unit == ""
	return units && a.State == b.State && a.ZIP5() == b.ZIP5() && (s.SameDoor(t) || s == t)
}

// String is the address on one line.
func (a Address) String() string {
	var parts []string
	for _, part := range []string{a.Street, a.Unit, a.City, strings.TrimSpace(a.State + " " + a.ZIP)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}
