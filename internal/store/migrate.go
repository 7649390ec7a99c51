package store

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"haven/migrations"
)

// migrationLock is the number of the PostgreSQL advisory lock that is held
// while the tables are made: "haven" on a telephone's keys.
const migrationLock = 42836

// patience is how long makeTables waits for others that open a new file.
const patience = 10 * time.Second

// makeTables migrates. Of processes that open a new SQLite file at once, one
// turns it to WAL mode; the others are told at once that it is busy, whatever
// the busy timeout, and must ask again.
func (s *Store) makeTables(ctx context.Context) error {
	for begun := time.Now(); ; {
		err := s.migrate(ctx)
		if !isBusy(err) || time.Since(begun) > patience {
			return err
		}
		if err := sleep(ctx, 5*time.Millisecond); err != nil {
			return err
		}
	}
}

// migrate applies the steps the database lacks, all in one transaction under
// a lock: of processes that start at once, one does it and the others wait.
func (s *Store) migrate(ctx context.Context) error {
	return s.write(ctx, func(tx *tx) error {
		if s.engine == postgresEngine {
			if _, err := tx.exec("SELECT pg_advisory_xact_lock(?)", migrationLock); err != nil {
				return err
			}
		}
		applied, err := appliedMigrations(tx)
		if err != nil {
			return err
		}
		return applyMissing(tx, applied)
	})
}

func appliedMigrations(tx *tx) ([]string, error) {
	_, err := tx.exec("CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY, applied BIGINT NOT NULL)")
	if err != nil {
		return nil, err
	}
	var applied []string
	return applied, tx.all(&applied, "SELECT name FROM migration")
}

func applyMissing(tx *tx, applied []string) error {
	steps, err := fs.Glob(migrations.Files, "*.sql")
	if err != nil {
		return err
	}
	for _, name := range applied {
		if !slices.Contains(steps, name) {
			return fmt.Errorf("the database was made by a newer Haven (it has %s): use that version or a later one", name)
		}
	}
	for _, name := range steps { // Glob sorts
		if !slices.Contains(applied, name) {
			if err := apply(tx, name); err != nil {
				return fmt.Errorf("migration %s: %w", name, err)
			}
		}
	}
	return nil
}

func apply(tx *tx, name string) error {
	step, err := migrations.Files.ReadFile(name)
	if err != nil {
		return err
	}
	if _, err := tx.tx.ExecContext(tx.ctx, string(step)); err != nil {
		return err
	}
	_, err = tx.exec("INSERT INTO migration (name, applied) VALUES (?, ?)", name, time.Now().Unix())
	return err
}
