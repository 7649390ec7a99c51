package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// told returns what the report of a run says of these events, and whether all was well.
func told(t *testing.T, ci bool, events string) (string, bool) {
	t.Helper()
	var out strings.Builder
	r := newReport(&out)
	if err := r.read(strings.NewReader(events)); err != nil {
		t.Fatal(err)
	}
	well := r.conclude(ci)
	return out.String(), well
}

const (
	passing = `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"=== RUN   TestA\n"}
{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:3: chatter\n"}
{"Action":"pass","Package":"p","Test":"TestA"}
`
	skipping = `{"Action":"run","Package":"p","Test":"TestB"}
{"Action":"output","Package":"p","Test":"TestB","Output":"    b_test.go:4: left out: needs a moon\n"}
{"Action":"output","Package":"p","Test":"TestB","Output":"--- SKIP: TestB (0.00s)\n"}
{"Action":"skip","Package":"p","Test":"TestB"}
`
	failing = `{"Action":"run","Package":"p","Test":"TestC"}
{"Action":"output","Package":"p","Test":"TestC","Output":"=== RUN   TestC\n"}
{"Action":"output","Package":"p","Test":"TestC","Output":"    c_test.go:5: got 1, want 2\n"}
{"Action":"fail","Package":"p","Test":"TestC"}
`
	hanging = `{"Action":"run","Package":"p","Test":"TestD"}
{"Action":"output","Package":"p","Test":"TestD","Output":"    d_test.go:6: waiting\n"}
`
	ok = `{"Action":"output","Package":"p","Output":"PASS\n"}
{"Action":"output","Package":"p","Output":"ok  \tp\t0.1s\n"}
{"Action":"pass","Package":"p"}
`
	notOK = `{"Action":"output","Package":"p","Output":"FAIL\tp\t0.1s\n"}
{"Action":"fail","Package":"p"}
`
	notBuilt = `{"Action":"build-output","ImportPath":"p","Output":"p.go:1:1: undefined: x\n"}
`
)

func TestAReportTellsWhatAPersonWantsToKnow(t *testing.T) {
	const oneSkip = "\nSkipped:\n  p TestB: b_test.go:4: left out: needs a moon\n\ntests: 1 passed, 0 failed, 1 skipped\n"
	for _, c := range []struct {
		name   string
		events string
		ci     bool
		want   string
		well   bool
	}{
		{"passing tests are a line a package", passing + ok, false,
			"ok  \tp\t0.1s\n\ntests: 1 passed, 0 failed, 0 skipped\n", true},
		{"skips are listed with their reasons", passing + skipping + ok, false,
			"ok  \tp\t0.1s\n" + oneSkip, true},
		{"a skip fails in CI", passing + skipping + ok, true,
			"ok  \tp\t0.1s\n" + oneSkip + "CI skips no test: install what the skipped ones need.\n", false},
		{"a failing test is heard, others are not", passing + failing + notOK, false,
			"    c_test.go:5: got 1, want 2\nFAIL\tp\t0.1s\n\ntests: 1 passed, 1 failed, 0 skipped\n", false},
		{"a test that never ended is named", passing + hanging + notOK, false,
			"FAIL\tp\t0.1s\n--- never ended: TestD\n    d_test.go:6: waiting\n\ntests: 1 passed, 0 failed, 0 skipped\n", false},
		{"a package that does not build is not well", notBuilt + notOK, false,
			"p.go:1:1: undefined: x\nFAIL\tp\t0.1s\n\ntests: 0 passed, 0 failed, 0 skipped\n", false},
		{"what is no event is passed on", "go: no such tool\n" + passing + ok, false,
			"go: no such tool\nok  \tp\t0.1s\n\ntests: 1 passed, 0 failed, 0 skipped\n", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, well := told(t, c.ci, c.events)
			if diff := cmp.Diff(c.want, got); diff != "" || well != c.well {
				t.Errorf("well = %v, want %v; report (-want +got):\n%s", well, c.well, diff)
			}
		})
	}
}
