package facility

import (
	"errors"
	"fmt"
	"slices"
)

// Line is a telephone number with what it is for.
type Line struct {
	Kind LineKind `json:"kind"`
	Phone
}

// LineKind tells what a number is for.
type LineKind string

// The main number and those for intake are fields of their own, which every
// source knows; the other kinds are those of [FieldLines].
const (
	MainLine       LineKind = "main"
	IntakeLine     LineKind = "intake"
	CrisisLine     LineKind = "crisis"
	AfterHoursLine LineKind = "after-hours"
	TextLine       LineKind = "text" // takes text messages
	TTYLine        LineKind = "tty"  // for people who are deaf or hard of hearing
	FamilyLine     LineKind = "family"
	BillingLine    LineKind = "billing"
	RecordsLine    LineKind = "records"
	FaxLine        LineKind = "fax"
)

// FurtherLines are the kinds of [FieldLines], in the order in which they are
// asked for.
func FurtherLines() []LineKind {
	return []LineKind{CrisisLine, AfterHoursLine, TextLine, TTYLine, FamilyLine, BillingLine, RecordsLine, FaxLine}
}

// MaxPhones is how many numbers a place has at most in one field.
const MaxPhones = 12

// Validate checks that the number can be dialled, and its languages.
func (p Phone) Validate() error {
	if !dialled.MatchString(p.E164) {
		return fmt.Errorf("%q is not a telephone number with its area code", p.E164)
	}
	return p.Languages.Validate()
}

func validateNumbers(all []Phone) error {
	if len(all) == 0 || len(all) > MaxPhones {
		return fmt.Errorf("there are from 1 to %d numbers", MaxPhones)
	}
	var errs []error
	for _, p := range all {
		errs = append(errs, p.Validate())
	}
	return errors.Join(errs...)
}

func validateLines(all []Line) error {
	if len(all) == 0 || len(all) > MaxPhones {
		return fmt.Errorf("there are from 1 to %d further numbers", MaxPhones)
	}
	var errs []error
	for _, l := range all {
		if !slices.Contains(FurtherLines(), l.Kind) {
			errs = append(errs, fmt.Errorf("%q is no kind of number: use one of %v", l.Kind, FurtherLines()))
		}
		errs = append(errs, l.Phone.Validate())
	}
	return errors.Join(errs...)
}

func (l Line) same(m Line) bool { return l.Kind == m.Kind && l.Phone.same(m.Phone) }
