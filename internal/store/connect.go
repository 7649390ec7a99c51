package store

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"modernc.org/sqlite"

	"haven/internal/store/prepared"
)

// maxConnections bounds what one process asks of the server: PostgreSQL
// admits 100 unless told otherwise, and several replicas may share it.
const maxConnections = 16

// idleConnection is how long one stays open that nobody needs.
const idleConnection = 5 * time.Minute

func connect(address string) (*Store, error) {
	if isPostgres(address) {
		return connectServer(address)
	}
	return connectFile(address)
}

func connectServer(address string) (*Store, error) {
	u, err := postgresURL(address)
	if err != nil {
		return nil, err
	}
	s := &Store{engine: postgresEngine, name: serverName(u), trail: newTrailEnd()}
	return s, s.open(u.String())
}

func connectFile(address string) (*Store, error) {
	path, err := sqlitePath(address)
	if err != nil {
		return nil, err
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, err
	}
	if err := createFile(path); err != nil {
		return nil, err
	}
	s := &Store{engine: sqliteEngine, name: path, turn: make(chan struct{}, 1), trail: newTrailEnd()}
	return s, s.open(sqliteDSN(path))
}

func (s *Store) open(dsn string) error {
	db, err := prepared.Open(s.engine, dsn)
	if err != nil {
		return s.explain(err)
	}
	db.SetMaxOpenConns(maxConnections)
	// To open one takes longer than most of what it is for, and it is lost time
	// when all are wanted.
	db.SetMaxIdleConns(maxConnections)
	db.SetConnMaxIdleTime(idleConnection)
	s.db = sqlx.NewDb(db, s.engine)
	return nil
}

// creating is held while a new file is open: to close it would free the locks
// that SQLite has taken on it meanwhile for another store of this process.
var creating sync.Mutex

// createFile makes the file of a database, which nobody else may read, and its
// folder, unless they are there. SQLite gives the files beside it, -wal and
// -shm, the same permissions.
func createFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	creating.Lock()
	defer creating.Unlock()
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// sqliteDSN is the driver's address of the file at path. In WAL mode readers
// go on while somebody writes; NORMAL may lose the last commits in a power
// cut, never in a crash of the program, and never the database.
func sqliteDSN(path string) string {
	settings := url.Values{
		"_txlock":       {"immediate"},
		"_busy_timeout": {"30000"}, // milliseconds, unless the context ends before
		"_journal_mode": {"WAL"},
		"_foreign_keys": {"on"},
		"_synchronous":  {"NORMAL"},
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: settings.Encode()}).String()
}

// explain says which database could not be opened, and what to do about it
// where that is known.
func (s *Store) explain(err error) error {
	if advice := adviceOn(err); advice != "" {
		return fmt.Errorf("%s: %w: %s", s.name, err, advice)
	}
	return fmt.Errorf("%s: %w", s.name, err)
}

func adviceOn(err error) string {
	if errors.Is(err, pq.ErrSSLNotSupported) {
		return "add sslmode=disable to its address if the way to the server is safe without encryption, or turn on SSL there"
	}
	var lite *sqlite.Error
	if !errors.As(err, &lite) {
		return ""
	}
	switch lite.Code() & 0xff { // the rest is detail
	case 8: // SQLITE_READONLY
		return "let the user who runs Haven write the file and its folder"
	case 14: // SQLITE_CANTOPEN
		return "name a file, not a folder, that the user who runs Haven may read and write"
	case 26: // SQLITE_NOTADB
		return "name another file, or move this one away"
	}
	return ""
}
