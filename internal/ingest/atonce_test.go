package ingest

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"haven/internal/geo"
	"haven/internal/store/storetest"
)

// The number of processors may change under a running program, and with it how
// many places are handed over at a time.
func TestPlacesAreAllFoldedHoweverManyProcessorsThereAre(t *testing.T) {
	r := newRun(Options{Store: storetest.Open(t, filepath.Join(t.TempDir(), "haven.db")), Places: geo.Default(), Now: time.Now})
	places := make([]*place, foldBatch*(foldsAtOnce()+1)+1)
	for i := range places {
		places[i] = &place{id: fmt.Sprint("place ", i)}
	}
	rows, err := r.foldAtOnce(t.Context(), places)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if row.ID != places[i].id {
			t.Fatalf("row %d of %d is of %q, want %q", i, len(rows), row.ID, places[i].id)
		}
	}
}
