package otp

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/importers"
	"haven/importers/importertest"
	"haven/internal/facility"
	"haven/internal/sharedtest"
)

const heading = `"Program Name",Street,City,State,"Zip Code",Phone,Certification,"First Full Certification Date/CMS Use"` + "\n"

func TestARowBecomesClaims(t *testing.T) {
	edition, sink := importertest.ReadText(t, Importer{}, heading+
		`"Harbor House, Inc.","12 Quay Street, Suite B","Jessup, MD",MD,20794-0012,"(410) 555-0100 x12",Certified,09/30/2010`+"\n")
	want := []importers.Record{{Line: 2, Rank: facility.RankRegister, Claims: facility.Claims{
		Name:    facility.Says(facility.Name{Name: "Harbor House, Inc."}),
		Address: facility.Says(facility.Address{Street: "12 Quay Street", Unit: "Suite B", City: "Jessup", State: "MD", ZIP: "20794-0012"}),
		Phone:   facility.Says(facility.Phone{E164: "+14105550100", Ext: "12"}),
		Yes:     []string{"OTP"},
		Assumed: []string{"MU"},
	}}}
	if diff := cmp.Diff(want, sink.Records); diff != "" {
		t.Errorf("claims differ (-want +got):\n%s", diff)
	}
	if edition.Series != "samhsa-otp" || edition.Complete || !edition.Modified.IsZero() {
		t.Errorf("edition %+v", edition)
	}
}

func TestAnUndisclosedStreetIsNotClaimed(t *testing.T) {
	_, sink := importertest.ReadText(t, Importer{}, heading+"A,- - -,Reno,NV,89501,,Certified,\n")
	want := facility.Address{City: "Reno", State: "NV", ZIP: "89501"}
	if len(sink.Records) != 1 || sink.Records[0].Claims.Address.Value != want {
		t.Errorf("read %+v, rejected %v; want %+v", sink.Records, sink.Rejected, want)
	}
}

// The shapes in which the register of 2026 writes its numbers.
func TestEveryShapeOfNumberIsRead(t *testing.T) {
	for text, want := range map[string]string{
		"(410) 555-0100":       "(410) 555-0100",
		"410-555-0100":         "(410) 555-0100",
		"(410)555-0100":        "(410) 555-0100",
		"(410)-555-0100":       "(410) 555-0100",
		"(410) 555.0100":       "(410) 555-0100",
		"410 555-0100":         "(410) 555-0100",
		"(410-555-0100":        "(410) 555-0100",
		"(410) 555-0100 x304":  "(410) 555-0100 ext. 304",
		"(410) 555-0100 x4100": "(410) 555-0100 ext. 4100",
		"410-555-0100 x4000":   "(410) 555-0100 ext. 4000",
	} {
		_, sink := importertest.ReadText(t, Importer{}, heading+"A,1 Main St,Reno,NV,89501,"+text+",Certified,\n")
		if len(sink.Records) != 1 || sink.Records[0].Claims.Phone.Value.String() != want {
			t.Errorf("%q: read %v, rejected %v", text, sink.Records, sink.Rejected)
		}
	}
	_, sink := importertest.ReadText(t, Importer{}, heading+"A,1 Main St,Reno,NV,89501,,Provisional,\n")
	if len(sink.Records) != 1 || sink.Records[0].Claims.Phone != nil {
		t.Errorf("a row without a number read %v, rejected %v", sink.Records, sink.Rejected)
	}
}

