package samhsa

import (
	"archive/zip"
	"html"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"haven/importers"
	"haven/importers/importertest"
	"haven/internal/facility"
	"haven/internal/sharedtest"
)

func TestTheRealDirectories(t *testing.T) {
	for _, tt := range []struct {
		file, modified      string
		rows, codes, states int
		undisclosed         int // streets
	}{
		{"su-2022.xlsx", "2022-05-19T19:28:42Z", 12176, 225, 56, 12},
		{"su-2023.xlsx", "2023-06-29T18:56:21Z", 12744, 224, 54, 11},
	} {
		t.Run(tt.file, func(t *testing.T) {
			file := sharedtest.Path(t, "data", "samhsa-directory", tt.file)
			edition, sink := importertest.Read(t, Importer{}, file)
			if len(sink.Records) != tt.rows || len(sink.Rejected) != 0 {
				t.Errorf("%d rows read, want %d; rejected %v", len(sink.Records), tt.rows, sink.Rejected)
			}
			if edition.Series != "samhsa-su" || !edition.Complete || edition.Modified.Format("2006-01-02T15:04:05Z") != tt.modified {
				t.Errorf("edition %s of %v, complete %v", edition.Series, edition.Modified, edition.Complete)
			}
			if len(edition.Codes) != tt.codes {
				t.Errorf("%d codes, want %d", len(edition.Codes), tt.codes)
			}
			if states := statesOf(sink.Records); len(states) != tt.states {
				t.Errorf("%d states: %v", len(states), states)
			}
			if got := undisclosed(sink.Records); got != tt.undisclosed {
				t.Errorf("%d places without a street, want %d", got, tt.undisclosed)
			}
			compareCodes(t, file, sink.Records)
		})
	}
}

func statesOf(records []importers.Record) []string {
	states := map[string]bool{}
	for _, r := range records {
		states[r.Claims.Address.Value.State] = true
	}
	return slices.Sorted(maps.Keys(states))
}

func undisclosed(records []importers.Record) int {
	n := 0
	for _, r := range records {
		if r.Claims.Address.Value.Street == "" {
			n++
		}
	}
	return n
}

// compareCodes checks that the codes of every row are those in the file, as
// found by expressions that know nothing of XML.
func compareCodes(t *testing.T, file string, records []importers.Record) {
	t.Helper()
	want := codesByLine(t, file)
	if len(want) != len(records) {
		t.Errorf("the file has %d rows with codes, %d were read", len(want), len(records))
	}
	for _, r := range records {
		if !slices.Equal(r.Claims.Yes, want[r.Line]) {
			t.Fatalf("line %d: read %v, the file has %v", r.Line, r.Claims.Yes, want[r.Line])
		}
	}
}

var (
	sharedForm = regexp.MustCompile(`<si><t[^>]*>([^<]*)</t></si>`)
	codeCell   = regexp.MustCompile(`<c r="M(\d+)"[^>]*t="s"[^>]*><v>(\d+)</v>`)
)

// codesByLine are the codes in column M of the first sheet.
func codesByLine(t *testing.T, file string) map[int][]string {
	t.Helper()
	shared := sharedForm.FindAllStringSubmatch(part(t, file, "xl/sharedStrings.xml"), -1)
	lines := map[int][]string{}
	for _, cell := range codeCell.FindAllStringSubmatch(part(t, file, "xl/worksheets/sheet1.xml"), -1) {
		line, _ := strconv.Atoi(cell[1])
		n, _ := strconv.Atoi(cell[2])
		if line == 1 {
			continue
		}
		set := map[string]bool{}
		for _, code := range strings.FieldsFunc(html.UnescapeString(shared[n][1]), func(r rune) bool { return r == ' ' || r == '*' }) {
			set[code] = true
		}
		lines[line] = slices.Sorted(maps.Keys(set))
	}
	return lines
}

