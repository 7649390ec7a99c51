package main

import (
	"bufio"
	"io"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"haven/importers/xlsx/xlsxtest"
)

func TestAKilledImportLeavesAllOrNothing(t *testing.T) {
	kills := 4
	if proof {
		kills = 50
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	files := cutFiles(t)
	// Two wordings of one edition: each import replaces the other.
	wordings := []string{files.su2023, withoutEveryTenth(t, files.su2023)}
	onEachEngine(t, func(t *testing.T, h *haven) {
		random := rand.New(rand.NewPCG(seed, 1))
		var whole []string
		var took time.Duration
		for _, file := range wordings {
			h.must("import", "samhsa-directory", "--complete", files.su2022)
			r := h.run(importOf(file)...)
			whole = append(whole, withoutIDs(t, h.must("export", "--gone")))
			took = r.took
		}
		now, through := 1, 0
		for range kills {
			next := 1 - now
			// A little over the time it takes, so that some are through.
			h.killWhileWriting(t, time.Duration(random.Int64N(int64(took)*6/5)), importOf(wordings[next])...)
			switch withoutIDs(t, h.must("export", "--gone")) {
			case whole[now]:
			case whole[next]:
				now = next
				through++
			default:
				t.Fatal("the store holds a part of the run")
			}
			h.servesAndStops(t)
		}
		t.Logf("%d kills, %d imports were published before", kills, through)
		h.must(importOf(wordings[1-now])...)
		if withoutIDs(t, h.must("export", "--gone")) != whole[1-now] {
			t.Error("the next import does not give the whole edition")
		}
	})
}

func importOf(file string) []string {
	return []string{"import", "samhsa-directory", "--complete", "--accept-drop", file}
}

// withoutEveryTenth is a directory of the same day that lacks some rows.
func withoutEveryTenth(t *testing.T, file string) string {
	t.Helper()
	rows := [][]string{directoryColumns}
	for i, row := range sheetRows(t, file, "Facilities List", directoryColumns) {
		if i%10 != 0 {
			rows = append(rows, row)
		}
	}
	book := xlsxtest.Book{Modified: "2023-06-29T18:56:21Z", Sheets: []xlsxtest.Sheet{
		{Name: "Facilities List", Rows: rows},
		{Name: "Service Code Reference", Rows: append([][]string{referenceColumns}, sheetRows(t, file, "Service Code Reference", referenceColumns)...)},
	}}
	return write(t, filepath.Join(t.TempDir(), "su-2023.xlsx"), book.Bytes())
}

// killWhileWriting starts an import and kills it like a power cut, so long
// after it has begun to write: before, it waits for the lease of the one that
// was killed last.
func (h *haven) killWhileWriting(t *testing.T, wait time.Duration, args ...string) {
	t.Helper()
	h.killAfter(t, "storing", wait, args...)
}

// killAfter kills a command so long after it has said that a stage begins.
func (h *haven) killAfter(t *testing.T, stage string, wait time.Duration, args ...string) {
	t.Helper()
	cmd := h.command(t.Context(), args...)
	stages, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stages)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), stage) {
	}
	go io.Copy(io.Discard, stages)
	time.Sleep(wait)
	cmd.Process.Kill()
	cmd.Wait()
}

func (h *haven) servesAndStops(t *testing.T) {
	t.Helper()
	s := h.start("serve")
	defer s.stop()
	if a := s.search("per_page=1"); a.Total == 0 {
		t.Error("the next start finds nothing")
	}
}
