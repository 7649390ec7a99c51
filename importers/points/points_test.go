package points

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/importers"
	"haven/importers/importertest"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/sharedtest"
)

const (
	treatment = "name1,name2,street1,street2,city,state,zip,zip4,county,latitude,longitude\n"
	programs  = "ID,ADDRESS,CITY,STATE,POSTAL,Latitude,Longitude\n"
)

func TestBothFilesBecomeKnownPoints(t *testing.T) {
	for _, tt := range []struct {
		name, text, series string
		want               facility.Address
	}{
		{"treatment facilities", treatment + "Harbor House,,12 Quay Street,Suite B,Fairfield,CT,6824,93,Fairfield,41.1,-73.25\n",
			"samhsa-su-points", facility.Address{Street: "12 Quay Street", Unit: "Suite B", City: "Fairfield", State: "CT", ZIP: "06824-0093"}},
		{"without the last four digits", treatment + "Harbor House,,12 Quay Street,,Fairfield,CT,6824,,Fairfield,41.1,-73.25\n",
			"samhsa-su-points", facility.Address{Street: "12 Quay Street", City: "Fairfield", State: "CT", ZIP: "06824"}},
		{"opioid treatment programs", programs + "\"Harbor House, LLC\",\"12 Quay Street, Suite B\",\"Fairfield, CT\",CT,6824,41.1,-73.25\n",
			"samhsa-otp-points", facility.Address{Street: "12 Quay Street", Unit: "Suite B", City: "Fairfield", State: "CT", ZIP: "06824"}},
		{"in Puerto Rico, in latin-1", programs + "Cl\xednica,Calle Uni\xf3n 12,Cayey,PR,736,41.1,-73.25\n",
			"samhsa-otp-points", facility.Address{Street: "Calle Unión 12", City: "Cayey", State: "PR", ZIP: "00736"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			edition, sink := importertest.ReadText(t, Importer{}, tt.text)
			want := []importers.KnownPoint{{Line: 2, Address: tt.want, Point: geo.Point{Lat: 41.1, Lon: -73.25}}}
			if diff := cmp.Diff(want, sink.Points); diff != "" || len(sink.Rejected) > 0 {
				t.Errorf("rejected %v, points differ (-want +got):\n%s", sink.Rejected, diff)
			}
			if edition.Series != tt.series || edition.Complete {
				t.Errorf("edition %+v", edition)
			}
		})
	}
}

func TestFaultyRowsAreRejectedWithAReason(t *testing.T) {
	for row, want := range map[string]string{
		"A,1 Main St,Reno,NV,89501,91,0":         `line 2: Latitude "91, 0": `,
		"A,1 Main St,Reno,NV,89501,39,-190":      `line 2: Latitude "39, -190": `,
		"A,1 Main St,Reno,NV,89501,NaN,-119":     `line 2: Latitude "NaN": not a number of degrees`,
		"A,1 Main St,Reno,NV,89501,39,-inf":      `line 2: Longitude "-inf": not a number of degrees`,
		"A,1 Main St,Reno,NV,89501,0x1p5,-119":   `line 2: Latitude "0x1p5": not a number of degrees`,
		"A,1 Main St,Reno,NV,89501,0x_1p5,-119":  `line 2: Latitude "0x_1p5": not a number of degrees`,
		"A,1 Main St,Reno,NV,89501,3.9e1,-119":   `line 2: Latitude "3.9e1": not a number of degrees`,
		"A,1 Main St,Reno,NV,89501,0,0":          `line 2: Latitude "0, 0": `,
		"A,1 Main St,Reno,NV,89501,,-119":        `line 2: Latitude "": not a number of degrees`,
		"A,1 Main St,Reno,NV,89501,39,\"119 W\"": `line 2: Longitude "119 W": not a number of degrees`,
		"A,1 Main St,Reno,NV,,39,-119":           `line 2: POSTAL "": no ZIP code`,
		"A,1 Main St,Reno,Nevada,89501,39,-119":  `line 2: STATE "Nevada": not the two-letter code`,
		"A,1 Main St,,NV,89501,39,-119":          `line 2: CITY "": no city`,
		"A,,Reno,NV,89501,39,-119":               `line 2: ADDRESS "": no street`,
		"A,- - -,Reno,NV,89501,39,-119":          `line 2: ADDRESS "- - -": the street is undisclosed, and its point would disclose it`,
		"A,-----,Reno,NV,89501,39,-119":          `line 2: ADDRESS "-----": the street is undisclosed`,
	} {
		_, sink := importertest.ReadText(t, Importer{}, programs+row+"\nB,1 Main St,Reno,NV,89501,39.5,-119.8\n")
		if len(sink.Points) != 1 || sink.Points[0].Line != 3 || len(sink.Rejected) != 1 || !strings.Contains(sink.Rejected[0].String(), want) {
			t.Errorf("%q: read %v, rejected %v; want %q", row, sink.Points, sink.Rejected, want)
		}
	}
}

