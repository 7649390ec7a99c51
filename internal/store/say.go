package store

import (
	"context"
	"database/sql"
	"errors"
)

// Say stores what somebody states directly, outside of any run, together with
// the fold of the listing that follows from it, and returns the revision the
// listing has now. When the listing was changed since row.Based, or the
// statement's record belongs to another listing by now, nothing is stored and
// a *StaleError is returned: fold again and retry.
//
// A record that states for the first time is assigned to the listing. When it
// founds it (row.Based is 0) it owns the listing's id, else an id of its own.
func (s *Store) Say(ctx context.Context, statement StatementRow, row ListingRow, beside ...Beside) (revision int64, err error) {
	if statement.Run != "" {
		return 0, errors.New("say: the statement is of a run")
	}
	err = s.write(ctx, func(tx *tx) error {
		// First, so that what is read next stays as it is: see takeRevisions.
		if revision, err = tx.takeRevisions(1); err != nil {
			return err
		}
		if err := tx.refuseStaleRow(statement.Record, &row); err != nil {
			return err
		}
		if err := tx.say(&statement, &row, revision); err != nil {
			return err
		}
		return tx.beside(revision, beside)
	})
	if err != nil {
		return 0, wrap(err, "say about a listing")
	}
	return revision, nil
}

func (t *tx) refuseStaleRow(record string, row *ListingRow) error {
	if err := t.refuseStaleListing(row); err != nil {
		return err
	}
	listing := row.ID
	err := t.one(&listing, "SELECT listing FROM record WHERE record = ?", record)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if listing != row.ID {
		return &StaleError{IDs: []string{row.ID}}
	}
	return nil
}

func (t *tx) refuseStaleListing(row *ListingRow) error {
	var stored int64
	if err := t.one(&stored, "SELECT COALESCE((SELECT revision FROM listing WHERE id = ?), 0)", row.ID); err != nil {
		return err
	}
	if stored != row.Based {
		return &StaleError{IDs: []string{row.ID}}
	}
	return nil
}

// showListing stores a listing as it was folded, at a revision.
func (t *tx) showListing(row *ListingRow, revision int64) error {
	content, err := row.content()
	if err != nil {
		return err
	}
	into := target{table: "listing", columns: listings.columns, key: listings.key}
	_, err = t.exec(into.insert(1), append([]any{row.ID, revision}, content...)...)
	return err
}

func (t *tx) say(statement *StatementRow, row *ListingRow, revision int64) error {
	if err := t.showListing(row, revision); err != nil {
		return err
	}
	if err := t.assign(statement.Record, row); err != nil {
		return err
	}
	values, err := statement.values(revision)
	if err != nil {
		return err
	}
	_, err = t.exec(statements.insert(1), values...)
	return err
}

func (t *tx) assign(record string, row *ListingRow) error {
	id := newID()
	if row.Based == 0 {
		id = row.ID
	}
	_, err := t.exec(`INSERT INTO record (record, id, listing, seq) VALUES (?, ?, ?, (SELECT COALESCE(MAX(seq), 0) + 1 FROM record))
		ON CONFLICT (record) DO NOTHING`, record, id, row.ID)
	return err
}

// Unsay deletes the statement about one of these records that took a revision,
// together with the fold of the listing without it, and is as [Store.Say] in
// all else. What was deleted before is no error.
func (s *Store) Unsay(ctx context.Context, records []string, said int64, row ListingRow, beside ...Beside) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		revision, err := tx.takeRevisions(1)
		if err != nil {
			return err
		}
		if err := tx.refuseStaleListing(&row); err != nil {
			return err
		}
		if err := tx.showListing(&row, revision); err != nil {
			return err
		}
		_, err = tx.exec("DELETE FROM statement WHERE "+oneOf("record", records)+" AND run = '' AND revision = ?", append(anys(records), said)...)
		if err != nil {
			return err
		}
		return tx.beside(revision, beside)
	}), "unsay about a listing")
}
