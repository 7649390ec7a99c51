// Package store keeps Haven's truth: what sources said, the listings folded
// from it, and the runs that brought it in. It is the only SQL of the project,
// written once for SQLite and PostgreSQL.
//
// An import stages its rows in short transactions that nobody sees and makes
// them visible in one ([Store.Publish]); a single statement, of a facility or
// a steward, is made visible at once ([Store.Say]). Every change of a listing
// takes the next revision, in commit order, so that a reader who follows
// [Store.ChangedSince] misses none.
package store

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/jmoiron/sqlx"
)

// Store is a database of Haven. It is safe for concurrent use, by several
// processes too.
type Store struct {
	db     *sqlx.DB
	engine string
	name   string // for people: the file, or the database and its host
	// turn is held while writing. SQLite has one writer at a time and lets
	// others poll for the lock; queueing here is fair and wakes at once.
	// PostgreSQL has no need of it: nil.
	turn  chan struct{}
	trail trailEnd
	lines waitingLines // of the audit trail
	// unmeasured counts the statements staged since the last [Store.measure].
	unmeasured atomic.Int64
}

// The engines, as [Store.Engine] names them. SQLite's is also its driver's name.
const (
	sqliteEngine   = "sqlite"
	postgresEngine = "postgres"
)

// Open opens the database at url, "postgres://…", "sqlite:path" or the path of
// a SQLite file, creates what is missing and brings its tables up to date. No
// error holds the password of the address.
func Open(ctx context.Context, url string) (*Store, error) {
	s, err := connect(url)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if err := s.makeTables(ctx); err != nil {
		s.db.Close()
		return nil, fmt.Errorf("open database: %w", s.explain(err))
	}
	return s, nil
}

// Close ends all connections. Nothing is lost: every method that returned
// without an error has committed.
func (s *Store) Close() error { return s.db.Close() }

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.db.PingContext(ctx); err != nil {
		return fmt.Errorf("the database does not answer: %w", err)
	}
	return nil
}

// Engine is "sqlite" or "postgres".
func (s *Store) Engine() string { return s.engine }
