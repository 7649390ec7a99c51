package facility

import "strings"

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
