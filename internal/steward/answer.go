package steward

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/store"
)

// Report returns a report that waits, with the matter that it is; ErrNotFound.
func (o *Office) Report(ctx context.Context, m Matter) (store.ReportRow, error) {
	found, err := o.store.FindOpenReports(ctx, reports{kind: m.Kind}.origin(), m.ID)
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return store.ReportRow{}, err
	}
	return found[0], nil
}

// MaxWords is how many characters a steward's words may have.
const MaxWords = facility.MaxWhy

// Remedy is what a steward does about a report.
type Remedy string

const (
	Dismiss Remedy = "dismiss" // the listing is right
	Doubt   Remedy = "doubt"   // the field that it is about is marked as doubtful
	Close   Remedy = "close"   // the place is closed for good
	Mended  Remedy = "mended"  // it has been put right already
)

// Remedies are those that fit a report.
func Remedies(r facility.Report) []Remedy {
	if r.Reason == facility.Closed {
		return []Remedy{Close, Mended, Dismiss}
	}
	if doubted(r) == "" {
		return []Remedy{Mended, Dismiss}
	}
	return []Remedy{Doubt, Mended, Dismiss}
}

// doubted is the field that a report puts in doubt, "" for none.
func doubted(r facility.Report) facility.Field {
	switch {
	case r.Reason == facility.WrongNumber:
		return facility.FieldPhone
	case r.Reason == facility.Moved:
		return facility.FieldAddress
	case r.Code != "":
		return facility.CodeField(r.Code)
	}
	return ""
}

// Answer closes a report by a remedy; ErrNotFound when somebody was faster,
// ErrNoWords when nothing says why a listing stays as it is or is closed, and
// ErrNoChoice for a remedy that does not fit.
func (o *Office) Answer(ctx context.Context, by audit.Who, m Matter, remedy Remedy, words string) error {
	words, err := cleaned(words, remedy == Dismiss || remedy == Close)
	if err != nil {
		return err
	}
	r, err := o.Report(ctx, m)
	if err != nil {
		return err
	}
	if !slices.Contains(Remedies(r.Report), remedy) {
		return ErrNoChoice
	}
	r.Answered, r.AnsweredBy, r.Answer, r.AnswerWords = o.now(), by.Account, facility.ReportRight, words
	if remedy == Dismiss {
		r.Answer = facility.ReportWrong
	}
	answered := store.AnswerReport(m.Kind, r, o.book.Note(by, "report.answered", m.Kind+":"+m.ID))
	var claims facility.Claims
	switch remedy {
	case Doubt:
		claims.Contradicts = []facility.Field{doubted(r.Report)}
	case Close:
		claims.Closed = facility.Says(facility.Closure{ForGood: true})
	default:
		return missing(o.store.Together(ctx, answered))
	}
	_, err = o.listings.SayWith(ctx, m.Place.ID, o.word(by, claims, words), answered)
	return missing(err)
}

// missing is ErrNotFound for what the store does not find.
func missing(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return ErrNotFound
	}
	return err
}

// cleaned checks a steward's words.
func cleaned(words string, needed bool) (string, error) {
	words = facility.CleanWords(words)
	switch {
	case needed && words == "":
		return "", ErrNoWords
	case utf8.RuneCountInString(words) > MaxWords:
		return "", facility.ErrTooWordy
	}
	return strings.TrimSpace(words), nil
}
