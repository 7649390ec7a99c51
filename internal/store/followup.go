package store

import (
	"context"
	"time"

	"haven/internal/audit"
	"haven/internal/referral"
)

const followUpColumns = "id, case_id, helpline, version, due, claimed_by, claimed_until, done, outcome, reason, sealed"

// SealedFollowUp is a follow-up with its words as they are kept.
type SealedFollowUp struct {
	referral.FollowUp
	Sealed string
}

// AddFollowUp stores a follow-up that waits.
func (s *Store) AddFollowUp(ctx context.Context, f referral.FollowUp, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO follow_up ("+followUpColumns+") VALUES (?, ?, ?, 1, ?, '', 0, 0, '', '', '')",
			f.ID, f.Case, f.Helpline, f.Due.Unix())
		return err
	}), "store a follow-up")
}

// FollowUp returns a helpline's follow-up; ErrNotFound.
func (s *Store) FollowUp(ctx context.Context, helpline, id string) (SealedFollowUp, error) {
	found, err := s.followUps(ctx, "helpline = ? AND id = ?", helpline, id)
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return SealedFollowUp{}, wrap(err, "read a follow-up")
	}
	return found[0], nil
}

// FollowUpsOf returns the follow-ups of a case, the earliest first.
func (s *Store) FollowUpsOf(ctx context.Context, caseID string) ([]SealedFollowUp, error) {
	found, err := s.followUps(ctx, "case_id = ? ORDER BY due, id", caseID)
	return found, wrap(err, "read the follow-ups of a case")
}

// isDue is what FollowUpsDue and CountFollowUpsDue go by.
const isDue = "helpline = ? AND done = 0 AND due <= ? AND (claimed_until <= ? OR claimed_by = ?)"

// FollowUpsDue returns the follow-ups that wait at now and that nobody else
// is at, the longest due first.
func (s *Store) FollowUpsDue(ctx context.Context, helpline, person string, now time.Time, limit int) ([]SealedFollowUp, error) {
	found, err := s.followUps(ctx, isDue+" ORDER BY due, id LIMIT ?", helpline, now.Unix(), now.Unix(), person, limit)
	return found, wrap(err, "read follow-ups that are due")
}

// CountFollowUpsDue is how many there are of FollowUpsDue.
func (s *Store) CountFollowUpsDue(ctx context.Context, helpline, person string, now time.Time) (n int, err error) {
	err = s.db.GetContext(ctx, &n, s.db.Rebind("SELECT COUNT(*) FROM follow_up WHERE "+isDue), helpline, now.Unix(), now.Unix(), person)
	return n, wrap(err, "count follow-ups that are due")
}

func (s *Store) followUps(ctx context.Context, which string, args ...any) ([]SealedFollowUp, error) {
	var found []SealedFollowUp
	err := s.each(ctx, func(rows scanner) error {
		var f SealedFollowUp
		var due, until, done int64
		err := rows.Scan(&f.ID, &f.Case, &f.Helpline, &f.Version, &due, &f.ClaimedBy, &until, &done, &f.Outcome, &f.Reason, &f.Sealed)
		f.Due, f.ClaimedUntil, f.Done = fromUnix(due), timeOrNone(until), timeOrNone(done)
		found = append(found, f)
		return err
	}, "SELECT "+followUpColumns+" FROM follow_up WHERE "+which, args...)
	return found, err
}

// ClaimFollowUp gives a follow-up to somebody until a time and puts them on its
// case; claimed is false if another is at it, or it is done. Of two who claim at once one wins.
func (s *Store) ClaimFollowUp(ctx context.Context, f referral.FollowUp, person string, now, until time.Time, n audit.Note) (claimed bool, err error) {
	claimed, err = s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		rows, err := tx.exec(`UPDATE follow_up SET claimed_by = ?, claimed_until = ?, version = version + 1
			WHERE id = ? AND helpline = ? AND done = 0 AND (claimed_until <= ? OR claimed_by = ?)`,
			person, until.Unix(), f.ID, f.Helpline, now.Unix(), person)
		if err != nil || rows == 0 {
			return 0, err
		}
		return rows, tx.joinCase(f.Case, person)
	})
	return claimed, wrap(err, "claim a follow-up")
}

// FinishFollowUp stores the outcome, which only who claimed it may;
// finished is false if that is somebody else by now.
func (s *Store) FinishFollowUp(ctx context.Context, f SealedFollowUp, person string, now time.Time, n audit.Note) (finished bool, err error) {
	finished, err = s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		return tx.exec(`UPDATE follow_up SET done = ?, outcome = ?, reason = ?, sealed = ?, version = version + 1
			WHERE id = ? AND helpline = ? AND done = 0 AND claimed_by = ?`,
			now.Unix(), string(f.Outcome), string(f.Reason), f.Sealed, f.ID, f.Helpline, person)
	})
	return finished, wrap(err, "finish a follow-up")
}
