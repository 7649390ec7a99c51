// Package check judges the words of a row, cell by cell. A row is rejected
// for the first fault that is found.
package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"haven/importers"
	"haven/importers/postal"
)

// maxText is how many characters a name or a line of an address may have.
// The longest real one has 122.
const maxText = 200

// maxShown is how much of a faulty value is shown.
const maxShown = 60

// Row is a row under judgement.
type Row struct {
	line  int
	fault *importers.RowError
}

// NewRow begins the judgement of a row.
func NewRow(line int) *Row { return &Row{line: line} }

// Fault is the first fault found, nil when there is none.
func (r *Row) Fault() *importers.RowError { return r.fault }

// Refuse finds fault with a value.
func (r *Row) Refuse(field, value, reason string) {
	if r.fault != nil {
		return
	}
	r.fault = &importers.RowError{Line: r.line, Field: field, Value: Shown(value), Reason: reason}
}

// Shown is a value as it is shown: in short.
func Shown(value string) string {
	if utf8.RuneCountInString(value) > maxShown {
		return string([]rune(value)[:maxShown]) + "…"
	}
	return value
}

// Text is a text that may be missing.
func (r *Row) Text(field, value string) string {
	if utf8.RuneCountInString(value) > maxText {
		r.Refuse(field, value, fmt.Sprintf("longer than %d characters", maxText))
		return ""
	}
	return value
}

// AddressLine is a street or unit that may be missing. SAMHSA writes "- - -"
// for one it keeps undisclosed: a line without a letter or digit is none.
func (r *Row) AddressLine(field, value string) string {
	if !strings.ContainsFunc(value, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
		return ""
	}
	return r.Text(field, value)
}

// Name is a text that must be there.
func (r *Row) Name(field, value string) string {
	if value == "" {
		r.Refuse(field, value, "no name")
	}
	return r.Text(field, value)
}

// City is the name of a city, without the state that some rows add.
func (r *Row) City(field, value string) string {
	return r.read(field, r.Text(field, value), postal.City)
}

// State is the two-letter code of a state or territory.
func (r *Row) State(field, value string) string { return r.read(field, value, postal.State) }

// ZIP is a ZIP code of five digits, or five and four.
func (r *Row) ZIP(field, value string) string { return r.read(field, value, postal.ZIP) }

func (r *Row) read(field, value string, as func(string) (string, error)) string {
	read, err := as(value)
	if err != nil {
		r.Refuse(field, value, err.Error())
	}
	return read
}