func part(t *testing.T, file, name string) string {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	f, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var once2023 struct {
	sync.Once
	edition importers.Edition
	records []importers.Record
}

// read2023 reads the directory of 2023, once for all tests.
func read2023(t *testing.T) (importers.Edition, []importers.Record) {
	t.Helper()
	file := sharedtest.Path(t, "data", "samhsa-directory", "su-2023.xlsx")
	once2023.Do(func() {
		edition, sink := importertest.Read(t, Importer{}, file)
		once2023.edition, once2023.records = edition, sink.Records
	})
	return once2023.edition, once2023.records
}

func TestHowManyPlacesOf2023OfferWhat(t *testing.T) {
	_, records := read2023(t)
	yes, no := map[string]int{}, map[string]int{}
	for _, r := range records {
		for _, code := range r.Claims.Yes {
			yes[code]++
		}
		for _, code := range r.Claims.No {
			no[code]++
		}
	}
	for code, want := range map[string]int{
		"MU": 1481, "BU": 6923, "NU": 6437, "DT": 2838, "RES": 3055, "OP": 10491,
		"MD": 9493, "MC": 5808, "SP": 2794, "PW": 4165,
	} {
		if yes[code] != want {
			t.Errorf("%s: %d places, want %d", code, yes[code], want)
		}
	}
	// 141 rows have no type of care: they deny nothing.
	answered := len(records) - 141
	for _, code := range []string{"MU", "BU", "SP"} {
		if got := yes[code] + no[code]; got < answered || got > len(records) {
			t.Errorf("%s: %d places answer it, at least %d do", code, got, answered)
		}
	}
	if got := yes["MD"] + no["MD"]; got >= answered {
		t.Errorf("MD: %d places answer it; those that name no payment do not", got)
	}
}

// Importers of others take MD for Medicare, or SS for Social Security.
func TestWhatThePaymentCodesMean(t *testing.T) {
	edition, _ := read2023(t)
	names := map[string]facility.Code{}
	for _, c := range edition.Codes {
		names[c.Code] = c
	}
	for code, want := range map[string][2]string{
		"MD": {"PAY", "Medicaid"},
		"MC": {"PAY", "Medicare"},
		"SF": {"PAY", "Cash or self-payment"},
		"SS": {"PYAS", "Sliding fee scale"},
		"PA": {"PYAS", "Payment assistance"},
	} {
		if c := names[code]; c.Category != want[0] || !strings.HasPrefix(c.Name, want[1]) {
			t.Errorf("%s is %q of %s, want %q of %s", code, c.Name, c.Category, want[1], want[0])
		}
	}
}

func TestNumbersOfRealRows(t *testing.T) {
	_, records := read2023(t)
	for line, want := range map[int]string{
		2542: "888-PARNEXT · (888) 727-6398 | 888-PARNEXT · (888) 727-6398",
		2982: "813-630HOPE · (813) 630-4673 | (800) 719-8115 ext. 1, 813-630HOPE · (813) 630-4673",
		3754: "618-6924DUI · (618) 692-4384 | 618-6924DUI · (618) 692-4384, (618) 277-7616",
		5268: "(318) 678-7500 | (877) 678-7500 ext. 7532, (800) 558-8022, (318) 678-7500 ext. 7552",
		2:    "(205) 216-0200 | ",
	} {
		claims := records[line-2].Claims
		got := claims.Phone.Value.String() + " | " + strings.Join(spoken(claims.Intake.Value), ", ")
		if got != want {
			t.Errorf("line %d: %s, want %s", line, got, want)
		}
	}
	var phone, intake, none int
	for _, r := range records {
		switch {
		case r.Claims.Intake == nil:
			t.Errorf("line %d does not speak of intake", r.Line)
		case r.Claims.Intake.None:
			none++
		default:
			intake++
		}
		if r.Claims.Phone != nil {
			phone++
		}
	}
	if phone != 12743 || intake+none != 12744 {
		t.Errorf("%d rows with a number, %d with one for intake, %d without", phone, intake, none)
	}
}
