package ingest

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"haven/importers"
	"haven/importers/findtreatment"
	"haven/importers/importertest"
	"haven/importers/otp"
	"haven/importers/samhsa"
	"haven/internal/facility"
	"haven/internal/ingest/match"
	"haven/internal/sharedtest"
	"haven/internal/store"
)

// realFile is one of the files beside the project.
type realFile struct {
	name      string // as pairs name it
	path      []string
	importer  importers.Importer
	published string
}

// realFiles are those of the real files that list places, oldest first.
var realFiles = []realFile{
	{"su-2022", []string{"samhsa-directory", "su-2022.xlsx"}, samhsa.Importer{}, "2022-05-19"},
	{"su-2023", []string{"samhsa-directory", "su-2023.xlsx"}, samhsa.Importer{}, "2023-06-29"},
	{"tx-2023", []string{"findtreatment-export", "tx-2023-11-07.xlsx"}, findtreatment.Importer{}, "2023-11-07"},
	{"wa-2026", []string{"findtreatment-api", "wa-2026-02.json"}, findtreatment.Importer{}, "2026-02-01"},
	{"otp-2026", []string{"otp", "otp-2026-05-25.csv"}, otp.Importer{}, "2026-05-25"},
}

// realRow names a row of a file.
type realRow struct {
	file string
	line int
}

// realWorld is all real files as an import sees them.
type realWorld struct {
	keys    map[realRow]string // the record that a row is a statement about
	claims  map[realRow]facility.Claims
	ranks   map[realRow]facility.Rank
	records map[string]record

	doubtful int // pairs that match leaves to stewards
}

// readRealWorld reads all real files.
func readRealWorld(t testing.TB) *realWorld {
	t.Helper()
	w := &realWorld{keys: map[realRow]string{}, claims: map[realRow]facility.Claims{}, ranks: map[realRow]facility.Rank{}, records: map[string]record{}}
	for _, file := range realFiles {
		w.read(t, file)
	}
	return w
}

func (w *realWorld) read(t testing.TB, file realFile) {
	t.Helper()
	path := sharedtest.Path(t, append([]string{"data"}, file.path...)...)
	sink := &importertest.Sink{}
	edition, err := file.importer.Read(context.Background(), path, sink)
	if err != nil {
		t.Fatalf("%s: %v", filepath.Base(path), err)
	}
	published, err := time.Parse(time.DateOnly, file.published)
	if err != nil {
		t.Fatal(err)
	}
	occurrences := map[string]int{}
	for _, row := range sink.Records {
		said := identityOf(&row)
		first := said.recordKey(edition.Series, 1)
		occurrences[first]++
		key := said.recordKey(edition.Series, occurrences[first])
		at := realRow{file.name, row.Line}
		w.keys[at], w.claims[at], w.ranks[at] = key, row.Claims, row.Rank
		rec := w.records[key]
		rec.hear(store.Identity{Record: key, Series: edition.Series, At: published}, said)
		w.records[key] = rec
	}
}

// matchable are all records as an import hands them to match.
func (w *realWorld) matchable() []match.Record { return (&run{records: w.records}).matchable() }
