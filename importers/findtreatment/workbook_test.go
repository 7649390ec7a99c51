package findtreatment

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/importers"
	"haven/importers/check"
	"haven/importers/importertest"
	"haven/importers/xlsx/xlsxtest"
	"haven/internal/facility"
	"haven/internal/geo"
)

var heading = []string{
	"    name1", "name2", "street1", "street2", "city", "state", "zip", "zip4", "county", "phone", "intake_prompt",
	"intake1", "intake2", "website", "latitude", "longitude", "type_facility",
	"sa", "mh", "dt", "op", "res", "md", "mc", "mu", "ect", "n40 ", "ubn",
}

var explained = xlsxtest.Sheet{Name: referenceSheet, Rows: [][]string{
	{"   category_code", "category_name", "service_code", "service_name", "service_description", "sa_code", "mh_code", "both_code "},
	{"TC", "Type of Care", "SA", "Substance use treatment", "", "Y", "Y", "Y"},
	{"TC", "Type of Care", "MH", "Mental health treatment", "", "N", "Y", "N"},
	{"TC", "Type of Care", "DT", "Detoxification  ", "", "Y", "N", "N"},
	{"SET", "Service Setting", "OP", "Outpatient", "", "Y", "Y", "Y"},
	{"SET", "Service Setting", "RES", "Residential", "", "Y", "Y", "Y"},
	{"PAY", "Payment", "MD", "Medicaid", "", "Y", "Y", "Y"},
	{"PAY", "Payment", "MC", "Medicare", "", "Y", "Y", "Y"},
	{"OM", "Opioid Medications", "MU", "Methadone", "", "Y", "N", "N"},
	{"TAP", "Treatment Approaches", "ECT", "Electroconvulsive therapy", "", "N", "Y", "N"},
	{"OL", "Other Languages", "N40", "Ojibwa", "", "Y", "N", "N"},
}}

// export is an export with the rows given as "column=value" over a sound row.
func export(changes ...[]string) xlsxtest.Book {
	rows := [][]string{heading}
	for _, change := range changes {
		row := []string{"Harbor House", "", "12 Quay Street, Suite 4", "", "Houston", "TX", "77002", "", "Harris", "713-555-0100", "",
			"", "", "http://harbor.example.org", "29.7589", "-95.3677", "SU"}
		row = append(row, make([]string, len(heading)-len(row))...)
		for _, cell := range change {
			column, value, _ := strings.Cut(cell, "=")
			row[slices.IndexFunc(heading, func(name string) bool { return strings.TrimSpace(name) == column })] = value
		}
		rows = append(rows, row)
	}
	return xlsxtest.Book{Sheets: []xlsxtest.Sheet{{Name: facilitySheet, Rows: rows}, explained}}
}

func readExport(t *testing.T, change ...string) (importers.Record, *importertest.Sink) {
	t.Helper()
	_, sink := importertest.Read(t, Importer{}, export(change).Write(t))
	if len(sink.Records) != 1 {
		t.Fatalf("read %d rows, rejected %v", len(sink.Records), sink.Rejected)
	}
	return sink.Records[0], sink
}

func TestARowOfAnExportBecomesClaims(t *testing.T) {
	got, _ := readExport(t, "zip4=0012", "intake1=713-555-0101 x2", "sa=1", "dt=1", "md=1")
	want := importers.Record{Line: 2, Rank: facility.RankLocator, Claims: facility.Claims{
		Name:    facility.Says(facility.Name{Name: "Harbor House"}),
		Address: facility.Says(facility.Address{Street: "12 Quay Street", Unit: "Suite 4", City: "Houston", State: "TX", ZIP: "77002-0012"}),
		Phone:   facility.Says(facility.Phone{E164: "+17135550100"}),
		Intake:  facility.Says([]facility.Phone{{E164: "+17135550101", Ext: "2"}}),
		Website: facility.Says("http://harbor.example.org"),
		Point:   facility.Says(geo.Point{Lat: 29.7589, Lon: -95.3677}),
		Yes:     []string{"DT", "MD", "SA"},
		No:      []string{"MC", "MU", "N40"},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("claims differ (-want +got):\n%s", diff)
	}
}

func TestAnExportIsNeverTakenForAllThereIs(t *testing.T) {
	var rows [][]string
	for _, state := range strings.Fields("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC") {
		rows = append(rows, []string{"state=" + state})
	}
	edition, sink := importertest.Read(t, Importer{}, export(rows...).Write(t))
	if len(sink.Records) != 40 || edition.Complete || edition.Series != "findtreatment" {
		t.Errorf("%d rows, edition %+v: nothing says that it is not a search for one service", len(sink.Records), edition)
	}
}

func TestWhatARowOfAnExportLeavesOut(t *testing.T) {
	for _, tt := range []struct{ name, ticked, yes, no string }{
		{"a kind is denied only what it is asked", "type_facility=MH mh=1", "MH", "ECT SA"},
		{"SA is SU", "type_facility=SA sa=1 res=1", "RES SA", "DT MU N40 OP"},
		{"an empty payment category says nothing", "sa=1", "SA", "DT MU N40"},
		{"no type of care, no denial", "op=1 md=1", "MD OP", ""},
		{"nothing ticked, nothing said", "", "", ""},
		{"0 is not ticked", "sa=1 dt=0 md=1", "MD SA", "DT MC MU N40"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, _ := readExport(t, strings.Fields(tt.ticked)...)
			if got := strings.Join(r.Claims.Yes, " "); got != tt.yes {
				t.Errorf("yes %q, want %q", got, tt.yes)
			}
			if got := strings.Join(r.Claims.No, " "); got != tt.no {
				t.Errorf("no %q, want %q", got, tt.no)
			}
		})
	}
}

