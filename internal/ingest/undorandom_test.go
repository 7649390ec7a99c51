package ingest_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"haven/importers"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// Whatever is imported, said and undone, in whatever order: the directory is
// the one of a store that never saw what was undone.
func TestUndoneRunsAreAsIfTheyHadNeverBeen(t *testing.T) {
	sequences := 4
	if os.Getenv("HAVEN_PROOF") == "1" {
		sequences = 100
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	storetest.Each(t, func(t *testing.T, first *store.Store) {
		for n := range sequences {
			s := first
			if n > 0 {
				s = storetest.Open(t, filepath.Join(t.TempDir(), "haven.db"))
			}
			h := &history{s: s, sources: map[string]*source{}, random: rand.New(rand.NewPCG(seed, uint64(n)))}
			for step := range 12 {
				what := h.step(t)
				if step%4 == 3 {
					h.compare(t, fmt.Sprintf("seed %d, sequence %d, step %d (%s)", seed, n, step, what))
				}
			}
		}
	})
}

// history is a store with what happened to it.
type history struct {
	s       *store.Store
	random  *rand.Rand
	sources map[string]*source // by run
	said    []saying
}

// saying is what was said about the listing of a record.
type saying struct {
	record    string
	statement facility.Statement
}

// step does something at random and tells what.
func (h *history) step(t *testing.T) string {
	t.Helper()
	switch n := h.random.IntN(10); {
	case n < 4:
		src := h.source()
		opt := options(h.s)
		opt.AcceptDrop = true
		if _, err := ingest.Run(t.Context(), src, "", opt); err != nil {
			t.Fatal(err)
		}
		h.sources[lastRun(t, h.s).ID] = src
		return "import of " + src.edition.Series
	case n < 6:
		return h.say(t)
	}
	return h.undo(t)
}

// undo undoes any run that can be.
func (h *history) undo(t *testing.T) string {
	t.Helper()
	runs, err := h.s.Runs(t.Context(), 100)
	if err != nil {
		t.Fatal(err)
	}
	runs = slices.DeleteFunc(runs, func(r store.Run) bool { _, err := h.s.Undoable(t.Context(), r.ID); return err != nil })
	if len(runs) == 0 {
		return "nothing"
	}
	run := runs[h.random.IntN(len(runs))]
	mustUndo(t, h.s, run)
	return "undo of " + run.Source
}

// source is one of a few editions of a few places, so that runs meet.
func (h *history) source() *source {
	var rows []importers.Record
	for i, street := range []string{"1 Oak Street", "2 Elm Street", "3 Fir Street", "1 Oak Street Suite 2"} {
		names := []string{"Alder Clinic", "Birch House", "Cedar Rest", "Alder Clinic of Atlanta"}
		if h.random.IntN(3) == 0 {
			continue
		}
		phone := fmt.Sprintf("010%d", (i%3)+h.random.IntN(2))
		rows = append(rows, row(names[i], street, phone, []string{"SA", "MU", "RES"}[h.random.IntN(3)]))
	}
	switch year := 2020 + h.random.IntN(3); h.random.IntN(6) {
	case 0:
		return register(year, rows...)
	case 1:
		return points(year, known("1 Oak Street", 33.75, -84.39+float64(h.random.IntN(3))/1000), known("9 Fir Street", 33.76, -84.4))
	case 2, 3:
		part := directory(year, rows...)
		part.edition.Complete = false
		return part
	default:
		return directory(year, rows...)
	}
}

// say lets a facility or a steward say something about some listing.
func (h *history) say(t *testing.T) string {
	t.Helper()
	var ids []string
	for id := range listings(t, h.s) {
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return "nothing"
	}
	slices.Sort(ids)
	id := ids[h.random.IntN(len(ids))]
	records, err := h.s.RecordsOf(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	n := len(h.said)
	said := saying{records[0].Key, facility.Statement{
		Source: "facility", Series: "facility", Rank: facility.RankFacility, At: time.Date(2020, 6, 1, n, 0, 0, 0, time.UTC),
		Claims: facility.Claims{Phone: facility.Says(facility.Phone{E164: fmt.Sprintf("+14045551%03d", n)}), Yes: []string{"BU"}},
	}}
	if _, err := listing.NewDirectory(h.s, geo.Default()).Say(t.Context(), id, said.statement); err != nil {
		t.Fatal(err)
	}
	h.said = append(h.said, said)
	return "a facility's word"
}

// compare replays what stands in another store.
func (h *history) compare(t *testing.T, when string) {
	t.Helper()
	never := storetest.Open(t, filepath.Join(t.TempDir(), "never.db"))
	runs, err := h.s.Runs(t.Context(), 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, run := range slices.Backward(runs) {
		src := h.sources[run.ID]
		if src == nil || run.State != store.RunPublished && run.State != store.RunSuperseded {
			continue
		}
		opt := options(never)
		opt.AcceptDrop = true
		if _, err := ingest.Run(t.Context(), src, "", opt); err != nil {
			t.Fatal(err)
		}
	}
	here, there := assignments(t, h.s), assignments(t, never)
	for _, said := range h.said {
		if id := homeOf(said.record, here, there); id != "" {
			if _, err := listing.NewDirectory(never, geo.Default()).Say(t.Context(), id, said.statement); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got, want := content(t, h.s), content(t, never); got != want {
		t.Fatalf("%s: it is\n%s\nwant\n%s", when, got, want)
	}
}

// assignments are all records of listings that are shown, by key.
func assignments(t *testing.T, s *store.Store) map[string]store.RecordRow {
	t.Helper()
	all, found := map[string]store.RecordRow{}, listings(t, s)
	err := s.Records(t.Context(), func(r store.RecordRow) error {
		if _, shown := found[r.Listing]; shown {
			all[r.Key] = r
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// homeOf is the listing there that a record is of here, or that the first
// stored of those is of that stay with it; "" when none is stated there.
func homeOf(record string, here, there map[string]store.RecordRow) string {
	if row, has := there[record]; has {
		return row.Listing
	}
	var beside []store.RecordRow
	for key, row := range here {
		if _, has := there[key]; has && row.Listing == here[record].Listing {
			beside = append(beside, row)
		}
	}
	if len(beside) == 0 {
		return ""
	}
	first := slices.MinFunc(beside, func(a, b store.RecordRow) int { return cmp.Compare(a.Seq, b.Seq) })
	return there[first.Key].Listing
}
