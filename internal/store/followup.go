package store

import (
	"context"
	"strings"
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

// isDue is what waits at a time and what nobody else is at.
const isDue = "helpline = ? AND done = 0 AND due <= ? AND (claimed_until <= ? OR claimed_by = ?)"

func dueArgs(helpline, person string, now time.Time) []any {
	return []any{helpline, now.Unix(), now.Unix(), person}
}

// FollowUpsDue returns the follow-ups that wait at now, that nobody else is at
// and of whose person [referral.ContactPreference.MayCallAt] and a standing
// consent say that they may be called, the longest due first.
func (s *Store) FollowUpsDue(ctx context.Context, helpline, person string, now time.Time, limit int) ([]DueFollowUp, error) {
	wishes, err := s.wishesThatAllow(ctx, helpline, person, now)
	if err != nil || len(wishes) == 0 {
		return nil, wrap(err, "read when people may be called")
	}
	which := isDue + ` AND case_id IN (SELECT id FROM help_case WHERE may_call AND (call_from, call_until, zone) IN (VALUES ` +
		strings.TrimSuffix(strings.Repeat("(CAST(? AS BIGINT), CAST(? AS BIGINT), ?), ", len(wishes)), ", ") + `))
		AND EXISTS (SELECT 1 FROM case_consent AS c WHERE c.case_id = follow_up.case_id AND c.purpose = ? AND c.to_whom = ?
			AND c.withdrawn = 0 AND c.given <= ? AND c.until > ?) ORDER BY due, id LIMIT ?`
	args := dueArgs(helpline, person, now)
	for _, w := range wishes {
		args = append(args, w.From, w.Until, w.Zone)
	}
	found, err := s.followUps(ctx, which, append(args, string(referral.FollowUpOK), helpline, now.Unix(), now.Unix(), limit)...)
	if err != nil {
		return nil, wrap(err, "read follow-ups that are due")
	}
	due, err := s.withFacts(ctx, helpline, found)
	return due, wrap(err, "read whom follow-ups are about")
}

// DueFollowUp is a follow-up with the facts of its case.
type DueFollowUp struct {
	SealedFollowUp
	Facts referral.Facts
}

func (s *Store) withFacts(ctx context.Context, helpline string, found []SealedFollowUp) ([]DueFollowUp, error) {
	if len(found) == 0 {
		return nil, nil
	}
	ids := make([]string, len(found))
	for i, f := range found {
		ids[i] = f.Case
	}
	about, err := s.cases(ctx, "helpline = ? AND "+oneOf("id", ids), append([]any{helpline}, anys(ids)...)...)
	if err != nil {
		return nil, err
	}
	facts := map[string]referral.Facts{}
	for _, c := range about {
		facts[c.ID] = c.Facts
	}
	due := make([]DueFollowUp, len(found))
	for i, f := range found {
		due[i] = DueFollowUp{f, facts[f.Case]}
	}
	return due, nil
}

// wishesThatAllow are the hours, among those of everybody whose follow-up waits,
// that allow a call at now. Hours are few, people are many.
func (s *Store) wishesThatAllow(ctx context.Context, helpline, person string, now time.Time) ([]referral.ContactPreference, error) {
	var allow []referral.ContactPreference
	err := s.each(ctx, func(row scanner) error {
		w := referral.ContactPreference{MayCall: true}
		err := row.Scan(&w.From, &w.Until, &w.Zone)
		if err == nil && w.MayCallAt(now) {
			allow = append(allow, w)
		}
		return err
	}, "SELECT DISTINCT call_from, call_until, zone FROM help_case WHERE may_call AND id IN (SELECT case_id FROM follow_up WHERE "+isDue+")",
		dueArgs(helpline, person, now)...)
	return allow, err
}

// CountFollowUpsDue is how many follow-ups wait at now that nobody else is at,
// those of people who may not be called at this hour included.
func (s *Store) CountFollowUpsDue(ctx context.Context, helpline, person string, now time.Time) (n int, err error) {
	err = s.db.GetContext(ctx, &n, s.db.Rebind("SELECT COUNT(*) FROM follow_up WHERE "+isDue), dueArgs(helpline, person, now)...)
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
