package findtreatment

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/importers"
	"haven/importers/importertest"
	"haven/internal/facility"
	"haven/internal/geo"
)

// sound is a row of an answer up to its services.
const sound = `{"_irow": 1, "name1": " Harbor  House", "name2": "", "street1": "12 Quay Street", "street2": null, "city": "Olympia", "state": "WA",
	"zip": "98501", "phone": "360-555-0100", "intake1": null, "hotline1": null, "website": null,
	"latitude": "47.04", "longitude": "-122.9", "miles": null, "typeFacility": "SA", "services": `

// answer is an answer of rows that differ in their services, each as "TC: a; b | PAY: c".
func answer(services ...string) string {
	var rows []string
	for _, s := range services {
		rows = append(rows, sound+servicesJSON(s)+"}")
	}
	return page(rows...)
}

func page(rows ...string) string {
	return fmt.Sprintf(`{"page": 1, "totalPages": 1, "recordCount": %d, "rows": [%s]}`, len(rows), strings.Join(rows, ", "))
}

func servicesJSON(services string) string {
	if services == "null" {
		return services
	}
	var all []string
	for s := range strings.SplitSeq(services, " | ") {
		if category, names, ok := strings.Cut(s, ": "); ok {
			all = append(all, fmt.Sprintf(`{"f1": "a category", "f2": %q, "f3": %q}`, category, names))
		}
	}
	return "[" + strings.Join(all, ", ") + "]"
}

func TestARowOfAnAnswerBecomesClaims(t *testing.T) {
	edition, sink := importertest.ReadText(t, Importer{}, answer("TC: Substance use treatment | PAY: Medicaid; Medicare"))
	want := []importers.Record{{Line: 1, Rank: facility.RankLocator, Claims: facility.Claims{
		Name:    facility.Says(facility.Name{Name: "Harbor House"}),
		Address: facility.Says(facility.Address{Street: "12 Quay Street", City: "Olympia", State: "WA", ZIP: "98501"}),
		Phone:   facility.Says(facility.Phone{E164: "+13605550100"}),
		Point:   facility.Says(geo.Point{Lat: 47.04, Lon: -122.9}),
		Yes:     []string{"MC", "MD", "SA"},
		No:      []string{},
	}}}
	if diff := cmp.Diff(want, sink.Records); diff != "" || len(sink.Notes)+len(sink.Rejected) > 0 {
		t.Errorf("notes %v, rejected %v, claims differ (-want +got):\n%s", sink.Notes, sink.Rejected, diff)
	}
	if edition.Complete || edition.Series != "findtreatment" {
		t.Errorf("edition %+v", edition)
	}
}

func TestNamesOfServicesBecomeCodes(t *testing.T) {
	for _, tt := range []struct{ why, services, yes string }{
		{"as the reference sheet has it", "OM: Methadone used in Treatment; Buprenorphine used in Treatment", "BU MU"},
		{"case, blanks and marks aside", "PHR: disulfiram;Acamprosate (Campral)", "ACM DSF"},
		{"in a category that was renamed", "SN: Female; Male", "FEM MALE"},
		{"in another wording", "PAY: Military insurance (e.g., TRICARE)", "MI"},
		{"a name of two categories is told apart by them", "FT: Partial hospitalization/day treatment", "PH"},
		{"Medicaid is not Medicare", "PAY: Medicaid", "MD"},
		{"sliding fees are no payment assistance", "PYAS: Sliding fee scale (fee is based on income and other factors)", "SS"},
		{"services may be null", "null", ""},
		{"and empty", "", ""},
	} {
		_, sink := importertest.ReadText(t, Importer{}, answer(tt.services))
		if len(sink.Records) != 1 || strings.Join(sink.Records[0].Claims.Yes, " ") != tt.yes || len(sink.Notes) > 0 {
			t.Errorf("%s: read %+v, notes %v; want %q", tt.why, sink.Records, sink.Notes, tt.yes)
		}
	}
}

func TestUnknownNamesAreToldOnceAndNotGuessed(t *testing.T) {
	_, sink := importertest.ReadText(t, Importer{}, answer("PAY: Barter; Medicaid", "PAY: Barter", "OL: Partial hospitalization/day treatment"))
	want := []importers.RowError{
		{Line: 3, Field: "OL", Value: "Partial hospitalization/day treatment", Reason: "a service that Haven does not know by this name; rows with it: 1"},
		{Line: 1, Field: "PAY", Value: "Barter", Reason: "a service that Haven does not know by this name; rows with it: 2"},
	}
	if diff := cmp.Diff(want, sink.Notes); diff != "" {
		t.Errorf("notes differ (-want +got):\n%s", diff)
	}
}

