package store

import (
	"context"
	"time"

	"haven/internal/audit"
	"haven/internal/referral"
)

const referralColumns = "id, case_id, helpline, listing, version, state, made, sent, ack_due, scheduled_at, reason, outcome"

// SealedMove is a move with its words as they are kept.
type SealedMove struct {
	referral.Move
	Sealed string
}

// AddReferral stores a draft.
func (s *Store) AddReferral(ctx context.Context, r referral.Referral, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO referral ("+referralColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			r.ID, r.Case, r.Helpline, r.Listing, r.Version, string(r.State), r.Made.Unix(), unixOrNone(r.Sent), unixOrNone(r.AckDue),
			unixOrNone(r.When), string(r.Reason), string(r.Outcome))
		return err
	}), "store a referral")
}

// MoveReferral stores a referral after a move, with the move, if it is still as
// it was before; moved is false if somebody else was faster.
func (s *Store) MoveReferral(ctx context.Context, r referral.Referral, m SealedMove, n audit.Note) (moved bool, err error) {
	moved, err = s.notedIf(ctx, n, func(tx *tx) (int64, error) {
		rows, err := tx.exec(`UPDATE referral SET version = ?, state = ?, sent = ?, ack_due = ?, scheduled_at = ?, reason = ?, outcome = ?
			WHERE id = ? AND version = ? AND state = ?`, r.Version, string(r.State), unixOrNone(r.Sent), unixOrNone(r.AckDue),
			unixOrNone(r.When), string(r.Reason), string(r.Outcome), r.ID, r.Version-1, string(m.From))
		if err != nil || rows == 0 {
			return 0, err
		}
		return rows, tx.addMove(r.Case, m)
	})
	return moved, wrap(err, "move a referral")
}

func (t *tx) addMove(caseID string, m SealedMove) error {
	_, err := t.exec(`INSERT INTO referral_move (referral, version, case_id, at, from_state, to_state, task, role, org, person, via, reason, outcome, scheduled_at, sealed)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, m.Referral, m.Version, caseID, m.At.Unix(), string(m.From), string(m.To), m.Task,
		string(m.By.Role), m.By.Org, m.By.Person, string(m.Via), string(m.Reason), string(m.Outcome), unixOrNone(m.When), m.Sealed)
	return err
}

// Referral returns a referral; ErrNotFound. Whether somebody may see it is for
// the caller to judge.
func (s *Store) Referral(ctx context.Context, id string) (referral.Referral, error) {
	found, err := s.referrals(ctx, "id = ?", id)
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return referral.Referral{}, wrap(err, "read a referral")
	}
	return found[0], nil
}

// ReferralsOf returns the referrals of a case, the oldest first.
func (s *Store) ReferralsOf(ctx context.Context, caseID string) ([]referral.Referral, error) {
	found, err := s.referrals(ctx, "case_id = ? ORDER BY made, id", caseID)
	return found, wrap(err, "read the referrals of a case")
}

// ReferralsTo returns the referrals that were sent to a place, under any id that
// leads to it, the newest first.
func (s *Store) ReferralsTo(ctx context.Context, listing string, limit int) ([]referral.Referral, error) {
	there, args := atPlace(listing)
	found, err := s.referrals(ctx, there+" AND sent > 0 ORDER BY made DESC, id LIMIT ?", append(args, limit)...)
	return found, wrap(err, "read the referrals to a place")
}

// OverdueReferrals returns a helpline's referrals that no place has
// acknowledged in its time, the longest waiting first: of the cases that person
// is on, of all of them where person is "".
func (s *Store) OverdueReferrals(ctx context.Context, helpline, person string, now time.Time, limit int) ([]referral.Referral, error) {
	which, args := "helpline = ? AND state = ? AND ack_due < ?", []any{helpline, string(referral.Sent), now.Unix()}
	if person != "" {
		which, args = which+" AND case_id IN (SELECT case_id FROM case_person WHERE person = ?)", append(args, person)
	}
	found, err := s.referrals(ctx, which+" ORDER BY ack_due, id LIMIT ?", append(args, limit)...)
	return found, wrap(err, "read overdue referrals")
}

// LapsedReferrals returns referrals of all helplines that have stood still in a
// state since before a time: sent ones from the end of their acknowledgement
// clock, others from their last step.
func (s *Store) LapsedReferrals(ctx context.Context, state referral.State, before time.Time, limit int) ([]referral.Referral, error) {
	since := "(SELECT MAX(at) FROM referral_move WHERE referral_move.referral = referral.id)"
	if state == referral.Sent {
		since = "ack_due"
	}
	found, err := s.referrals(ctx, "state = ? AND "+since+" < ? ORDER BY made, id LIMIT ?", string(state), before.Unix(), limit)
	return found, wrap(err, "read referrals that stand still")
}

func (s *Store) referrals(ctx context.Context, which string, args ...any) ([]referral.Referral, error) {
	var found []referral.Referral
	err := s.each(ctx, func(rows scanner) error {
		var r referral.Referral
		var made, sent, due, when int64
		err := rows.Scan(&r.ID, &r.Case, &r.Helpline, &r.Listing, &r.Version, &r.State, &made, &sent, &due, &when, &r.Reason, &r.Outcome)
		r.Made, r.Sent, r.AckDue, r.When = fromUnix(made), timeOrNone(sent), timeOrNone(due), timeOrNone(when)
		found = append(found, r)
		return err
	}, "SELECT "+referralColumns+" FROM referral WHERE "+which, args...)
	return found, err
}

// Moves returns the history of a referral.
func (s *Store) Moves(ctx context.Context, id string) ([]SealedMove, error) {
	var moves []SealedMove
	err := s.each(ctx, func(rows scanner) error {
		m := SealedMove{Move: referral.Move{Referral: id}}
		var at, when int64
		err := rows.Scan(&m.Version, &at, &m.From, &m.To, &m.Task, &m.By.Role, &m.By.Org, &m.By.Person, &m.Via, &m.Reason, &m.Outcome, &when, &m.Sealed)
		m.At, m.When = fromUnix(at), timeOrNone(when)
		moves = append(moves, m)
		return err
	}, `SELECT version, at, from_state, to_state, task, role, org, person, via, reason, outcome, scheduled_at, sealed
		FROM referral_move WHERE referral = ? ORDER BY version`, id)
	return moves, wrap(err, "read the history of a referral")
}
