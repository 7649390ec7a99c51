package ingest

import (
	"maps"
	"slices"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/ingest/match"
)

// TestFiguresOfFolding prints how long it takes to match and fold all real
// files, without a database, and of which fields sources disagree. Nothing is
// asserted.
func TestFiguresOfFolding(t *testing.T) {
	world := readRealWorld(t)
	records := world.matchable()
	began := time.Now()
	places := match.Records(records).Places
	t.Logf("matched %d records in %v", len(records), time.Since(began).Round(time.Millisecond))
	statements := world.statements(t)
	conflicts, count := map[string]int{}, 0
	began = time.Now()
	var profiles []facility.Profile
	for _, keys := range places {
		var said []facility.Statement
		for _, key := range keys {
			said = append(said, statements[key]...)
		}
		count += len(said)
		profiles = append(profiles, facility.Fold(said, nil))
	}
	t.Logf("folded %d listings of %d statements in %v", len(places), count, time.Since(began).Round(time.Millisecond))
	for i := range profiles {
		codes := false
		for _, c := range profiles[i].Conflicts() {
			if len(c.Field) > 5 && c.Field[:5] == "code:" {
				codes = true
			} else {
				conflicts[string(c.Field)]++
			}
		}
		if codes {
			conflicts["some service code"]++
		}
	}
	for _, field := range slices.Sorted(maps.Keys(conflicts)) {
		t.Logf("%6d listings with a conflict of %s", conflicts[field], field)
	}
}

// statements are those of all rows, by record.
func (w *realWorld) statements(t testing.TB) map[string][]facility.Statement {
	t.Helper()
	said := map[string][]facility.Statement{}
	for _, file := range realFiles {
		published, err := time.Parse(time.DateOnly, file.published)
		if err != nil {
			t.Fatal(err)
		}
		for at, key := range w.keys {
			if at.file == file.name {
				said[key] = append(said[key], facility.Statement{
					Source: file.importer.Source(), Series: w.records[key].Series, Record: key, At: published,
					Rank: w.ranks[at], Claims: w.claims[at],
				})
			}
		}
	}
	return said
}
