package geo

import (
	"fmt"
	"strings"
)

// Kind tells how large a place is and so how a search around it begins.
type Kind string

// The kinds of places, from the smallest.
const (
	KindPoint  Kind = "point"
	KindZIP    Kind = "zip"
	KindCity   Kind = "city"
	KindCounty Kind = "county"
	KindState  Kind = "state"
)

// Place is one reading of what a person wrote. Find understands its Name again.
type Place struct {
	Name  string // "Atlanta, GA", "30303 (Atlanta, GA)", "Fulton County, GA", "Georgia", "33.749, -84.388"
	Kind  Kind
	Point Point

	// What applies to the kind: State is the two-letter code, County the name
	// as "Fulton County", FIPS the county's code of five digits.
	ZIP, City, County, State string
	FIPS                     string

	// Population is 0 where it is not known. A county's is that of its cities.
	Population int

	// Alternatives are the other readings of an ambiguous text, most populous first.
	Alternatives []Place
}

// MaxText is the longest text in bytes that Find looks at: twice the longest
// name of a place with its state.
const MaxText = 100

// How many other readings and suggestions a person is offered.
const (
	maxAlternatives = 5
	maxSuggestions  = 5
)

// UnknownPlaceError says that nothing fits a text. Each suggestion is the name
// of a place that Find understands, the likeliest first.
type UnknownPlaceError struct {
	Text        string
	Suggestions []string
}

// Error is a sentence for the person who wrote the text.
func (e *UnknownPlaceError) Error() string {
	const instead = "Give a ZIP code, a city with its state, a county or a state."
	switch {
	case len(e.Text) > MaxText:
		return fmt.Sprintf("The place is longer than %d letters. %s", MaxText, instead)
	case strings.TrimSpace(e.Text) == "":
		return "No place is given. " + instead
	case len(e.Suggestions) > 0:
		return fmt.Sprintf("No place called %q is known. Did you mean %s?", e.Text, strings.Join(e.Suggestions, " or "))
	}
	return fmt.Sprintf("No place called %q is known. %s", e.Text, instead)
}
