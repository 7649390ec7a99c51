package prepared_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/lib/pq"
	_ "modernc.org/sqlite"

	"haven/internal/pgtest"
	"haven/internal/store/prepared"
)

// onEach runs a test on both engines, on a table of the numbers 1 to 9.
func onEach(t *testing.T, test func(t *testing.T, db *sql.DB)) {
	for name, address := range map[string]func() string{
		"sqlite":   func() string { return filepath.Join(t.TempDir(), "test.db") },
		"postgres": func() string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			db, err := prepared.Open(name, address())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { db.Close() })
			must(t, db, "CREATE TABLE number (n INTEGER PRIMARY KEY)")
			for n := 1; n <= 9; n++ {
				must(t, db, "INSERT INTO number (n) VALUES ($1)", n)
			}
			test(t, db)
		})
	}
}

func must(t *testing.T, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func count(t *testing.T, db *sql.DB, query string, args ...any) (n int) {
	t.Helper()
	if err := db.QueryRowContext(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func TestAStatementAnswersEachTimeForWhatItIsAsked(t *testing.T) {
	onEach(t, func(t *testing.T, db *sql.DB) {
		for range 3 {
			for most := 1; most <= 9; most++ {
				if got := count(t, db, "SELECT count(*) FROM number WHERE n <= $1", most); got != most {
					t.Errorf("up to %d there are %d", most, got)
				}
			}
		}
	})
}

func TestAStatementThatIsBeingReadCanBeRunBesideItself(t *testing.T) {
	onEach(t, func(t *testing.T, db *sql.DB) {
		db.SetMaxOpenConns(2)
		const query = "SELECT n FROM number WHERE n > $1 ORDER BY n"
		outer, err := db.QueryContext(t.Context(), query, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer outer.Close()
		sum := 0
		for outer.Next() {
			var n, next int
			if err := outer.Scan(&n); err != nil {
				t.Fatal(err)
			}
			if err := db.QueryRowContext(t.Context(), query, n).Scan(&next); err == nil {
				sum += next - n
			}
		}
		if err := outer.Err(); err != nil || sum != 8 {
			t.Errorf("the steps add up to %d, %v", sum, err)
		}
	})
}

// PostgreSQL refuses a second query while rows are read in a transaction,
// SQLite does not.
func TestWithinATransactionOfSQLiteToo(t *testing.T) {
	db, err := prepared.Open("sqlite", filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	must(t, db, "CREATE TABLE number (n INTEGER)")
	must(t, db, "INSERT INTO number (n) VALUES (1), (2), (3)")
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	var seen []string
	read(t, tx, func(outer int) {
		read(t, tx, func(inner int) { seen = append(seen, fmt.Sprint(outer, inner)) })
	})
	if got := strings.Join(seen, ", "); got != "1 1, 1 2, 1 3, 2 1, 2 2, 2 3, 3 1, 3 2, 3 3" {
		t.Errorf("seen are %s", got)
	}
}

func read(t *testing.T, tx *sql.Tx, do func(int)) {
	t.Helper()
	rows, err := tx.QueryContext(t.Context(), "SELECT n FROM number ORDER BY n")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		do(n)
	}
}

func TestAFailureDoesNotStick(t *testing.T) {
	onEach(t, func(t *testing.T, db *sql.DB) {
		db.SetMaxOpenConns(1)
		for range 2 {
			if _, err := db.ExecContext(t.Context(), "INSERT INTO number (n) VALUES ($1)", 1); err == nil {
				t.Error("a number is there twice")
			}
			if _, err := db.ExecContext(t.Context(), "INSERT INTO letter (n) VALUES ($1)", 1); err == nil {
				t.Error("there is no such table")
			}
		}
		must(t, db, "CREATE TABLE letter (n INTEGER)")
		must(t, db, "INSERT INTO letter (n) VALUES ($1)", 1)
		must(t, db, "INSERT INTO number (n) VALUES ($1)", 10)
		over, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := db.ExecContext(over, "INSERT INTO number (n) VALUES ($1)", 11); err == nil {
			t.Error("a statement is run when nobody waits for it any more")
		}
		if got := count(t, db, "SELECT count(*) FROM number"); got != 10 {
			t.Errorf("there are %d numbers", got)
		}
	})
}

func TestATableMayChangeMeanwhile(t *testing.T) {
	onEach(t, func(t *testing.T, db *sql.DB) {
		const query = "SELECT count(*) FROM number WHERE n > $1"
		before := count(t, db, query, 4)
		must(t, db, "ALTER TABLE number ADD COLUMN name TEXT")
		must(t, db, "UPDATE number SET name = 'x'")
		must(t, db, "CREATE INDEX number_name ON number (name)")
		if after := count(t, db, query, 4); after != before {
			t.Errorf("there were %d, now %d", before, after)
		}
	})
}

func TestMoreStatementsThanAreKept(t *testing.T) {
	onEach(t, func(t *testing.T, db *sql.DB) {
		db.SetMaxOpenConns(1)
		for range 2 {
			for i := range 450 {
				if got := count(t, db, fmt.Sprintf("SELECT count(*) + %d FROM number WHERE n < $1", i), 5); got != 4+i {
					t.Fatalf("statement %d answers %d", i, got)
				}
			}
		}
		if got := count(t, db, "SELECT count(*) FROM number -- "+strings.Repeat("long ", 1000)); got != 9 {
			t.Errorf("a long one answers %d", got)
		}
	})
}

func TestADriverThatIsNotThereIsAnError(t *testing.T) {
	if _, err := prepared.Open("oracle", "somewhere"); err == nil {
		t.Error("there is no such driver")
	}
}
