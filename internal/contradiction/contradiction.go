// Package contradiction finds what cannot be true of a listing, or looks as if
// somebody had taken it over. Each rule is an entry of a table. Rules judge;
// they change nothing: what they find waits for stewards.
package contradiction

import (
	"strings"

	"haven/internal/facility"
)

// Severity tells how soon a steward should look.
type Severity int

// The severities, least first.
const (
	Low    Severity = iota // odd, seldom harmful
	Medium                 // somebody may call in vain
	High                   // somebody may be harmed, or called by a stranger
)

func (s Severity) String() string { return [...]string{"low", "medium", "high"}[s] }

// Case is what rules look at.
type Case struct {
	Listing *facility.Listing
	// Before is the listing before a change, nil if there was none or it is not
	// known.
	Before *facility.Listing
	// All knows the other listings.
	All *Directory
}

// Rule is one thing that cannot be, or should not.
type Rule struct {
	Name     string
	Severity Severity
	Finds    string // what it finds, in a sentence
	Why      string // why that is wrong
	Source   string // who says so
	// About are the fields that it judges: what a steward looks at, and where
	// what was accepted has to be judged anew once it changes.
	About []facility.Field

	broken func(Case) bool
}

// Broken reports whether the case breaks the rule.
func (r Rule) Broken(c Case) bool { return r.broken(c) }

// Shares reports whether the rule is about a number or a website that other
// listings have.
func (r Rule) Shares() bool {
	return strings.HasSuffix(r.Name, "-taken") || strings.HasSuffix(r.Name, "-of-strangers")
}

// Find returns the rules that a case breaks, in the order of the table.
func Find(c Case) []Rule {
	var broken []Rule
	for _, r := range Rules() {
		if r.broken(c) {
			broken = append(broken, r)
		}
	}
	return broken
}

// says reports whether a listing answers yes to each of the codes.
func (c Case) says(codes ...string) bool {
	for _, code := range codes {
		if c.Listing.Answer(code) != facility.Yes {
			return false
		}
	}
	return true
}

// denies reports whether a listing answers no to each of the codes. What is
// unknown is not denied.
func (c Case) denies(codes ...string) bool {
	for _, code := range codes {
		if c.Listing.Answer(code) != facility.No {
			return false
		}
	}
	return true
}

// saysAny reports whether a listing answers yes to one of the codes.
func (c Case) saysAny(codes ...string) bool {
	for _, code := range codes {
		if c.Listing.Answer(code) == facility.Yes {
			return true
		}
	}
	return false
}
