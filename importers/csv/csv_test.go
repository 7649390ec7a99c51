package csv

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"haven/importers"
	"haven/importers/importertest"
	"haven/internal/facility"
	"haven/internal/geo"
)

func mapping(t testing.TB, text string) *Mapping {
	t.Helper()
	m, err := ReadMapping(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func readRows(t *testing.T, text, rows string) (importers.Edition, *importertest.Sink) {
	t.Helper()
	return importertest.ReadText(t, Importer{mapping(t, text)}, rows)
}

const whole = `
source: wa-licences
rank: register
delimiter: ";"
updated: {column: Updated, format: MM/DD/YYYY}
fields:
  name: Centre
  unit: Program
  street: [Number, Street]
  city: City
  state: {column: State, values: {Wash.: WA}}
  zip: ZIP
  phone: Tel
  intake: [Intake, After hours]
  website: Web
  latitude: Lat
  longitude: Lon
codes:
  - {column: Medicaid, code: MD}
  - {column: Detox, code: DT, yes: [offered], no: [none], unknown: [ask]}
  - column: Services
    split: ","
    unlisted: no
    values: {Outpatient: [OP, ORT], Residential: RES}
    ignore: [Sauna]
always: [SA]
skip:
  - {column: Status, values: [Closed, Revoked]}
`

const wholeHeading = "Centre;Program;Number;Street;City;State;ZIP;Tel;Intake;After hours;Web;Lat;Lon;Medicaid;Detox;Services;Status;Updated\n"

func TestARowBecomesClaims(t *testing.T) {
	edition, sink := readRows(t, whole, wholeHeading+
		"Harbor  House;Women;12;Quay Street, Suite 4;Olympia;Wash.;98501;360-555-0100;;360-555-0101 x2;harbor.example.org;47.04;-122.9;YES;None;outpatient, Sauna;Open;05/03/2026 10:00\n")
	want := []importers.Record{{Line: 2, Rank: facility.RankRegister, Claims: facility.Claims{
		Name:    facility.Says(facility.Name{Name: "Harbor House", Unit: "Women"}),
		Address: facility.Says(facility.Address{Street: "12 Quay Street", Unit: "Suite 4", City: "Olympia", State: "WA", ZIP: "98501"}),
		Phone:   facility.Says(facility.Phone{E164: "+13605550100"}),
		Intake:  facility.Says([]facility.Phone{{E164: "+13605550101", Ext: "2"}}),
		Website: facility.Says("http://harbor.example.org"),
		Point:   facility.Says(geo.Point{Lat: 47.04, Lon: -122.9}),
		Yes:     []string{"MD", "OP", "ORT", "SA"},
		No:      []string{"DT", "RES"},
	}}}
	if diff := cmp.Diff(want, sink.Records); diff != "" || len(sink.Notes) > 0 {
		t.Errorf("rejected %v, notes %v, claims differ (-want +got):\n%s", sink.Rejected, sink.Notes, diff)
	}
	if edition.Series != "wa-licences" || edition.Complete || !edition.Modified.Equal(time.Date(2026, 5, 3, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("edition %+v", edition)
	}
	if source := (Importer{mapping(t, whole)}).Source(); source != "wa-licences" {
		t.Errorf("it is said by %s", source)
	}
}

func TestYesNoAndUnknown(t *testing.T) {
	for _, tt := range []struct{ codes, cell, yes, no, note string }{
		{"{column: A, code: MD}", "Y", "MD", "", ""},
		{"{column: A, code: MD}", " sí ", "MD", "", ""},
		{"{column: A, code: MD}", "No", "", "MD", ""},
		{"{column: A, code: MD}", "", "", "", ""},
		{"{column: A, code: MD}", "N/A", "", "", ""},
		{"{column: A, code: MD}", "call us", "", "", `A "call us"`},
		{"{column: A, code: MD, no: [\"\"], unknown: [\"?\"]}", "", "", "MD", ""},
		{"{column: A, code: MD, yes: [MCD]}", "yes", "", "", `A "yes"`},
		{"{column: A, split: \";\", values: {Detox: DT, Live-in: RES}}", "detox; live-in", "DT RES", "", ""},
		{"{column: A, split: \";\", values: {Detox: DT, Live-in: RES}}", "detox", "DT", "", ""},
		{"{column: A, split: \";\", values: {Detox: DT, Live-in: RES}, unlisted: no}", "detox", "DT", "RES", ""},
		{"{column: A, split: \";\", values: {Detox: DT, Live-in: RES}, unlisted: no}", "", "", "", ""},
		{"{column: A, split: \";\", values: {Detox: DT}}", "detox; Yoga", "DT", "", `A "Yoga"`},
		{"{column: A, split: \";\", values: {Detox: DT}, ignore: [yoga]}", "Yoga", "", "", ""},
		{"{column: A, values: {\"Detox; medical\": DT}}", "Detox; medical", "DT", "", ""},
		{"{column: A, code: MD}\n  - {column: A, values: {N: MD}}", "N", "MD", "", ""},
	} {
		_, sink := readRows(t, small+"codes:\n  - "+tt.codes+"\n", "Name,City,State,ZIP,A\nHarbor House,Olympia,WA,98501,"+tt.cell+"\n")
		if len(sink.Records) != 1 {
			t.Fatalf("%s: rejected %v", tt.codes, sink.Rejected)
		}
		note := ""
		if len(sink.Notes) > 0 {
			note = sink.Notes[0].String()
		}
		c := sink.Records[0].Claims
		if strings.Join(c.Yes, " ") != tt.yes || strings.Join(c.No, " ") != tt.no || !strings.Contains(note, tt.note) || (note == "") != (tt.note == "") {
			t.Errorf("%s: %q says yes to %v, no to %v, note %q", tt.codes, tt.cell, c.Yes, c.No, note)
		}
	}
}

func TestWhatARowDoesNotSpeakOf(t *testing.T) {
	_, sink := readRows(t, small, "Name,City,State,ZIP\nHarbor House,Olympia,washington,8501\n")
	want := facility.Claims{
		Name:    facility.Says(facility.Name{Name: "Harbor House"}),
		Address: facility.Says(facility.Address{City: "Olympia", State: "WA", ZIP: "08501"}),
	}
	if len(sink.Records) != 1 {
		t.Fatalf("rejected %v", sink.Rejected)
	}
	if diff := cmp.Diff(want, sink.Records[0].Claims); diff != "" || sink.Records[0].Rank != facility.RankDirectory {
		t.Errorf("claims differ (-want +got):\n%s", diff)
	}
}

func TestAConstantIsOfAllRows(t *testing.T) {
	text := strings.Replace(small, "state: State", "state: {value: WA}", 1)
	_, sink := readRows(t, text, "Name,City,ZIP\nHarbor House,Olympia,98501\n")
	if len(sink.Records) != 1 || sink.Records[0].Claims.Address.Value.State != "WA" {
		t.Errorf("read %+v, rejected %v", sink.Records, sink.Rejected)
	}
}

func TestRowsToSkipAreNoFault(t *testing.T) {
	_, sink := readRows(t, whole, wholeHeading+strings.Repeat("Gone House;;;;;;;;;;;;;;;;revoked;\n", 30)+
		"Harbor House;;12;Quay Street;Olympia;WA;98501;;;;;;;;;;Open;\n")
	if len(sink.Records) != 1 || len(sink.Rejected) > 0 {
		t.Errorf("read %d rows, rejected %v", len(sink.Records), sink.Rejected)
	}
}

func TestWhatCannotBeReadIsToldByItsColumn(t *testing.T) {
	good := map[string]string{"Centre": "Harbor House", "Number": "12", "Street": "Quay Street", "City": "Olympia", "State": "WA", "ZIP": "98501"}
	for change, want := range map[string]string{
		"Centre=":         `line 2: Centre "": no name`,
		"State=Atlantis":  `line 2: State "Atlantis": not the two-letter code`,
		"ZIP=none":        `line 2: ZIP "none": not a ZIP code`,
		"Tel=call":        `line 2: Tel "call": not a telephone number`,
		"Web=none":        `line 2: Web "none": not the address of a website`,
		"Lat=north":       `line 2: Lat "north, ": not a number of degrees`,
		"Updated=May":     `line 2: Updated "May": not a day in the mapping's format`,
		"Services=Reiki ": `line 2: Services "Reiki": the mapping does not say what this means; rows with it: 1`,
	} {
		column, value, _ := strings.Cut(change, "=")
		var cells []string
		for name := range strings.SplitSeq(strings.TrimSpace(wholeHeading), ";") {
			cell := good[name]
			if name == column {
				cell = value
			}
			cells = append(cells, cell)
		}
		_, sink := readRows(t, whole, wholeHeading+strings.Join(cells, ";")+"\n")
		told := append(sink.Rejected, sink.Notes...)
		if len(told) != 1 || !strings.Contains(told[0].String(), want) {
			t.Errorf("%s: told %v, want %s", change, told, want)
		}
	}
}

func TestAPointWithoutAStreetIsNotClaimed(t *testing.T) {
	_, sink := readRows(t, whole, wholeHeading+"Harbor House;;;- - -;Olympia;WA;98501;;;;;47.04;-122.9;;;;Open;\n")
	if len(sink.Records) != 1 || sink.Records[0].Claims.Point != nil || len(sink.Notes) != 1 {
		t.Errorf("read %+v, notes %v", sink.Records, sink.Notes)
	}
}

func TestFaultsOfTheFile(t *testing.T) {
	i := Importer{mapping(t, small)}
	for name, tt := range map[string]struct{ text, want string }{
		"empty":            {"", "is empty"},
		"heading only":     {"Name,City,State,ZIP\n", "no rows"},
		"another file":     {"Name,Town,State,ZIP\nA,B,WA,98501\n", `the mapping, line 2, fields.city: the file has no column "City"; it has Name, Town, State, ZIP`},
		"other delimiters": {"Name;City;State;ZIP\nA;B;WA;98501\n", "the file has no column"},
	} {
		t.Run(name, func(t *testing.T) {
			importertest.WantFault(t, i, importertest.File(t, tt.text), tt.want)
		})
	}
	importertest.WantFault(t, Importer{}, importertest.File(t, "Name\nA\n"), "--map", "--suggest")
}

func TestAFailingSinkEndsTheReading(t *testing.T) {
	full := errors.New("disk full")
	row := "Harbor House,Olympia,WA,98501\n"
	for _, rows := range []string{row + row, "Harbor House,Olympia,WA,\n" + row} {
		sink := &importertest.Sink{Err: full}
		if _, err := mapping(t, small).readRows(t.Context(), strings.NewReader("Name,City,State,ZIP\n"+rows), sink); err != full || len(sink.Records)+len(sink.Rejected) != 1 {
			t.Errorf("%v after %d rows", err, len(sink.Records))
		}
	}
}

func FuzzRows(f *testing.F) {
	m := mapping(f, whole)
	f.Add(wholeHeading + "Harbor House;W;12;Quay Street;Olympia;Wash.;98501;360-555-0100;;;h.example.org;47.04;-122.9;Y;none;Outpatient, x;Open;05/03/2026\n")
	f.Add(wholeHeading + "\"Cl\xednica\";;;;Cayey;Puerto Rico;736;;;;;;;;;;;\n")
	f.Fuzz(func(t *testing.T, rows string) {
		m.readRows(t.Context(), strings.NewReader(rows), &importertest.Sink{})
	})
}
