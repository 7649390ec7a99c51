//go:build unix

package ingest

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest/match"
	"haven/internal/sharedtest"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// BenchmarkFoldingStoredAgain reads and folds every listing of the real files
// again, out of a SQLite store, as undoing an import does.
func BenchmarkFoldingStoredAgain(b *testing.B) {
	s := storetest.Open(b, filepath.Join(b.TempDir(), "haven.db"))
	complete := true
	for _, file := range realFiles {
		opt := Options{Store: s, Places: geo.Default(), Now: time.Now, AcceptDrop: true}
		if !strings.HasPrefix(file.name, "tx") && !strings.HasPrefix(file.name, "wa") {
			opt.Complete = &complete
		}
		if _, err := Run(b.Context(), file.importer, sharedtest.Path(b, append([]string{"data"}, file.path...)...), opt); err != nil {
			b.Fatal(err)
		}
	}
	began, listings := processorTime(b), 0
	for b.Loop() {
		r := storedRun(b, s)
		for chunk := range slices.Chunk(r.places, foldBatch*foldsAtOnce()) {
			rows, err := r.foldAtOnce(b.Context(), chunk)
			if err != nil {
				b.Fatal(err)
			}
			listings += len(rows)
		}
	}
	reportFolds(b, began, listings)
}

// storedRun is a run that would fold all places of a store.
func storedRun(b *testing.B, s *store.Store) *run {
	b.Helper()
	r := newRun(Options{Store: s, Places: geo.Default(), Now: time.Now})
	r.in = &intake{}
	editions, err := s.Editions(b.Context())
	r.editions = editions
	if err == nil {
		err = r.learnPoints(b.Context())
	}
	if err == nil {
		err = r.loadAssignments(b.Context())
	}
	if err != nil {
		b.Fatal(err)
	}
	byListing := map[string]*place{}
	for _, row := range r.stored {
		p := byListing[row.Listing]
		if p == nil {
			p = &place{id: row.Listing}
			byListing[row.Listing], r.places = p, append(r.places, p)
		}
		p.records = append(p.records, row)
	}
	return r
}

// BenchmarkFoldingAgain folds the listings of the real files, over and over
// until there are as many, from the bytes in which statements are stored: what
// a fold costs without the database.
func BenchmarkFoldingAgain(b *testing.B) {
	places := storedStatements(b)
	locator := NewLocator(geo.Default())
	for _, size := range []int{len(places), 1_000_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			began, listings := processorTime(b), 0
			for b.Loop() {
				var next atomic.Int64
				var busy sync.WaitGroup
				for range runtime.GOMAXPROCS(0) {
					busy.Go(func() {
						for i := next.Add(1); i <= int64(size); i = next.Add(1) {
							locator.Row("x", facility.Fold(places[i%int64(len(places))].read(b), nil))
						}
					})
				}
				busy.Wait()
				listings += size
			}
			reportFolds(b, began, listings)
		})
	}
}

// storedPlace is the statements of a place with their claims as JSON, without
// the codes, which are stored joined by blanks.
type storedPlace []struct {
	facility.Statement
	claims  []byte
	yes, no string
}

func storedStatements(b *testing.B) []storedPlace {
	world := readRealWorld(b)
	statements := world.statements(b)
	var places []storedPlace
	for _, keys := range match.Records(world.matchable()).Places {
		var p storedPlace
		for _, key := range keys {
			for _, st := range statements[key] {
				yes, no := strings.Join(st.Claims.Yes, " "), strings.Join(st.Claims.No, " ")
				st.Claims.Yes, st.Claims.No = nil, nil
				claims, err := json.Marshal(&st.Claims)
				if err != nil {
					b.Fatal(err)
				}
				st.Claims = facility.Claims{}
				p = append(p, storedPlace{{st, claims, yes, no}}...)
			}
		}
		places = append(places, p)
	}
	return places
}

func (p storedPlace) read(b *testing.B) []facility.Statement {
	statements := make([]facility.Statement, len(p))
	for i, st := range p {
		statements[i] = st.Statement
		if err := json.Unmarshal(st.claims, &statements[i].Claims); err != nil {
			b.Error(err)
		}
		statements[i].Claims.Yes, statements[i].Claims.No = strings.Fields(st.yes), strings.Fields(st.no)
	}
	return statements
}

// reportFolds tells how long a thousand listings took, on the clock and of
// processors: a busy machine makes only the first longer.
func reportFolds(b *testing.B, began time.Duration, listings int) {
	b.ReportMetric(float64(listings)/float64(b.N), "listings")
	b.ReportMetric((processorTime(b)-began).Seconds()/float64(b.N), "cpu-s/op")
}

// processorTime is what the process has used of all processors.
func processorTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
