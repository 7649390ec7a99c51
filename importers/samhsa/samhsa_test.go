package samhsa

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"haven/importers"
	"haven/importers/importertest"
	"haven/importers/xlsx/xlsxtest"
	"haven/internal/facility"
)

var heading = []string{"name1", "name2", "street1", "street2", "city", "state", "zip", "phone", "intake1", "intake2", "intake1a", "intake2a", "service_code_info"}

// house is a row without faults; with changes one of its cells.
var house = []string{"Harbor House", "Women's Program", "12 Quay Street", "Floor 2", "Seattle", "WA", "98101", "206-555-0100", "", "", "", "", "SA DT * RES * MD"}

func with(column, value string) []string {
	row := slices.Clone(house)
	row[slices.Index(heading, column)] = value
	return row
}

// codes is a reference sheet with a code of a year to come.
var codes = xlsxtest.Sheet{Name: "Service Code Reference", Rows: [][]string{
	{"category_code", "category_name", "service_code", "service_name", "service_description"},
	{"TC", "Type of Care", "SA", "Substance use treatment"},
	{"TC", "Type of Care", "DT", "Detoxification  "},
	{"SET", "Service Setting", "OP", "Outpatient"},
	{"SET", "Service Setting", "RES", "Residential"},
	{"PAY", "Payment", "MD", "Medicaid"},
	{"PAY", "Payment", "MC", "Medicare"},
	{"OM", "Opioid Medications", "MU", "Methadone"},
	{"OM", "Opioid Medications", "XYZ", "A medication of 2031"},
}}

func directory(rows ...[]string) xlsxtest.Book {
	return xlsxtest.Book{Modified: "2031-06-29T18:56:21Z", Sheets: []xlsxtest.Sheet{
		{Name: "Facilities List", Rows: append([][]string{heading}, rows...)},
		codes,
	}}
}

func read1(t *testing.T, row []string) facility.Claims {
	t.Helper()
	_, sink := importertest.Read(t, Importer{}, directory(row).Write(t))
	if len(sink.Records) != 1 {
		t.Fatalf("read %d rows, rejected %v", len(sink.Records), sink.Rejected)
	}
	return sink.Records[0].Claims
}

func TestARowBecomesClaims(t *testing.T) {
	edition, sink := importertest.Read(t, Importer{}, directory(house).Write(t))
	want := []importers.Record{{Line: 2, Rank: facility.RankDirectory, Claims: facility.Claims{
		Name:    facility.Says(facility.Name{Name: "Harbor House", Unit: "Women's Program"}),
		Address: facility.Says(facility.Address{Street: "12 Quay Street", Unit: "Floor 2", City: "Seattle", State: "WA", ZIP: "98101"}),
		Phone:   facility.Says(facility.Phone{E164: "+12065550100"}),
		Intake:  facility.SaysNone[[]facility.Phone](),
		Yes:     []string{"DT", "MD", "RES", "SA"},
		No:      []string{"MC", "MU", "OP", "XYZ"},
	}}}
	if diff := cmp.Diff(want, sink.Records); diff != "" {
		t.Errorf("claims differ (-want +got):\n%s", diff)
	}
	if !edition.Modified.Equal(time.Date(2031, 6, 29, 18, 56, 21, 0, time.UTC)) || edition.Complete || edition.Series != "samhsa-su" {
		t.Errorf("edition %+v", edition)
	}
	if last := edition.Codes[len(edition.Codes)-1]; len(edition.Codes) != 8 || last.Code != "XYZ" || last.Category != "OM" || last.Name != "A medication of 2031" {
		t.Errorf("codes %+v", edition.Codes)
	}
}

func TestWhatARowLeavesOut(t *testing.T) {
	for _, tt := range []struct{ name, codes, yes, no string }{
		{"an empty payment category says nothing", "SA * RES", "RES SA", "DT MU OP XYZ"},
		{"a payment named denies the others", "SA * MC", "MC SA", "DT MD MU XYZ"},
		{"an empty category of medications is a no", "SA", "SA", "DT MU XYZ"},
		{"no type of care, no denial", "RES * MD MU", "MD MU RES", ""},
		{"nothing listed, nothing said", "", "", ""},
		{"twice is once, and order means nothing", "SA *  MU MU * DT", "DT MU SA", "XYZ"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			claims := read1(t, with("service_code_info", tt.codes))
			if got := strings.Join(claims.Yes, " "); got != tt.yes {
				t.Errorf("yes %q, want %q", got, tt.yes)
			}
			if got := strings.Join(claims.No, " "); got != tt.no {
				t.Errorf("no %q, want %q", got, tt.no)
			}
		})
	}
}

func TestAnUndisclosedStreetIsNotClaimed(t *testing.T) {
	for _, marks := range []string{"- - -", "-----"} {
		row := with("street1", marks)
		row[slices.Index(heading, "street2")] = marks
		want := facility.Address{City: "Seattle", State: "WA", ZIP: "98101"}
		if got := read1(t, row).Address.Value; got != want {
			t.Errorf("%q: claims %+v, want %+v", marks, got, want)
		}
	}
}

