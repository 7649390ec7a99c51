package store

import (
	"context"
	"time"

	"haven/internal/audit"
	"haven/internal/facility"
)

// ReportRow is a report as it is kept.
type ReportRow struct {
	ID string
	facility.Report
	// Answered is when a steward answered it, the zero time while it waits;
	// AnsweredBy their account, Answer what they said and AnswerWords why.
	Answered    time.Time
	AnsweredBy  string
	Answer      facility.ReportAnswer
	AnswerWords string
}

const reportColumns = "id, listing, reason, words, said_at, origin, code, answered, answered_by, answer, answer_words"

// OpenReports returns the reports of an origin that wait, the oldest first.
func (s *Store) OpenReports(ctx context.Context, of facility.ReportOrigin, limit int) ([]ReportRow, error) {
	return s.reports(ctx, "answered = 0 AND origin = ? ORDER BY said_at, id LIMIT ?", string(of), limit)
}

// CountOpenReports is how many of an origin wait.
func (s *Store) CountOpenReports(ctx context.Context, of facility.ReportOrigin) (n int, err error) {
	err = s.db.GetContext(ctx, &n, s.db.Rebind("SELECT COUNT(*) FROM report WHERE answered = 0 AND origin = ?"), string(of))
	return n, wrap(err, "count reports")
}

// FindOpenReports returns those of some reports that wait.
func (s *Store) FindOpenReports(ctx context.Context, of facility.ReportOrigin, ids ...string) ([]ReportRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return s.reports(ctx, "answered = 0 AND origin = ? AND "+oneOf("id", ids), append([]any{string(of)}, anys(ids)...)...)
}

// ReportsOf returns all reports about a listing, the newest first, those that
// were answered, too.
func (s *Store) ReportsOf(ctx context.Context, listing string, limit int) ([]ReportRow, error) {
	return s.reports(ctx, "listing = ? ORDER BY said_at DESC, id LIMIT ?", listing, limit)
}

func (s *Store) reports(ctx context.Context, which string, args ...any) ([]ReportRow, error) {
	var found []ReportRow
	err := s.each(ctx, func(rows scanner) error {
		var r ReportRow
		var at, answered int64
		err := rows.Scan(&r.ID, &r.Listing, &r.Reason, &r.Words, &at, &r.Origin, &r.Code, &answered, &r.AnsweredBy, &r.Answer, &r.AnswerWords)
		r.At, r.Answered = fromUnix(at), timeOrNone(answered)
		found = append(found, r)
		return err
	}, "SELECT "+reportColumns+" FROM report WHERE "+which, args...)
	return found, wrap(err, "read reports")
}

// AnswerReport stores the answer to a report, takes it from whoever had it and
// notes it. ErrNotFound when it does not wait any more: of two who answer at
// once one does.
func AnswerReport(kind string, r ReportRow, n audit.Note) Beside {
	return func(t *tx, _ int64) error {
		err := found(t.exec("UPDATE report SET answered = ?, answered_by = ?, answer = ?, answer_words = ? WHERE id = ? AND answered = 0",
			r.Answered.Unix(), r.AnsweredBy, string(r.Answer), r.AnswerWords, r.ID))
		if err != nil {
			return err
		}
		if _, err := t.unassign(kind, r.ID); err != nil {
			return err
		}
		return t.note(n)
	}
}

// ForgetReportWords deletes the words of visitors' reports that were answered
// before a time. What places and calls said stays: it is the word of those who
// can know, and the only trace of what kind of answer it was.
func (s *Store) ForgetReportWords(ctx context.Context, answered time.Time) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		rows, err := tx.exec("UPDATE report SET words = '' WHERE origin = ? AND answered > 0 AND answered < ? AND words <> ''",
			string(facility.FromVisitor), answered.Unix())
		if err != nil || rows == 0 {
			return err
		}
		return tx.scrubLater("report")
	}), "delete words of reports")
}