func TestWhatARowOfAnAnswerLeavesOut(t *testing.T) {
	for _, tt := range []struct{ why, first, second, no string }{
		{"what another row has was asked", "TC: Substance use treatment", "TC: Substance use treatment; Detoxification | OM: Methadone used in Treatment", "DT MU"},
		{"what no row has may not be asked any more", "TC: Substance use treatment", "TC: Substance use treatment", ""},
		{"an empty payment category says nothing", "TC: Substance use treatment", "TC: Substance use treatment | PAY: Medicaid", ""},
		{"a payment named denies the others", "TC: Substance use treatment | PAY: Medicare", "TC: Substance use treatment | PAY: Medicaid", "MD"},
		{"no type of care, no denial", "PAY: Medicare", "TC: Substance use treatment | PAY: Medicaid", ""},
		{"nothing answered, nothing denied", "null", "TC: Substance use treatment | PAY: Medicaid", ""},
	} {
		_, sink := importertest.ReadText(t, Importer{}, answer(tt.first, tt.second))
		if len(sink.Records) != 2 || strings.Join(sink.Records[0].Claims.No, " ") != tt.no {
			t.Errorf("%s: read %+v; want no to %q", tt.why, sink.Records, tt.no)
		}
	}
}

func TestAnUndisclosedPlaceIsTakenWithoutStreetAndPoint(t *testing.T) {
	row := strings.NewReplacer(`"12 Quay Street"`, "null", `"47.04"`, "null", `"-122.9"`, "null").Replace(sound)
	_, sink := importertest.ReadText(t, Importer{}, page(row+"null}"))
	want := facility.Address{City: "Olympia", State: "WA", ZIP: "98501"}
	if len(sink.Records) != 1 || sink.Records[0].Claims.Address.Value != want || sink.Records[0].Claims.Point != nil || len(sink.Notes) > 0 {
		t.Errorf("read %+v, notes %v", sink.Records, sink.Notes)
	}
}

func TestTheFormsOfAnswers(t *testing.T) {
	row := sound + "null}"
	for name, text := range map[string]string{
		"with the id of the older listing": page(strings.Replace(row, "{", `{"frid": "811a", `, 1)),
		"coordinates as numbers":           page(strings.NewReplacer(`"47.04"`, "47.04", `"-122.9"`, "-122.9").Replace(row)),
		"with a byte order mark":           "\ufeff" + page(row),
		"rows before the count":            `{"rows": [` + row + `], "recordCount": 1}`,
	} {
		if _, sink := importertest.ReadText(t, Importer{}, text); len(sink.Records) != 1 || sink.Records[0].Claims.Point == nil {
			t.Errorf("%s: read %+v, rejected %v", name, sink.Records, sink.Rejected)
		}
	}
	_, sink := importertest.ReadText(t, Importer{}, page(row, row)+"\n"+page()+page(row)+"\n")
	if len(sink.Records) != 3 || sink.Records[2].Line != 3 {
		t.Errorf("of three answers in one file were read %d rows", len(sink.Records))
	}
}

func TestFaultyRowsOfAnAnswerAreRejectedWithAReason(t *testing.T) {
	for old, tt := range map[string]struct{ now, want string }{
		`"98501"`:        {"null", `line 1: zip "": no ZIP code`},
		`"WA"`:           {`"ZZ"`, `line 1: state "ZZ": not the two-letter code`},
		`"360-555-0100"`: {`"none"`, `line 1: phone "none": not a telephone number`},
	} {
		_, sink := importertest.ReadText(t, Importer{}, page(strings.Replace(sound, old, tt.now, 1)+"null}", sound+"null}"))
		if len(sink.Records) != 1 || len(sink.Rejected) != 1 || !strings.Contains(sink.Rejected[0].String(), tt.want) {
			t.Errorf("%s: read %d, rejected %v", tt.now, len(sink.Records), sink.Rejected)
		}
	}
}

func TestFaultsOfAFileOfAnswers(t *testing.T) {
	row := sound + "null}"
	for name, tt := range map[string]struct{ text, want string }{
		"empty":                      {"", "is empty"},
		"plain text":                 {"Invalid value for limitType", `it begins with "Invalid value for limitType"`},
		"no rows":                    {page(), "no rows"},
		"cut off":                    {page(row)[:200], "cut off"},
		"cut off after an answer":    {page(row) + `{"page": 2, "rows": [`, "cut off"},
		"followed by something else": {page(row) + "<html>", "this is no JSON"},
		"something else":             {`{"results": []}`, "the JSON has no rows"},
		"a row that is none":         {`{"rows": ["Harbor House"]}`, "row 1: this is no answer"},
		"a name that is none":        {page(strings.Replace(row, `"WA"`, `["WA"]`, 1)), "neither text nor a number"},
	} {
		t.Run(name, func(t *testing.T) {
			importertest.WantFault(t, Importer{}, importertest.File(t, tt.text), tt.want)
		})
	}
}

func TestAFailingSinkEndsTheReading(t *testing.T) {
	full := errors.New("disk full")
	sink := &importertest.Sink{Err: full}
	_, err := readAnswers(t.Context(), strings.NewReader(answer("null", "null")), sink)
	if !errors.Is(err, full) || len(sink.Records) != 1 {
		t.Errorf("%v after %d rows, want the sink's error after the first", err, len(sink.Records))
	}
}

func FuzzAnswers(f *testing.F) {
	f.Add(answer("TC: Substance use treatment | PAY: Medicaid; Barter", "null"))
	f.Add(page(sound+"null}") + page())
	f.Add(`{"rows": [{"services": [{"f2": 3, "f3": ";;"}]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		readAnswers(t.Context(), strings.NewReader(text), &importertest.Sink{})
	})
}
