package findtreatment

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"unicode/utf8"

	"haven/importers"
	"haven/importers/check"
	"haven/importers/table"
	"haven/importers/xlsx"
	"haven/internal/facility"
)

// Importer reads exports and saved answers.
type Importer struct{}

// Source is the name in `haven import`.
func (Importer) Source() string { return "findtreatment" }

// Read reads an export or a file of answers; see [importers.Importer].
func (Importer) Read(ctx context.Context, file string, sink importers.Sink) (importers.Edition, error) {
	f, size, err := table.Open(file)
	if err != nil {
		return importers.Edition{}, err
	}
	defer f.Close()
	start := make([]byte, 64)
	n, err := f.ReadAt(start, 0)
	if err != nil && err != io.EOF {
		return importers.Edition{}, err
	}
	switch start = start[:n]; {
	case bytes.HasPrefix(start, []byte("PK")):
		book, err := xlsx.NewBook(f, size)
		if err != nil {
			return importers.Edition{}, err
		}
		return readBook(ctx, book, sink)
	case bytes.HasPrefix(trimmed(start), []byte("{")):
		return readAnswers(ctx, f, sink)
	}
	return importers.Edition{}, fmt.Errorf("the file is neither an export (.xlsx) nor an answer of FindTreatment.gov (JSON); it begins with %q", shown(start))
}

// trimmed leaves out a byte order mark and blanks.
func trimmed(start []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\ufeff")), " \t\r\n")
}

func shown(start []byte) string {
	for !utf8.Valid(start) && len(start) > 0 {
		start = start[:len(start)-1]
	}
	return string(start)
}

// handover gives rows to a sink as claims.
type handover struct {
	sink   importers.Sink
	sheets map[string]*check.Sheet // what each kind of row is asked
}

func (h *handover) row(r *record) error {
	row := check.NewRow(r.line)
	claims, notes := r.claims(row, h.sheets[r.kind])
	if fault := row.Fault(); fault != nil {
		return h.sink.Reject(*fault)
	}
	for _, note := range notes {
		if err := h.sink.Note(note); err != nil {
			return err
		}
	}
	return h.sink.Record(importers.Record{Line: r.line, Rank: facility.RankLocator, Claims: claims, Part: r.part()})
}
