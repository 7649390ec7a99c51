// Package prepared opens databases whose connections parse a statement once,
// however often it is run. To parse a lookup by its key, and to plan it, takes
// longer than to do it; PostgreSQL is asked twice besides.
package prepared

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"
)

// Open is sql.Open for a driver that has the methods with a context: those of
// SQLite and PostgreSQL that we use.
func Open(name, dsn string) (*sql.DB, error) {
	db, err := sql.Open(name, dsn) // it only looks the driver up: nothing is connected
	if err != nil {
		return nil, err
	}
	defer db.Close()
	return sql.OpenDB(connector{db.Driver(), dsn}), nil
}

type connector struct {
	driver driver.Driver
	dsn    string
}

func (c connector) Driver() driver.Driver { return c.driver }

func (c connector) Connect(context.Context) (driver.Conn, error) {
	opened, err := c.driver.Open(c.dsn)
	if err != nil {
		return nil, err
	}
	inner, ok := opened.(connection)
	if !ok {
		opened.Close()
		return nil, fmt.Errorf("the driver's %T lacks methods with a context", opened)
	}
	return &conn{connection: inner, kept: map[string]*statement{}}, nil
}

// connection is what a driver's connections can do.
type connection interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.QueryerContext
	driver.ExecerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

// conn is a connection with its statements. Package sql lets one goroutine at a
// time use it.
type conn struct {
	connection
	kept map[string]*statement
	runs int64
}

// statement is one that stays prepared.
type statement struct {
	driver.Stmt
	busy bool  // its rows are being read: it cannot be run again yet
	last int64 // when it was run, in runs of its connection
}

// keeps is how many statements a connection keeps: those that are run again and
// again are fewer. One of SQLite's takes some 10 KB.
const keeps = 200

// Only what reads and writes rows is kept, and nothing so long that it is
// hardly ever the same: rows for an import, lists of ids.
var (
	verbs   = []string{"SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "}
	longest = 2000 // bytes
)

func keepable(query string) bool {
	if len(query) > longest {
		return false
	}
	for _, verb := range verbs {
		if strings.HasPrefix(query, verb) {
			return true
		}
	}
	return false
}

// take is the statement of a query, to be run now; nil for one that is to be run
// without.
func (c *conn) take(ctx context.Context, query string) (*statement, error) {
	s := c.kept[query]
	if s == nil && keepable(query) {
		made, err := c.PrepareContext(ctx, query)
		if err != nil {
			return nil, err
		}
		c.makeRoom()
		s = &statement{Stmt: made}
		c.kept[query] = s
	}
	if s == nil || s.busy {
		return nil, nil
	}
	c.runs++
	s.busy, s.last = true, c.runs
	return s, nil
}

// makeRoom lets go of the statement that was not run for longest.
func (c *conn) makeRoom() {
	if len(c.kept) < keeps {
		return
	}
	oldest := ""
	for query, s := range c.kept {
		if !s.busy && (oldest == "" || s.last < c.kept[oldest].last) {
			oldest = query
		}
	}
	if oldest != "" {
		c.kept[oldest].Close()
		delete(c.kept, oldest)
	}
}

// QueryContext is for package sql.
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.take(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.connection.QueryContext(ctx, query, args)
	}
	found, err := s.Stmt.(driver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		s.busy = false
		return nil, err
	}
	return rows{found, s}, nil
}

// ExecContext is for package sql.
func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.take(ctx, query)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.connection.ExecContext(ctx, query, args)
	}
	defer func() { s.busy = false }()
	return s.Stmt.(driver.StmtExecContext).ExecContext(ctx, args)
}

// CheckNamedValue is for package sql: the driver's, where it has one.
func (c *conn) CheckNamedValue(v *driver.NamedValue) error {
	if checker, ok := c.connection.(driver.NamedValueChecker); ok {
		return checker.CheckNamedValue(v)
	}
	return driver.ErrSkip
}

// Close lets go of the statements first: SQLite's connections outlive it else.
func (c *conn) Close() error {
	for _, s := range c.kept {
		s.Close()
	}
	clear(c.kept)
	return c.connection.Close()
}

// rows give their statement back when they are closed.
type rows struct {
	driver.Rows
	of *statement
}

func (r rows) Close() error {
	r.of.busy = false
	return r.Rows.Close()
}
