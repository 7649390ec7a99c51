package steward

import (
	"context"
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

// Answer closes a report; ErrNotFound when somebody was faster, ErrNoWords when
// nothing says why a listing stays as it is.
func (o *Office) Answer(ctx context.Context, by audit.Who, m Matter, answer facility.ReportAnswer, words string) error {
	words, err := cleaned(words, answer == facility.ReportWrong)
	if err != nil {
		return err
	}
	row := store.ReportRow{ID: m.ID, Answered: o.now(), AnsweredBy: by.Account, Answer: answer, AnswerWords: words}
	answered, err := o.store.AnswerReport(ctx, m.Kind, row, o.book.Note(by, "report.answered", m.Kind+":"+m.ID))
	if err == nil && !answered {
		err = ErrNotFound
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
