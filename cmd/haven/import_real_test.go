package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"haven/internal/pgtest"
)

// onEachEngine runs a test of the program on SQLite and on PostgreSQL.
func onEachEngine(t *testing.T, test func(t *testing.T, h *haven)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newHaven(t, "")) })
	t.Run("postgres", func(t *testing.T) { test(t, newHaven(t, pgtest.URL(t))) })
}

// exported is what the tests read of an exported line.
type exported struct {
	ID        string
	Name      string
	Unit      string
	Codes     []string
	Lat, Lon  float64
	Precision string `json:"location_precision"`
	Source    string
	AsOf      string `json:"as_of"`
	Address   struct{ Street, Unit, City, State, ZIP string }
}

func (h *haven) export(args ...string) []exported {
	h.t.Helper()
	var all []exported
	lines := bufio.NewScanner(strings.NewReader(h.must(append([]string{"export", "--format", "ndjson"}, args...)...)))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var e exported
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			h.t.Fatalf("%v in %s", err, lines.Text())
		}
		all = append(all, e)
	}
	return all
}

// count reads a figure of an import's report, such as "listings new".
func count(t *testing.T, report, what string) int {
	t.Helper()
	m := regexp.MustCompile(`(?m)^\s*(\d+)  ` + regexp.QuoteMeta(what)).FindStringSubmatch(report)
	if m == nil {
		t.Fatalf("the report does not tell %q:\n%s", what, report)
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// rowsOf2023 is the directory of 2023 as its file has it.
const rowsOf2023 = 12_744

func TestEveryRowIsExportedWithItsCodes(t *testing.T) {
	files := cutFiles(t)
	rows := sheetRows(t, files.su2023, "Facilities List", directoryColumns)
	onEachEngine(t, func(t *testing.T, h *haven) {
		r := h.run("import", "samhsa-directory", "--complete", files.su2023)
		t.Logf("import of %d rows: %.1f s, peak %s\n%s", len(rows), r.took.Seconds(), r.peak, r.stdout)
		if r.status != exitDone {
			t.Fatal(r.stderr)
		}
		read, folded := count(t, r.stdout, "rows read"), count(t, r.stdout, "rows folded")
		if read != len(rows) || folded > 20 || proof && read != rowsOf2023 {
			t.Errorf("read %d of %d rows, folded %d", read, len(rows), folded)
		}
		all := h.export()
		if len(all) != len(rows)-folded {
			t.Errorf("exported %d listings of %d rows less %d folded", len(all), len(rows), folded)
		}
		compareCodes(t, rows, all)
		for _, e := range all {
			if e.Lat == 0 || e.Lon == 0 {
				t.Errorf("%s has no coordinates", e.Name)
			}
		}
	})
}

// compareCodes checks that each row's codes are those of its listing; rows
// that are one place make the union.
func compareCodes(t *testing.T, rows [][]string, all []exported) {
	t.Helper()
	want := map[string][]string{}
	for _, row := range rows {
		key := doorOf(row[0], row[1], row[2], row[3], row[4], row[6])
		want[key] = append(want[key], strings.Fields(strings.ReplaceAll(row[12], "*", " "))...)
	}
	have := map[string][]string{}
	for _, e := range all {
		key := doorOf(e.Name, e.Unit, e.Address.Street, e.Address.Unit, e.Address.City, e.Address.ZIP)
		have[key] = append(have[key], e.Codes...)
	}
	differ := 0
	for key, codes := range want {
		if !slices.Equal(setOf(codes), setOf(have[key])) {
			if differ++; differ <= 10 {
				t.Errorf("%s\nhas  %v\nwant %v", key, setOf(have[key]), setOf(codes))
			}
		}
	}
	t.Logf("%d of %d places have other codes than their rows", differ, len(want))
}

// doorOf tells rows apart, blanks and case aside. SAMHSA writes "- - -" for a
// street that it does not disclose.
func doorOf(parts ...string) string {
	for i, part := range parts {
		parts[i] = strings.Join(strings.Fields(strings.ToLower(part)), " ")
		if strings.Trim(part, "- ") == "" {
			parts[i] = ""
		}
	}
	return strings.Join(parts, "|")
}

func setOf(codes []string) []string {
	set := slices.Clone(codes)
	slices.Sort(set)
	return slices.Compact(set)
}

// factsOf2023 are counts of rows with a code in the directory of 2023.
var factsOf2023 = map[string]int{
	"MU": 1481, "BU": 6923, "NU": 6437, "DT": 2838, "RES": 3055, "OP": 10491, "MD": 9493, "MC": 5808, "SP": 2794, "PW": 4165,
}

func TestKnownCountsOf2023(t *testing.T) {
	files := cutFiles(t)
	counts := map[string]int{}
	for _, row := range sheetRows(t, files.su2023, "Facilities List", directoryColumns) {
		for _, code := range strings.Fields(row[12]) {
			counts[code]++
		}
	}
	h := newHaven(t, "")
	report := h.must("import", "samhsa-directory", "--complete", files.su2023)
	exported := map[string]int{}
	for _, e := range h.export() {
		for _, code := range e.Codes {
			exported[code]++
		}
	}
	folded := count(t, report, "rows folded")
	for code, want := range factsOf2023 {
		if proof && counts[code] != want {
			t.Errorf("the file has %d rows with %s, want %d", counts[code], code, want)
		}
		if got := exported[code]; got > counts[code] || got < counts[code]-folded {
			t.Errorf("%d listings have %s, but %d rows less at most %d folded", got, code, counts[code], folded)
		}
	}
}

func TestImportingAgainChangesNothing(t *testing.T) {
	files := cutFiles(t)
	onEachEngine(t, func(t *testing.T, h *haven) {
		h.must("import", "samhsa-directory", "--complete", files.su2023)
		before := h.must("export")
		report := h.must("import", "samhsa-directory", "--complete", files.su2023)
		if count(t, report, "listings new") != 0 || count(t, report, "changed") != 0 {
			t.Error(report)
		}
		if after := h.must("export"); after != before {
			t.Error("the export differs after the same import")
		}
	})
}

// share is part of whole in percent, for logs.
func share(part, whole int) string {
	return fmt.Sprintf("%d of %d (%.1f %%)", part, whole, 100*float64(part)/float64(max(whole, 1)))
}

func TestKnownPointsMakeLocationsExact(t *testing.T) {
	files := cutFiles(t)
	h := newHaven(t, "")
	h.must("import", "samhsa-directory", "--complete", files.su2023)
	t.Log(h.must("import", "points", files.suPoints, files.otpPoints))
	precisions := map[string]int{}
	all := h.export()
	for _, e := range all {
		precisions[e.Precision]++
	}
	exact := precisions["exact"]
	t.Logf("exact: %s; others: %v", share(exact, len(all)), precisions)
	if float64(exact) < 0.72*float64(len(all)) {
		t.Errorf("only %s are exact, want at least 72 %%", share(exact, len(all)))
	}
}

func TestEditionsAndSourcesBecomeOneDirectory(t *testing.T) {
	files := cutFiles(t)
	h := newHaven(t, "")
	t.Log(h.must("import", "samhsa-directory", "--complete", files.su2022))
	ids := map[string]bool{}
	for _, e := range h.export() {
		ids[e.ID] = true
	}
	second := h.must("import", "samhsa-directory", "--complete", files.su2023)
	t.Log(second)
	kept := 0
	for _, e := range h.export() {
		if ids[e.ID] {
			kept++
		}
	}
	carried := count(t, second, "carried over")
	t.Logf("carried over: %d, ids kept: %d", carried, kept)
	if kept < carried || proof && carried < 8100 {
		t.Errorf("carried over %d (want at least 8,100), of which %d kept their id", carried, kept)
	}
	third := h.must("import", "otp", "--complete", files.otp)
	t.Log(third)
	if matched := count(t, third, "matched"); proof && matched < 1000 {
		t.Errorf("%d of the register's programs matched, want at least 1,000", matched)
	}
}
