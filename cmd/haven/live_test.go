package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/listing"
	"haven/internal/store"
)

// percentile of durations, which it sorts.
func percentile(took []time.Duration, share float64) time.Duration {
	if len(took) == 0 {
		return 0
	}
	slices.Sort(took)
	return took[min(len(took)-1, int(share*float64(len(took))))]
}

// visibleWithin is how soon after publishing searches must see an import.
const visibleWithin = 2 * time.Second

func TestAnImportShowsUpInARunningServer(t *testing.T) {
	files := filesForRace(t)
	onEachEngine(t, func(t *testing.T, h *haven) {
		h.must("import", "samhsa-directory", "--complete", files.su2022)
		s := h.start("serve")
		before := s.search("near=30303&radius=any&per_page=100")
		if before.Total == 0 {
			t.Fatal("nothing to search")
		}
		ctx, stop := context.WithCancel(t.Context())
		var searches, writes []time.Duration
		var busy sync.WaitGroup
		busy.Go(func() { searches = s.keepSearching(ctx) })
		busy.Go(func() { writes = h.keepWriting(ctx, t, before.Results[0].ID) })
		defer busy.Wait()
		defer stop()
		h.must("import", "samhsa-directory", "--complete", "--accept-drop", files.su2023)
		published := time.Now()
		for !s.finds("near=30303&radius=any&sort=name&per_page=100", "2023-06-29") {
			if time.Since(published) > visibleWithin {
				t.Fatalf("the import cannot be searched %v after it was published\n%s", time.Since(published), s.log)
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Logf("searchable %v after the import had ended", time.Since(published).Round(time.Millisecond))
		stop()
		busy.Wait()
		if len(searches) == 0 || len(writes) == 0 {
			t.Error("searches or writes stood still")
		}
		t.Logf("meanwhile %d searches, p50 %v, p99 %v; %d writes, p50 %v, p99 %v",
			len(searches), percentile(searches, 0.5), percentile(searches, 0.99),
			len(writes), percentile(writes, 0.5), percentile(writes, 0.99))
	})
}

// finds reports whether a search finds listings of an edition.
func (s *server) finds(query, edition string) bool {
	for _, r := range s.search(query).Results {
		if strings.HasPrefix(r.AsOf, edition) {
			return true
		}
	}
	return false
}

// keepSearching searches until ctx ends and tells how long each took.
func (s *server) keepSearching(ctx context.Context) []time.Duration {
	var took []time.Duration
	places := []string{"30303", "Atlanta, GA", "Providence, RI", "Fulton County, GA", "Wyoming"}
	for i := 0; ctx.Err() == nil; i++ {
		began := time.Now()
		s.search("facets=true&code=MU,BU&near=" + url.QueryEscape(places[i%len(places)]))
		took = append(took, time.Since(began))
		time.Sleep(5 * time.Millisecond)
	}
	return took
}

// keepWriting states a new number of one listing, as a facility would, until
// ctx ends.
func (h *haven) keepWriting(ctx context.Context, t *testing.T, id string) []time.Duration {
	s, err := store.Open(t.Context(), h.database)
	if err != nil {
		t.Error(err)
		return nil
	}
	defer s.Close()
	directory := listing.NewDirectory(s, geo.Default())
	var took []time.Duration
	for i := 0; ctx.Err() == nil; i++ {
		began := time.Now()
		_, err := directory.Say(t.Context(), id, facility.Statement{
			Source: "facility", Series: "facility", Rank: facility.RankFacility, At: began,
			Claims: facility.Claims{Phone: facility.Says(facility.Phone{E164: fmt.Sprintf("+1404555%04d", 100+i%100)})},
		})
		if err != nil {
			t.Errorf("a write failed during the import: %v", err)
			return took
		}
		took = append(took, time.Since(began))
		time.Sleep(20 * time.Millisecond)
	}
	return took
}
