package store

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"
	_ "modernc.org/sqlite"
)

// maxConnections bounds what one process asks of the server: PostgreSQL
// admits 100 unless told otherwise, and several replicas may share it.
const maxConnections = 16

func connect(address string) (*Store, error) {
	s := &Store{engine: postgresEngine}
	if !strings.HasPrefix(address, "postgres://") && !strings.HasPrefix(address, "postgresql://") {
		dsn, err := sqliteFile(strings.TrimPrefix(address, "sqlite:"))
		if err != nil {
			return nil, err
		}
		s.engine, address, s.turn = sqliteEngine, dsn, make(chan struct{}, 1)
	}
	db, err := sqlx.Open(s.engine, address)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(maxConnections)
	db.SetMaxIdleConns(maxConnections / 2)
	s.db = db
	return s, nil
}

// sqliteFile makes the folder of the file at path, and its driver's address.
// In WAL mode readers go on while somebody writes; NORMAL may lose the last
// commits in a power cut, never in a crash of the program, and never the
// database.
func sqliteFile(path string) (string, error) {
	if path == "" || strings.Contains(path, ":memory:") {
		return "", errors.New("a SQLite database needs the path of a file, such as haven-data/haven.db")
	}
	if strings.Contains(path, "://") || strings.HasPrefix(path, "//") && !strings.HasPrefix(path, "///") {
		return "", fmt.Errorf("%q is no database that Haven knows: use postgres://…, sqlite:path or the path of a file", path)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	settings := url.Values{
		"_txlock":       {"immediate"},
		"_busy_timeout": {"30000"}, // milliseconds, unless the context ends before
		"_journal_mode": {"WAL"},
		"_foreign_keys": {"on"},
		"_synchronous":  {"NORMAL"},
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: settings.Encode()}).String(), nil
}
