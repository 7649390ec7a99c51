// Package migrations holds the steps that make Haven's database what the
// program expects. Each is plain SQL that SQLite and PostgreSQL both take, is
// applied once, in the order of its name, and never changed afterwards.
package migrations

import "embed"

// Files are the steps, named 0001_what_it_adds.sql and so on.
//
//go:embed *.sql
var Files embed.FS
