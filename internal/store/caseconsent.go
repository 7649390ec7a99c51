package store

import (
	"context"
	"database/sql"
	"time"

	"haven/internal/audit"
	"haven/internal/referral"
)

// AddConsent records a consent.
func (s *Store) AddConsent(ctx context.Context, c referral.Consent, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec(`INSERT INTO case_consent (id, case_id, purpose, to_whom, given, until, withdrawn, how, by_whom)
			VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)`,
			c.ID, c.Case, string(c.Purpose), c.To, c.Given.Unix(), c.Until.Unix(), string(c.How), c.By)
		return err
	}), "record a consent")
}

// WithdrawConsent ends a consent of a case, and with it what its helpline may
// have no more: see [Store.DropLapsed]. ErrNotFound when the case has none such
// that stands.
func (s *Store) WithdrawConsent(ctx context.Context, helpline, caseID, id string, at time.Time, n audit.Note) (contact bool, err error) {
	err = s.writeSecurely(ctx, func(tx *tx) error {
		if err := tx.lockCase(caseID); err != nil {
			return err
		}
		if err := found(tx.exec("UPDATE case_consent SET withdrawn = ? WHERE id = ? AND case_id = ? AND withdrawn = 0", at.Unix(), id, caseID)); err != nil {
			return err
		}
		if contact, err = tx.dropLapsed(helpline, caseID, at); err != nil {
			return err
		}
		return tx.note(n)
	})
	return contact, wrap(err, "withdraw a consent")
}

// DropLapsed deletes what no consent of a case lets its helpline have any more
// at a time: contact details, and follow-ups that wait and that nobody is at. It
// reports whether there were contact details, and is noted if there were.
func (s *Store) DropLapsed(ctx context.Context, helpline, caseID string, at time.Time, n audit.Note) (contact bool, err error) {
	err = s.writeSecurely(ctx, func(tx *tx) error {
		if err := tx.lockCase(caseID); err != nil {
			return err
		}
		if contact, err = tx.dropLapsed(helpline, caseID, at); err != nil || !contact {
			return err
		}
		return tx.note(n)
	})
	return contact, wrap(err, "delete what has no consent any more")
}

// lockCase keeps others from changing what hangs on a case: of two who each
// withdraw one of two consents, the later must see that none is left.
func (t *tx) lockCase(id string) error {
	_, err := t.exec("UPDATE help_case SET version = version WHERE id = ?", id)
	return err
}

func (t *tx) dropLapsed(helpline, caseID string, at time.Time) (contact bool, err error) {
	rows, err := t.tx.QueryContext(t.ctx, t.tx.Rebind(selectConsents), caseID)
	if err != nil {
		return false, err
	}
	consents, err := scanConsents(rows, caseID)
	if err != nil {
		return false, err
	}
	if !referral.Allowed(consents, referral.FollowUpOK, helpline, at) {
		// Who is at the call by now may still tell what became of it.
		if _, err := t.exec("DELETE FROM follow_up WHERE case_id = ? AND done = 0 AND claimed_until <= ?", caseID, at.Unix()); err != nil {
			return false, err
		}
	}
	if referral.Allowed(consents, referral.KeepContact, helpline, at) {
		return false, nil
	}
	deleted, err := t.exec("DELETE FROM case_text WHERE case_id = ? AND field = ?", caseID, string(referral.TextContact))
	if err != nil || deleted == 0 {
		return false, err
	}
	return true, t.scrubLater("case_text")
}

// LapsedContacts returns cases that hold contact details, or a follow-up that
// waits and that nobody is at, but no consent to it that stands at now: its time
// is over. They are those of which [Store.DropLapsed] deletes something.
func (s *Store) LapsedContacts(ctx context.Context, now time.Time, limit int) ([]Retained, error) {
	const agreed = `EXISTS (SELECT 1 FROM case_consent WHERE case_id = help_case.id AND purpose = ? AND to_whom = help_case.helpline
		AND withdrawn = 0 AND given <= ? AND until > ?)`
	var lapsed []Retained
	err := s.db.SelectContext(ctx, &lapsed, s.db.Rebind(`SELECT id, helpline FROM help_case
		WHERE EXISTS (SELECT 1 FROM case_text WHERE case_id = help_case.id AND field = ?) AND NOT `+agreed+`
		OR EXISTS (SELECT 1 FROM follow_up WHERE case_id = help_case.id AND done = 0 AND claimed_until <= ?) AND NOT `+agreed+` ORDER BY id LIMIT ?`),
		string(referral.TextContact), string(referral.KeepContact), now.Unix(), now.Unix(),
		now.Unix(), string(referral.FollowUpOK), now.Unix(), now.Unix(), limit)
	return lapsed, wrap(err, "read contact details without consent")
}

const selectConsents = "SELECT id, purpose, to_whom, given, until, withdrawn, how, by_whom FROM case_consent WHERE case_id = ? ORDER BY given, id"

// Consents returns what was agreed to in a case, the oldest first.
func (s *Store) Consents(ctx context.Context, caseID string) ([]referral.Consent, error) {
	rows, err := s.db.QueryContext(ctx, s.db.Rebind(selectConsents), caseID)
	if err != nil {
		return nil, wrap(err, "read consents")
	}
	found, err := scanConsents(rows, caseID)
	return found, wrap(err, "read consents")
}

func scanConsents(rows *sql.Rows, caseID string) ([]referral.Consent, error) {
	var found []referral.Consent
	err := eachOf(rows, func(row scanner) error {
		c := referral.Consent{Case: caseID}
		var given, until, withdrawn int64
		err := row.Scan(&c.ID, &c.Purpose, &c.To, &given, &until, &withdrawn, &c.How, &c.By)
		c.Given, c.Until, c.Withdrawn = fromUnix(given), fromUnix(until), timeOrNone(withdrawn)
		found = append(found, c)
		return err
	})
	return found, err
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
