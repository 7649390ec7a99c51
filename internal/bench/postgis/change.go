package postgis

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/lib/pq"

	"haven/internal/facility"
)

// Change replaces a listing, or removes it if there is none, in one
// transaction. Snapshots that see it have the revision.
func (p *Peer) Change(ctx context.Context, revision int64, id string, l *facility.Listing) error {
	tx, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := p.change(ctx, tx, id, l); err != nil {
		return fmt.Errorf("change listing %s in PostgreSQL: %w", id, err)
	}
	if _, err := tx.ExecContext(ctx, "UPDATE revision SET number = $1", revision); err != nil {
		return err
	}
	return tx.Commit()
}

const (
	insertListing = "INSERT INTO listing (id, place, yes, may, words) VALUES ($1, $2, $3, $4, $5)"
	removeListing = "WITH old AS (DELETE FROM listing WHERE id = $1 RETURNING words) SELECT COALESCE(array_agg(word), '{}') FROM old, unnest(tsvector_to_array(words)) word"
	learnWords    = "INSERT INTO vocabulary SELECT unnest($1::text[]) ON CONFLICT DO NOTHING"
	forgetWords   = "DELETE FROM vocabulary WHERE word = ANY ($1) AND NOT EXISTS (SELECT FROM listing WHERE words @@ vocabulary.word::tsquery)"
)

func (p *Peer) change(ctx context.Context, tx *sql.Tx, id string, l *facility.Listing) error {
	var old pq.StringArray
	if err := tx.QueryRowContext(ctx, removeListing, id).Scan(&old); err != nil {
		return err
	}
	if l != nil {
		if _, err := tx.ExecContext(ctx, insertListing, p.values(l)...); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, learnWords, pq.Array(words(l))); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, forgetWords, old)
	return err
}

// Snapshot is the directory as it was at a revision: changes made meanwhile
// are not seen. Close it.
type Snapshot struct {
	Revision int64

	tx       *sql.Tx
	taxonomy *taxonomy
}

// Snapshot is the directory as it is now.
func (p *Peer) Snapshot(ctx context.Context) (*Snapshot, error) {
	tx, err := p.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return nil, err
	}
	s := &Snapshot{tx: tx, taxonomy: &p.taxonomy}
	if err := tx.QueryRowContext(ctx, "SELECT number FROM revision").Scan(&s.Revision); err != nil {
		tx.Rollback()
		return nil, fmt.Errorf("look at PostgreSQL's revision: %w", err)
	}
	return s, nil
}

// Close ends the snapshot.
func (s *Snapshot) Close() { s.tx.Rollback() }

// Search answers as [Peer.Search] does.
func (s *Snapshot) Search(ctx context.Context, q facility.Query) (facility.Results, error) {
	statement := newStatement(s.taxonomy, q)
	return s.taxonomy.results(s.tx.QueryRowContext(ctx, statement.text, statement.args...))
}
