package findtreatment

import (
	"slices"
	"testing"

	"haven/importers/importertest"
	"haven/internal/facility"
	"haven/internal/sharedtest"
)

func TestTheRealExport(t *testing.T) {
	edition, sink := importertest.Read(t, Importer{}, sharedtest.Path(t, "data", "findtreatment-export", "tx-2023-11-07.xlsx"))
	if len(sink.Records) != 871 || len(sink.Rejected) != 0 || edition.Complete || len(edition.Codes) != 314 {
		t.Errorf("%d rows read, want 871; rejected %v; edition of %d codes, complete: %v", len(sink.Records), sink.Rejected, len(edition.Codes), edition.Complete)
	}
	var points, websites, programs, methadone, detox, hospitals int
	for _, r := range sink.Records {
		c := r.Claims
		points += count(c.Point != nil)
		websites += count(c.Website != nil)
		programs += count(r.Part == "otp")
		methadone += count(slices.Contains(c.Yes, "MU"))
		detox += count(slices.Contains(c.Yes, "DT"))
		hospitals += count(r.Part == "otp" && len(c.Yes) != 1)
	}
	if points != 869 || programs != 98 || hospitals != 0 {
		t.Errorf("%d rows with a point, want all but 2 of undisclosed streets; %d opioid treatment programs, %d of them with more than that", points, programs, hospitals)
	}
	t.Logf("%d websites, methadone in %d rows, detoxification in %d; %d notes", websites, methadone, detox, len(sink.Notes))
}

func TestTheRealAnswers(t *testing.T) {
	for _, tt := range []struct {
		file                       string
		rows, points, unknownNames int
	}{
		{"wa-2026-02.json", 79, 65, 0},
		{"listing-2019.json", 30, 30, 22},
	} {
		t.Run(tt.file, func(t *testing.T) {
			_, sink := importertest.Read(t, Importer{}, sharedtest.Path(t, "data", "findtreatment-api", tt.file))
			points, unknown := 0, 0
			for _, r := range sink.Records {
				points += count(r.Claims.Point != nil)
				if slices.Contains(r.Claims.No, "GL") && tt.rows == 79 {
					t.Errorf("row %d denies a programme that the survey of 2026 does not ask about", r.Line)
				}
			}
			for _, note := range sink.Notes {
				unknown += count(note.Field != "website")
			}
			if len(sink.Records) != tt.rows || len(sink.Rejected) > 0 || points != tt.points || unknown != tt.unknownNames {
				t.Errorf("%d rows, %d points, %d unknown names; rejected %v; notes %v", len(sink.Records), points, unknown, sink.Rejected, sink.Notes)
			}
		})
	}
}

func TestEveryOtherWordingIsNew(t *testing.T) {
	for _, c := range facility.Builtin().Codes() {
		if code, ok := services().code(c.Category, c.Name); !ok || code != c.Code {
			t.Errorf("%s %q is read as %q, want %s", c.Category, c.Name, code, c.Code)
		}
	}
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}