func TestFaultsOfTheFile(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"empty":           {"", "is empty"},
		"heading only":    {programs, "no rows"},
		"another file":    {"name,city\nA,B\n", "street1, city, state, zip, latitude, longitude, or ADDRESS, CITY, STATE, POSTAL"},
		"a cell too many": {programs + "A,1 Main St, #2,Reno,NV,89501,39,-119\n", "line 2 has 8 cells, the heading has 7"},
	} {
		t.Run(name, func(t *testing.T) {
			importertest.WantFault(t, Importer{}, importertest.File(t, tt.text), tt.want)
		})
	}
}

func TestAFailingSinkEndsTheReading(t *testing.T) {
	full := errors.New("disk full")
	row := "B,1 Main St,Reno,NV,89501,39.5,-119.8\n"
	sink := &importertest.Sink{Err: full}
	if _, err := read(t.Context(), strings.NewReader(programs+row+row), sink); err != full || len(sink.Points) != 1 {
		t.Errorf("%v after %d points, want the sink's error after the first", err, len(sink.Points))
	}
}

func TestTheRealPoints(t *testing.T) {
	for _, tt := range []struct {
		file, series        string
		rows, padded, units int
		undisclosed         int
	}{
		{"su-points-2021.csv", "samhsa-su-points", 14016, 1380, 4416, 18},
		{"otp-points-2021.csv", "samhsa-otp-points", 1831, 249, 283, 0},
	} {
		t.Run(tt.file, func(t *testing.T) {
			edition, sink := importertest.Read(t, Importer{}, sharedtest.Path(t, "data", "points", tt.file))
			if len(sink.Points) != tt.rows || len(sink.Rejected) != tt.undisclosed {
				t.Errorf("%d rows read, want %d; rejected %v", len(sink.Points), tt.rows, sink.Rejected)
			}
			if edition.Series != tt.series || !edition.Complete {
				t.Errorf("edition %+v", edition)
			}
			var padded, units int
			for _, p := range sink.Points {
				if strings.HasPrefix(p.Address.ZIP, "0") {
					padded++
				}
				if p.Address.Unit != "" {
					units++
				}
			}
			if padded != tt.padded || units != tt.units {
				t.Errorf("%d ZIP codes begin with 0, want %d; %d units, want %d", padded, tt.padded, units, tt.units)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(treatment + "A,,12 Quay Street,Suite B,Fairfield,CT,6824,93,Fairfield,41.1,-73.25\n")
	f.Add(programs + "Cl\xednica,\"Calle Uni\xf3n 12, Suite 3\",Cayey,PR,736,18.1,-66.1\n")
	f.Fuzz(func(t *testing.T, file string) {
		sink := &importertest.Sink{}
		read(t.Context(), strings.NewReader(file), sink)
		for _, p := range sink.Points {
			if err := p.Point.Validate(); err != nil || p.Address.ZIP == "" || p.Address.City == "" {
				t.Errorf("read %+v: %v", p, err)
			}
		}
	})
}