// The export fills in 270 of 316 code columns of each opioid treatment
// program: to believe it would advertise a methadone clinic as a hospital.
func TestCodesOfARowOutsideOfTheSurveyAreNotBelieved(t *testing.T) {
	all := []string{"sa=1", "mh=1", "dt=1", "op=1", "res=1", "md=1", "mc=1", "mu=1", "ect=1"}
	for kind, want := range map[string]facility.Claims{
		"OTP":  {Yes: []string{"OTP"}, Assumed: []string{"MU"}},
		"HRSA": {},
		"":     {},
	} {
		r, _ := readExport(t, append(all, "type_facility="+kind)...)
		got := facility.Claims{Yes: r.Claims.Yes, No: r.Claims.No, Assumed: r.Claims.Assumed, Intake: r.Claims.Intake}
		if diff := cmp.Diff(want, got); diff != "" || r.Part != strings.ToLower(kind) {
			t.Errorf("%q: part %q, claims differ (-want +got):\n%s", kind, r.Part, diff)
		}
	}
}

func TestAnUndisclosedStreetHasNoPoint(t *testing.T) {
	r, sink := readExport(t, "street1=- - -")
	if r.Claims.Point != nil || r.Claims.Address.Value.Street != "" || len(sink.Notes) != 2 {
		t.Errorf("claims %+v, notes %v", r.Claims, sink.Notes)
	}
}

func TestWhatCannotBeReadIsLeftOutAndNoted(t *testing.T) {
	for change, want := range map[string]string{
		"latitude=":                     `line 2: latitude ", -95.3677": not a number of degrees`,
		"longitude=-195":                `line 2: latitude "29.7589, -195"`,
		"website=javascript:alert(1)":   `line 2: website "javascript:alert(1)": not the address of a website`,
		"website=http://me:it@x.org/":   "not the address of a website",
		"website=see facebook page":     "not the address of a website",
		"website=http://harbor/welcome": "not the address of a website",
	} {
		r, sink := readExport(t, change)
		if len(sink.Notes) != 2 || !strings.Contains(sink.Notes[1].String(), want) || r.Claims.Website != nil && r.Claims.Point != nil {
			t.Errorf("%s: notes %v, want %q", change, sink.Notes, want)
		}
	}
	if _, sink := readExport(t, "website=http://"); len(sink.Notes) != 1 {
		t.Errorf("an address without a site is noted: %v", sink.Notes)
	}
	if _, sink := readExport(t); len(sink.Notes) != 1 || !strings.Contains(sink.Notes[0].String(), "ubn") {
		t.Errorf("notes %v: a column that nothing explains is to be told", sink.Notes)
	}
}

func TestFaultyRowsOfAnExportAreRejectedWithAReason(t *testing.T) {
	for change, want := range map[string]string{
		"name1=":     `line 2: name1 "": no name`,
		"zip=7700":   `line 2: zip "7700": not a ZIP code`,
		"state=ZZ":   `line 2: state "ZZ": not the two-letter code`,
		"phone=call": `line 2: phone "call": not a telephone number`,
		"md=maybe":   `line 2: md "maybe": neither 1 nor empty`,
	} {
		_, sink := importertest.Read(t, Importer{}, export([]string{change}, nil).Write(t))
		if len(sink.Records) != 1 || len(sink.Rejected) != 1 || !strings.Contains(sink.Rejected[0].String(), want) {
			t.Errorf("%s: read %d, rejected %v", change, len(sink.Records), sink.Rejected)
		}
	}
}

func TestFaultsOfAnExport(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(*xlsxtest.Book)
		want  string
	}{
		"no reference sheet": {func(b *xlsxtest.Book) { b.Sheets = b.Sheets[:1] }, referenceSheet},
		"no coordinates":     {func(b *xlsxtest.Book) { b.Sheets[0].Rows[0][14] = "x" }, "lacks latitude"},
		"no rows":            {func(b *xlsxtest.Book) { b.Sheets[0].Rows = b.Sheets[0].Rows[:1] }, "no rows"},
		"an odd code":        {func(b *xlsxtest.Book) { b.Sheets[1].Rows[1] = []string{"TC", "", "S A"} }, `service_code "S A" is not`},
		"too many codes": {func(b *xlsxtest.Book) {
			for i := range check.MaxCodes {
				b.Sheets[1].Rows = append(b.Sheets[1].Rows, []string{"OM", "", fmt.Sprint("X", i)})
			}
		}, `more than 4000 codes: check that this is the right file`},
	} {
		t.Run(name, func(t *testing.T) {
			book := export(nil)
			book.Sheets = slices.Clone(book.Sheets)
			for i := range book.Sheets {
				book.Sheets[i].Rows = slices.Clone(book.Sheets[i].Rows)
				book.Sheets[i].Rows[0] = slices.Clone(book.Sheets[i].Rows[0])
			}
			tt.spoil(&book)
			importertest.WantFault(t, Importer{}, book.Write(t), tt.want)
		})
	}
}
