package store

import (
	"context"
	"time"

	"haven/internal/audit"
)

// caseTables hold the rows of cases, in the order in which they are deleted:
// the key first, whatever comes between.
var caseTables = []string{"case_key", "case_text", "case_consent", "case_person", "follow_up", "place_link", "room_question", "hand_over", "referral_move", "referral"}

// EraseCase deletes a case's key and every row of it, and keeps what it counts
// on the board; ErrNotFound when it is not this helpline's. [Store.Scrub] then
// rids the files of what is left of them.
func (s *Store) EraseCase(ctx context.Context, helpline, id string, n audit.Note) error {
	return wrap(s.erase(ctx, helpline, id, n), "erase a case")
}

func (s *Store) erase(ctx context.Context, helpline, id string, n audit.Note) error {
	return s.writeSecurely(ctx, func(tx *tx) error {
		var found []string
		if err := tx.all(&found, "SELECT id FROM help_case WHERE id = ? AND helpline = ?", id, helpline); err != nil {
			return err
		}
		if len(found) == 0 {
			return ErrNotFound
		}
		if err := tx.tally(helpline, id); err != nil {
			return err
		}
		for _, table := range caseTables {
			if _, err := tx.exec("DELETE FROM "+table+" WHERE case_id = ?", id); err != nil {
				return err
			}
		}
		if _, err := tx.exec("DELETE FROM help_case WHERE id = ?", id); err != nil {
			return err
		}
		if err := tx.scrubLater(append([]string{"help_case"}, caseTables...)...); err != nil {
			return err
		}
		return tx.note(n)
	})
}

// Retained is a case whose retention is over.
type Retained struct {
	ID       string `db:"id"`
	Helpline string `db:"helpline"`
}

// CasesToErase returns cases whose retention is over at now, the oldest first.
func (s *Store) CasesToErase(ctx context.Context, now time.Time, limit int) ([]Retained, error) {
	var due []Retained
	err := s.db.SelectContext(ctx, &due, s.db.Rebind("SELECT id, helpline FROM help_case WHERE erase_at <= ? ORDER BY erase_at, id LIMIT ?"), now.Unix(), limit)
	return due, wrap(err, "read cases whose retention is over")
}

// writeSecurely is write, but a SQLite file is overwritten where rows were.
func (s *Store) writeSecurely(ctx context.Context, do func(*tx) error) error {
	return s.write(ctx, func(tx *tx) error {
		if s.engine == sqliteEngine {
			if _, err := tx.exec("PRAGMA secure_delete = ON"); err != nil {
				return err
			}
			defer tx.exec("PRAGMA secure_delete = OFF") // imports need not be as slow
		}
		return do(tx)
	})
}
