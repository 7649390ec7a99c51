package store

import (
	"context"
	"time"

	"haven/internal/referral"
)

// AddConsent records a consent.
func (s *Store) AddConsent(ctx context.Context, c referral.Consent) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec(`INSERT INTO case_consent (id, case_id, purpose, to_whom, given, until, withdrawn, how, by_whom)
			VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)`,
			c.ID, c.Case, string(c.Purpose), c.To, c.Given.Unix(), c.Until.Unix(), string(c.How), c.By)
		return err
	}), "record a consent")
}

// WithdrawConsent ends a consent of a case; ErrNotFound when it has none such
// that stands.
func (s *Store) WithdrawConsent(ctx context.Context, caseID, id string, at time.Time) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		rows, err := tx.exec("UPDATE case_consent SET withdrawn = ? WHERE id = ? AND case_id = ? AND withdrawn = 0", at.Unix(), id, caseID)
		if err == nil && rows == 0 {
			err = ErrNotFound
		}
		return err
	}), "withdraw a consent")
}

// Consents returns what was agreed to in a case, the oldest first.
func (s *Store) Consents(ctx context.Context, caseID string) ([]referral.Consent, error) {
	var found []referral.Consent
	err := s.each(ctx, func(rows scanner) error {
		c := referral.Consent{Case: caseID}
		var given, until, withdrawn int64
		err := rows.Scan(&c.ID, &c.Purpose, &c.To, &given, &until, &withdrawn, &c.How, &c.By)
		c.Given, c.Until, c.Withdrawn = fromUnix(given), fromUnix(until), timeOrNone(withdrawn)
		found = append(found, c)
		return err
	}, "SELECT id, purpose, to_whom, given, until, withdrawn, how, by_whom FROM case_consent WHERE case_id = ? ORDER BY given, id", caseID)
	return found, wrap(err, "read consents")
}

// timeOrNone and unixOrNone turn 0 into the zero time and back.
func timeOrNone(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return fromUnix(seconds)
}

func unixOrNone(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}
