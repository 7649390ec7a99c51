package store_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/pgtest"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

var (
	editions    = flag.Int("editions", 3, "editions that BenchmarkEditions loads")
	editionRows = flag.Int("rows", 12_744, "records of each")
)

// BenchmarkEditions loads yearly editions of a directory and reports, in
// milliseconds of the slowest edition, what each step took and how long
// somebody who spoke meanwhile had to wait.
func BenchmarkEditions(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) {
		benchmarkEditions(b, func() string { return filepath.Join(b.TempDir(), "haven.db") })
	})
	b.Run("postgres", func(b *testing.B) { // durable, unlike pgtest.URL's
		benchmarkEditions(b, func() string { return pgtest.Start(b).URL(b) })
	})
}

func benchmarkEditions(b *testing.B, url func() string) {
	slowest := map[string]time.Duration{}
	for b.Loop() {
		s := storetest.Open(b, url())
		stop := speakAllTheTime(b, s, slowest)
		for year := range *editions {
			load(b, s, directory(2021+year), slowest)
		}
		stop()
	}
	for step, took := range slowest {
		b.ReportMetric(float64(took.Milliseconds()), step+"-ms")
	}
}

// speakAllTheTime says something about a place of its own every 5 ms, until
// stopped.
func speakAllTheTime(b *testing.B, s *store.Store, slowest map[string]time.Duration) (stop func()) {
	ctx, cancel := context.WithCancel(b.Context())
	longest := make(chan time.Duration)
	go func() {
		var longestWait time.Duration
		for row := listed("other", "Somebody else"); ctx.Err() == nil; time.Sleep(5 * time.Millisecond) {
			begun := time.Now()
			revision, err := s.Say(ctx, spoken("facility/other"), row)
			if err != nil && !errors.Is(err, context.Canceled) {
				b.Error(err)
			}
			row.Based, longestWait = revision, max(longestWait, time.Since(begun))
		}
		longest <- longestWait
	}()
	return func() { cancel(); slowest["say"] = max(slowest["say"], <-longest) }
}

// load imports an edition as package ingest does: stage, fold, publish.
func load(b *testing.B, s *store.Store, r store.Run, slowest map[string]time.Duration) {
	ctx, run := b.Context(), begin(b, s, r)
	statements, listings, records, keys := edition(b, s, run, *editionRows)
	step := func(name string, do func() error) {
		b.Helper()
		begun := time.Now()
		succeed(b, do())
		slowest[name] = max(slowest[name], time.Since(begun))
	}
	step("statements", func() error { return s.StageStatements(ctx, statements) })
	step("identities", func() error {
		return s.Identities(ctx, run.ID, true, func(store.Identity) error { return nil })
	})
	step("statementsof", func() error { return readStatements(ctx, s, run, keys) })
	step("listings", func() error { return s.StageListings(ctx, run.ID, listings) })
	step("records", func() error { return s.StageRecords(ctx, run.ID, records) })
	step("publish", func() error { _, err := s.Publish(ctx, run.ID, "{}", noon); return err })
	step("changes", func() error { return readChanges(ctx, s) })
}

func readStatements(ctx context.Context, s *store.Store, run store.Run, keys []string) error {
	for keys := range slices.Chunk(keys, store.Batch) {
		if _, err := s.StatementsOf(ctx, run.ID, true, keys); err != nil {
			return err
		}
	}
	return nil
}

func readChanges(ctx context.Context, s *store.Store) error {
	for at := int64(0); ; {
		page, err := s.ChangedSince(ctx, at, 1000)
		if err != nil || len(page) == 0 {
			return err
		}
		at = page[len(page)-1].Listing.Revision
	}
}

// edition makes n records as wide as those of the directory of 2023, which
// answer each of 317 codes.
func edition(b *testing.B, s *store.Store, run store.Run, n int) (statements []store.StatementRow, listings []store.ListingRow, records []store.RecordRow, keys []string) {
	stored := map[string]int64{}
	succeed(b, s.Digests(b.Context(), func(d store.Digest) error {
		stored[d.ID] = d.Revision
		return nil
	}))
	var codes []string
	for _, c := range facility.Builtin().Codes() {
		codes = append(codes, c.Code)
	}
	for i := range n {
		id := fmt.Sprintf("%010x", uint32(i)*0x9E3779B1) // in no order, as real ones
		st, l := stated(run, recordOf(id)), basedOn(stored[id], listed(id, "Groups Recover Together"))
		st.Claims.Name = facility.Says(l.Name)
		st.Claims.Address = facility.Says(facility.Address{Street: "101 Sample Street", City: "Atlanta", State: "GA", ZIP: "30303"})
		st.Claims.Yes, st.Claims.No = codes[:76], codes[76:]
		l.Yes, l.No, l.Address = facility.CodesOf(codes[:76]...), facility.CodesOf(codes[76:]...), st.Claims.Address.Value
		statements, listings = append(statements, st), append(listings, l)
		records = append(records, store.RecordRow{Key: st.Record, ID: id, Listing: id, Seq: int64(i)})
		keys = append(keys, st.Record)
	}
	return statements, listings, records, keys
}
