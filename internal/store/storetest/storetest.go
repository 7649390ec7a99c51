// Package storetest runs a test on both engines of the store.
package storetest

import (
	"path/filepath"
	"testing"

	"haven/internal/pgtest"
	"haven/internal/store"
)

// Each runs test twice, on a fresh SQLite file and on a fresh PostgreSQL
// database. Without PostgreSQL that half is skipped with its reason.
func Each(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Helper()
	EachURL(t, func(t *testing.T, url string) { test(t, Open(t, url)) })
}

// EachURL is Each for tests that open the database themselves: twice, as two
// processes do, or not at all yet.
func EachURL(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "haven.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, pgtest.URL(t)) })
}

// Open opens the database at url and closes it after the test.
func Open(t testing.TB, url string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