func TestNumbersAreReadAsTheFileGivesThem(t *testing.T) {
	for _, tt := range []struct {
		name                                        string
		phone, intake1, intake2, intake1a, intake2a string
		wantPhone                                   string
		want                                        []string
	}{
		{"in order, each once", "206-555-0100", "206-555-0101", "206-555-0102", "206-555-0101", "206-555-0103",
			"(206) 555-0100", []string{"(206) 555-0101", "(206) 555-0102", "(206) 555-0103"}},
		{"a number in words is the number beside it", "847-321-7457", "", "877-505-4673", "", "877-505HOPE",
			"(847) 321-7457", []string{"877-505HOPE · (877) 505-4673"}},
		{"a number in words alone", "217-348-8384", "", "", "", "800-522DRUG",
			"(217) 348-8384", []string{"800-522DRUG · (800) 522-3784"}},
		{"words lend themselves to the main number", "888-727-6398", "", "", "888-PARNEXT", "",
			"888-PARNEXT · (888) 727-6398", []string{"888-PARNEXT · (888) 727-6398"}},
		{"another number without one beside it", "325-670-9339", "", "", "866-286-9827", "",
			"(325) 670-9339", []string{"(866) 286-9827"}},
		{"extensions tell numbers apart", "786-243-1003", "786-243-1003 x201", "", "786-243-1003 x222", "",
			"(786) 243-1003", []string{"(786) 243-1003 ext. 201", "(786) 243-1003 ext. 222"}},
		{"one that cannot be read is left out", "206-555-0100", "call us", "206-555-0102", "", "",
			"(206) 555-0100", []string{"(206) 555-0102"}},
		{"an intake number stands in for a main one", "none", "206-555-0101", "", "", "",
			"", []string{"(206) 555-0101"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			row := slices.Clone(house)
			copy(row[slices.Index(heading, "phone"):], []string{tt.phone, tt.intake1, tt.intake2, tt.intake1a, tt.intake2a})
			claims := read1(t, row)
			phone := ""
			if claims.Phone != nil {
				phone = claims.Phone.Value.String()
			}
			if phone != tt.wantPhone {
				t.Errorf("phone %q, want %q", phone, tt.wantPhone)
			}
			if got := spoken(claims.Intake.Value); !slices.Equal(got, tt.want) {
				t.Errorf("intake %q, want %q", got, tt.want)
			}
		})
	}
}

func spoken(numbers []facility.Phone) []string {
	var all []string
	for _, n := range numbers {
		all = append(all, n.String())
	}
	return all
}

func TestMissingNumbers(t *testing.T) {
	if claims := read1(t, with("phone", "")); claims.Phone != nil || claims.Intake == nil || !claims.Intake.None {
		t.Errorf("phone %v, intake %v: an empty phone is not spoken of, empty intake numbers are none", claims.Phone, claims.Intake)
	}
	if claims := read1(t, with("intake1", "call us")); claims.Intake != nil {
		t.Errorf("intake %v: a number that cannot be read says nothing", claims.Intake)
	}
	book := directory(house)
	for i, row := range book.Sheets[0].Rows {
		book.Sheets[0].Rows[i] = append(row[:8:8], row[12])
	}
	_, sink := importertest.Read(t, Importer{}, book.Write(t))
	if intake := sink.Records[0].Claims.Intake; intake != nil {
		t.Errorf("intake %v: a file without the columns does not speak of it", intake)
	}
}

func TestAnyYearOfTheLayoutIsRead(t *testing.T) {
	want := read1(t, house)
	for name, change := range map[string]func(*xlsxtest.Book){
		"capitals in the heading": func(b *xlsxtest.Book) {
			for i, name := range heading {
				b.Sheets[0].Rows[0][i] = strings.ToUpper(name[:1]) + name[1:] + " "
			}
		},
		"columns in another order": func(b *xlsxtest.Book) {
			for i := range b.Sheets[0].Rows {
				slices.Reverse(b.Sheets[0].Rows[i])
			}
		},
		"a column more": func(b *xlsxtest.Book) {
			b.Sheets[0].Rows[0] = append(b.Sheets[0].Rows[0], "website")
			b.Sheets[0].Rows[1] = append(b.Sheets[0].Rows[1], "example.org")
		},
		"sheets named otherwise": func(b *xlsxtest.Book) { b.Sheets[0].Name, b.Sheets[1].Name = "Sheet1", "Codes" },
		"sheets in capitals":     func(b *xlsxtest.Book) { b.Sheets[0].Name = " FACILITIES  LIST" },
		"sheets the other way":   func(b *xlsxtest.Book) { slices.Reverse(b.Sheets) },
		"text in the cells":      func(b *xlsxtest.Book) { b.Inline = true },
	} {
		t.Run(name, func(t *testing.T) {
			book := directory(slices.Clone(house))
			book.Sheets[0].Rows[0] = slices.Clone(heading)
			change(&book)
			_, sink := importertest.Read(t, Importer{}, book.Write(t))
			if len(sink.Records) != 1 {
				t.Fatalf("read %d rows, rejected %v", len(sink.Records), sink.Rejected)
			}
			if diff := cmp.Diff(want, sink.Records[0].Claims); diff != "" {
				t.Errorf("claims differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestADirectoryWithoutDetoxificationIsOfMentalHealth(t *testing.T) {
	book := directory(with("service_code_info", "MH * OP"))
	book.Sheets[1].Rows = [][]string{codes.Rows[0], {"TC", "Type of Care", "MH", "Mental health treatment"}, codes.Rows[3]}
	edition, sink := importertest.Read(t, Importer{}, book.Write(t))
	if edition.Series != "samhsa-mh" || len(sink.Records) != 1 {
		t.Errorf("edition %+v, rejected %v", edition, sink.Rejected)
	}
}
