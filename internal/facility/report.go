package facility

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Report is what a visitor says is wrong with a listing, or what a helpline's
// call found. It tells nothing of who said it: there is no name, no address and
// no way back to them. Stewards read it; it is no statement, and changes
// nothing by itself.
type Report struct {
	ID      string // "" for the store to make one
	Listing string // its id
	Reason  Reason
	Words   string // the visitor's own, "" for none
	At      time.Time
	Origin  ReportOrigin
	Code    string // the service code that a call was about, "" for none
}

// ReportOrigin tells where a report is from.
type ReportOrigin string

const (
	FromVisitor ReportOrigin = ""
	FromCall    ReportOrigin = "call"
	FromPlace   ReportOrigin = "place" // by a link that was sent to it
)

// ReportAnswer is what a steward made of a report.
type ReportAnswer string

const (
	ReportRight ReportAnswer = "right" // the listing was wrong, and something was done
	ReportWrong ReportAnswer = "wrong" // the listing is right
)

// Reason is what is wrong, as a visitor sees it.
type Reason string

// The reasons, in the order in which people are asked for one.
const (
	WrongNumber Reason = "number"  // it reaches somebody else, or nobody
	Closed      Reason = "closed"  // the place is no more
	Moved       Reason = "moved"   // it is somewhere else
	NotOffered  Reason = "service" // it does not do what the listing says
	OtherReason Reason = "other"

	// TakesNobody is found by calls alone: visitors are not asked for it, as it
	// is no fault of the listing while it does not last.
	TakesNobody Reason = "accepting"
)

// Reasons are all that visitors are asked for.
func Reasons() []Reason { return []Reason{WrongNumber, Closed, Moved, NotOffered, OtherReason} }

// MaxReportWords is how many characters a visitor's words may have: enough to
// say what is wrong, too few to tell a life.
const MaxReportWords = 500

var (
	// ErrNoReason: none of the [Reasons] was given.
	ErrNoReason = errors.New("no reason that we know of")
	// ErrTooWordy: there are more than MaxReportWords characters.
	ErrTooWordy = fmt.Errorf("more than %d characters", MaxReportWords)
)

// NewReport cleans a visitor's words and judges whether they can be taken:
// ErrNoReason or ErrTooWordy.
func NewReport(listing string, reason Reason, words string, at time.Time) (Report, error) {
	r := Report{Listing: listing, Reason: reason, Words: CleanWords(words), At: at}
	switch {
	case !slices.Contains(Reasons(), reason):
		return r, ErrNoReason
	case utf8.RuneCountInString(r.Words) > MaxReportWords:
		return r, ErrTooWordy
	}
	return r, nil
}

// CleanWords leaves text and line breaks of what a form sent.
func CleanWords(words string) string {
	words = strings.ReplaceAll(strings.ToValidUTF8(words, ""), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, words))
}
