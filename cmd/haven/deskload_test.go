package main

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"haven/internal/bench/deskload/shift"
)

// The whole day is for make desk-load; here nothing is timed.
func TestFiveAgentsAtOnceLoseAndDoubleNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("some 600 pages on each engine take too long for the race detector")
	}
	onEachEngine(t, func(t *testing.T, h *haven) {
		helpline, err := shift.Hire(t.Context(), h.database, h.dataDir+"/master.key", 300, 5)
		if err != nil {
			t.Fatal(err)
		}
		driver := "sqlite"
		if strings.HasPrefix(h.database, "postgres://") {
			driver = "postgres"
		}
		db, err := sql.Open(driver, h.database)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		server := h.start("serve")
		day, err := helpline.Work(t.Context(), server.url, db, shift.Plan{Seed: 1, Calls: 30, Searches: 20}, func() {})
		if err != nil {
			t.Fatalf("%v\n%s", err, server.log)
		}
		var told strings.Builder
		day.Write(&told)
		for _, happened := range []string{"withdraw a consent", "finish a follow-up", "go on with a code", "move a referral", "search (seekers)"} {
			if !strings.Contains(told.String(), happened) {
				t.Errorf("the day is too small, nobody had to %s:\n%s", happened, told.String())
			}
		}
		if whole := h.must("audit", "verify"); !strings.Contains(whole, fmt.Sprintf("is whole: %d entries", day.Lines())) {
			t.Errorf("want %d lines in the trail: %s", day.Lines(), whole)
		}
	})
}
