package main

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/listing"
	"haven/internal/store/storetest"
)

// sameAgain is an export in the order of its ids, without revisions, which go
// on counting: undone, a listing is the same to the byte but for them.
func sameAgain(t *testing.T, export string) string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(export) {
		var listing map[string]json.RawMessage
		if err := json.Unmarshal([]byte(line), &listing); err != nil {
			t.Fatal(err)
		}
		delete(listing, "revision")
		text, err := json.Marshal(listing)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(text))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

// shown is all that an export has.
func (h *haven) shown(t *testing.T) string { return sameAgain(t, h.must("export", "--gone")) }

// lastRun is the id of the run that began last.
func (h *haven) lastRun() string {
	lines := strings.Split(h.must("import", "list"), "\n")
	return strings.Fields(lines[1])[0]
}

func TestUndoneRealFilesLeaveEachListingAsItWas(t *testing.T) {
	steps := imports(cutFiles(t))
	onEachEngine(t, func(t *testing.T, h *haven) {
		var before, runs []string
		for _, step := range steps {
			before = append(before, h.shown(t))
			h.must(step...)
			runs = append(runs, h.lastRun())
		}
		all := h.shown(t)
		for i, run := range slices.Backward(runs) {
			began := time.Now()
			h.must("import", "undo", run)
			t.Logf("undone %v in %v", steps[i][1], time.Since(began).Round(time.Millisecond))
			if now := h.shown(t); now != before[i] {
				t.Fatalf("without %v it is not as before: %s", steps[i], firstDifference(before[i], now))
			}
		}
		// Undo the undoing of each, in the same order as they were undone.
		for _, line := range strings.Split(strings.TrimSpace(h.must("import", "list")), "\n")[1:] {
			if fields := strings.Fields(line); fields[len(fields)-2] == "undoes" {
				h.must("import", "undo", fields[0])
			}
		}
		if now := h.shown(t); now != all {
			t.Errorf("brought back it is not as it was: %s", firstDifference(all, now))
		}
	})
}

func TestAnUndoneRealFileIsAsIfItHadNeverBeen(t *testing.T) {
	steps := imports(cutFiles(t))
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	onEachEngine(t, func(t *testing.T, h *haven) {
		out := rand.New(rand.NewPCG(seed, 0)).IntN(len(steps))
		never := newHaven(t, "")
		var undo string
		for i, step := range steps {
			h.must(step...)
			if i == out {
				undo = h.lastRun()
			} else {
				never.must(step...)
			}
		}
		h.must("import", "undo", undo)
		if now, want := withoutIDs(t, h.must("export", "--gone")), withoutIDs(t, never.must("export", "--gone")); now != want {
			t.Errorf("without %v it is not as if it had never been: %s", steps[out], firstDifference(want, now))
		}
	})
}

func TestAKilledUndoLeavesAllOrNothing(t *testing.T) {
	kills := 4
	if proof {
		kills = 30
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	files := cutFiles(t)
	onEachEngine(t, func(t *testing.T, h *haven) {
		random := rand.New(rand.NewPCG(seed, 1))
		h.must("import", "samhsa-directory", "--complete", files.su2022)
		without := h.shown(t)
		h.must(importOf(files.su2023)...)
		run, with := h.lastRun(), h.shown(t)
		r := h.run("import", "undo", run)
		h.must("import", "undo", h.lastRun())
		through := 0
		for range kills {
			h.killAfter(t, "matching", time.Duration(random.Int64N(int64(r.took))), "import", "undo", run)
			switch h.shown(t) {
			case with:
			case without:
				through++
				h.must("import", "undo", h.lastRun())
			default:
				t.Fatal("the store holds a part of the undoing")
			}
		}
		t.Logf("%d kills, %d undoings were published before", kills, through)
		h.must("import", "undo", run)
		if h.shown(t) != without {
			t.Error("the next undoing does not leave the listings as they were before")
		}
	})
}

// A facility edits its listing, a year's file comes, and comes again: nothing
// that the facility said is changed.
func TestFilesThatComeAgainChangeNoFacilitysEdits(t *testing.T) {
	files := cutFiles(t)
	onEachEngine(t, func(t *testing.T, h *haven) {
		h.must("import", "samhsa-directory", "--complete", files.su2022)
		h.must("import", "otp", "--complete", files.otp)
		edited := h.editEvery(t, 7)
		for _, step := range [][]string{importOf(files.su2023), {"import", "otp", "--complete", files.otp}, importOf(files.su2022), importOf(files.su2023)} {
			h.must(step...)
			h.edits(t, edited)
		}
	})
}

const (
	editedPhone   = "+14045550188"
	editedWebsite = "https://edited.example"
)

// editEvery lets each nth place say its number, website and a service, and
// returns their ids.
func (h *haven) editEvery(t *testing.T, n int) map[string]bool {
	t.Helper()
	s := storetest.Open(t, h.database)
	defer s.Close()
	changes, err := s.ChangedSince(t.Context(), 0, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	d, edited := listing.NewDirectory(s, geo.Default()), map[string]bool{}
	for i, c := range changes {
		if i%n != 0 || c.State != "listed" || len(edited) == 50 {
			continue
		}
		_, err := d.Say(t.Context(), c.Listing.ID, facility.Statement{
			Source: "facility", Series: "facility", Rank: facility.RankFacility, At: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC),
			Claims: facility.Claims{Phone: facility.Says(facility.Phone{E164: editedPhone}), Website: facility.Says(editedWebsite), Yes: []string{"MU"}},
		})
		if err != nil {
			t.Fatal(err)
		}
		edited[c.Listing.ID] = true
	}
	return edited
}

// edits tells of places that do not say what they said of themselves.
func (h *haven) edits(t *testing.T, edited map[string]bool) {
	t.Helper()
	s := storetest.Open(t, h.database)
	defer s.Close()
	for id := range edited {
		found, err := s.Listing(t.Context(), id)
		if err == nil && found.State == "merged" {
			found, err = s.Listing(t.Context(), found.Into)
		}
		l := found.Listing
		if err != nil || found.State != "listed" || l.Phones[0].E164 != editedPhone || l.Website != editedWebsite || !l.Yes.Has("MU") {
			t.Errorf("%s is now %+v, %v", id, found, err)
		}
	}
	if len(edited) < 5 {
		t.Errorf("only %d places were edited", len(edited))
	}
}
