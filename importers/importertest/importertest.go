// Package importertest helps to test importers.
package importertest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"haven/importers"
)

// Sink collects what an importer reads. Where Err is set, every call fails
// with it.
type Sink struct {
	Records  []importers.Record
	Points   []importers.KnownPoint
	Rejected []importers.RowError
	Notes    []importers.RowError
	Err      error
}

func (s *Sink) Record(r importers.Record) error {
	s.Records = append(s.Records, r)
	return s.Err
}

func (s *Sink) Point(p importers.KnownPoint) error {
	s.Points = append(s.Points, p)
	return s.Err
}

func (s *Sink) Reject(e importers.RowError) error {
	s.Rejected = append(s.Rejected, e)
	return s.Err
}

func (s *Sink) Note(e importers.RowError) error {
	s.Notes = append(s.Notes, e)
	return s.Err
}

// Read reads a file that must be sound as a file.
func Read(t testing.TB, i importers.Importer, file string) (importers.Edition, *Sink) {
	t.Helper()
	sink := &Sink{}
	edition, err := i.Read(context.Background(), file, sink)
	if err != nil {
		t.Fatal(err)
	}
	return edition, sink
}

// ReadText reads text as a file.
func ReadText(t testing.TB, i importers.Importer, text string) (importers.Edition, *Sink) {
	t.Helper()
	return Read(t, i, File(t, text))
}

// File writes text to a temporary file and returns its path.
func File(t testing.TB, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "rows.csv")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// WantFault checks that a file is refused for a fault of the file, in these
// words.
func WantFault(t testing.TB, i importers.Importer, file string, words ...string) {
	t.Helper()
	_, err := i.Read(context.Background(), file, &Sink{})
	if err == nil {
		t.Fatalf("%s was read; want an error with %q", filepath.Base(file), words)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("error %q does not say %q", err, word)
		}
	}
}
