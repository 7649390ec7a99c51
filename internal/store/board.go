package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"haven/internal/board"
	"haven/internal/referral"
)

// queryer reads, in a transaction or outside of one.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	Rebind(query string) string
}

// Board counts what a helpline did in the cases opened in a month, those that
// were erased since included.
func (s *Store) Board(ctx context.Context, helpline string, m board.Month) (board.Counts, error) {
	counts, err := s.tallied(ctx, helpline, m)
	if err != nil {
		return nil, wrap(err, "read tallies")
	}
	stories, err := stories(ctx, s.db, "helpline = ? AND opened >= ? AND opened < ?", helpline, m.Start().Unix(), m.End().Unix())
	for _, story := range stories {
		counts.Add(board.Of(*story))
	}
	return counts, wrap(err, "count cases")
}

func (s *Store) tallied(ctx context.Context, helpline string, m board.Month) (board.Counts, error) {
	counts := board.Counts{}
	err := s.each(ctx, func(rows scanner) error {
		var mark board.Mark
		var n int
		err := rows.Scan(&mark.Measure, &mark.A, &mark.B, &n)
		counts[mark] = n
		return err
	}, "SELECT measure, a, b, count FROM tally WHERE helpline = ? AND month = ?", helpline, string(m))
	return counts, err
}

// tally keeps the counts of a case that is about to be erased, in the order of
// their keys: two that are erased at once do not wait for each other.
func (t *tx) tally(helpline, id string) error {
	found, err := stories(t.ctx, t.tx, "helpline = ? AND id = ?", helpline, id)
	if err != nil {
		return err
	}
	for _, story := range found {
		counts := board.Of(*story)
		for _, mark := range inOrder(counts) {
			_, err := t.exec(`INSERT INTO tally (helpline, month, measure, a, b, count) VALUES (?, ?, ?, ?, ?, ?)
				ON CONFLICT (helpline, month, measure, a, b) DO UPDATE SET count = tally.count + excluded.count`,
				helpline, string(board.MonthOf(story.Opened)), string(mark.Measure), mark.A, mark.B, counts[mark])
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func inOrder(counts board.Counts) []board.Mark {
	marks := make([]board.Mark, 0, len(counts))
	for mark := range counts {
		marks = append(marks, mark)
	}
	slices.SortFunc(marks, func(a, b board.Mark) int {
		return cmp.Or(cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return marks
}

// stories are what the board knows of some cases, by their ids.
func stories(ctx context.Context, q queryer, which string, args ...any) (map[string]*board.Story, error) {
	found := map[string]*board.Story{}
	err := read(ctx, q, func(rows scanner) error {
		var id, needs string
		var opened int64
		var s board.Story
		err := rows.Scan(&id, &opened, &needs, &s.Area, &s.Language, &s.Channel, &s.Disposition)
		s.Opened, s.Needs = fromUnix(opened), strings.Fields(needs)
		found[id] = &s
		return err
	}, "SELECT id, opened, needs, area, language, channel, disposition FROM help_case WHERE "+which, args...)
	if err != nil {
		return nil, err
	}
	ofThese := " WHERE case_id IN (SELECT id FROM help_case WHERE " + which + ")"
	if err := readSent(ctx, q, found, ofThese, args...); err != nil {
		return nil, err
	}
	return found, read(ctx, q, func(rows scanner) error {
		var id string
		var f board.FollowUp
		err := rows.Scan(&id, &f.Outcome)
		if s := found[id]; s != nil {
			s.FollowUps = append(s.FollowUps, f)
		}
		return err
	}, "SELECT case_id, outcome FROM follow_up"+ofThese+" ORDER BY done, due, id", args...)
}

// answers are the moves by which a place answers a referral.
var answers = []string{
	string(referral.Acknowledged), string(referral.Accepted), string(referral.Waitlisted), string(referral.Declined), string(referral.Scheduled),
}

func readSent(ctx context.Context, q queryer, found map[string]*board.Story, ofThese string, args ...any) error {
	return read(ctx, q, func(rows scanner) error {
		var id string
		var sent board.Sent
		var at, due, answered int64
		err := rows.Scan(&answered, &id, &sent.Listing, &sent.State, &sent.Outcome, &at, &due)
		sent.At, sent.Due, sent.Answered = fromUnix(at), fromUnix(due), timeOrNone(answered)
		if s := found[id]; s != nil && sent.State != referral.EnteredInError {
			s.Sent = append(s.Sent, sent)
		}
		return err
	}, `SELECT COALESCE((SELECT MIN(at) FROM referral_move WHERE referral_move.referral = referral.id AND from_state = 'sent' AND `+
		oneOf("to_state", answers)+`), 0), case_id, listing, state, outcome, sent, ack_due FROM referral`+ofThese+" AND sent > 0 ORDER BY made, id",
		append(anys(answers), args...)...)
}

func read(ctx context.Context, q queryer, do func(scanner) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, q.Rebind(query), args...)
	if err != nil {
		return err
	}
	return eachOf(rows, do)
}