func TestFaultyRowsAreRejectedWithAReason(t *testing.T) {
	for row, want := range map[string]string{
		"A,1 Main St,Reno,NV,,555,Certified,":             `line 2: Zip Code "": no ZIP code`,
		"A,1 Main St,Reno,XX,89501,,Certified,":           `line 2: State "XX": not the two-letter code`,
		",1 Main St,Reno,NV,89501,,Certified,":            `line 2: Program Name "": no name`,
		"A,1 Main St,,NV,89501,,Certified,":               `line 2: City "": no city`,
		"A,1 Main St,Reno,NV,89501,call,Certified,":       `line 2: Phone "call": not a telephone number`,
		"A,1 Main St,Reno,NV,89501,,Revoked,":             `line 2: Certification "Revoked": neither Certified nor Provisional`,
		strings.Repeat("A", 300) + ",1,Reno,NV,89501,,x,": "longer than 200 characters",
	} {
		_, sink := importertest.ReadText(t, Importer{}, heading+row+"\n"+"B,1 Main St,Reno,NV,89501,,Certified,\n")
		if len(sink.Records) != 1 || sink.Records[0].Line != 3 || len(sink.Rejected) != 1 || !strings.Contains(sink.Rejected[0].String(), want) {
			t.Errorf("%q: read %v, rejected %v; want %q", row, sink.Records, sink.Rejected, want)
		}
	}
}

func TestFaultsOfTheFile(t *testing.T) {
	row := "A,1 Main St,Reno,NV,89501,,Certified,\n"
	for name, tt := range map[string]struct{ text, want string }{
		"empty":           {"", "is empty"},
		"blank":           {"\n\n", "no rows"},
		"heading only":    {heading, "no rows"},
		"another file":    {"ID,ADDRESS\n1,2\n", "lacks Program Name, Street, City, State, Zip Code, Phone"},
		"a cell too many": {heading + row + "A,1 Main St, Suite 2,Reno,NV,89501,,Certified,\n", "line 3 has 9 cells, the heading has 8"},
		"cut off":         {heading + row + "A,1 Main St,Re", "line 3 has 3 cells"},
		"broken quoting":  {heading + row + "\"A\"B,1 Main St,Reno,NV,89501,,Certified,\n", "line 3, column 3: a quotation mark"},
		"UTF-16":          {"\xff\xfeP\x00r\x00", "save it as CSV UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			importertest.WantFault(t, Importer{}, importertest.File(t, tt.text), tt.want)
		})
	}
}

func TestAFailingSinkEndsTheReading(t *testing.T) {
	full := errors.New("disk full")
	for _, zip := range []string{"89501", ""} {
		row := "A,1 Main St,Reno,NV," + zip + ",,Certified,\n"
		sink := &importertest.Sink{Err: full}
		if _, err := read(t.Context(), strings.NewReader(heading+row+row), sink); err != full {
			t.Errorf("%v, want the sink's error as it is", err)
		}
		if len(sink.Records)+len(sink.Rejected) != 1 {
			t.Error("reading went on")
		}
	}
}

func TestTheRealRegister(t *testing.T) {
	edition, sink := importertest.Read(t, Importer{}, sharedtest.Path(t, "data", "otp", "otp-2026-05-25.csv"))
	if len(sink.Records) != 2105 || len(sink.Rejected) != 0 {
		t.Errorf("%d rows read, want 2,105; rejected %v", len(sink.Records), sink.Rejected)
	}
	if !edition.Complete {
		t.Error("the register lists the whole country")
	}
	var phones, units, spanish int
	for _, r := range sink.Records {
		if r.Claims.Phone != nil {
			phones++
		}
		if r.Claims.Address.Value.Unit != "" {
			units++
		}
		if strings.HasPrefix(r.Claims.Name.Value.Name, "Clínica de Tratamiento") {
			spanish++
		}
	}
	if phones != 2105-32 || units != 310 || spanish != 1 {
		t.Errorf("%d rows with a number, %d with a unit, %d clínicas", phones, units, spanish)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(heading + "A,1 Main St #2,Reno,NV,89501,(410) 555-0100 x12,Certified,\n")
	f.Add("Program Name,Street,City,State,Zip Code,Phone\n\"Cl\xednica\",\"Ave. Cuevas #20\",\"Cayey, PR\",PR,00736,888-PARNEXT\n")
	f.Fuzz(func(t *testing.T, file string) {
		read(t.Context(), strings.NewReader(file), &importertest.Sink{})
	})
}
