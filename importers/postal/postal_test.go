package postal

import "testing"

func TestStates(t *testing.T) {
	for _, text := range []string{"AL", "wy", "DC", "PR", "VI", "GU", "AS", "MP", "FM", "MH", "PW"} {
		if _, err := State(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"", "XX", "Alabama", "AE", "ON"} {
		if code, err := State(text); err == nil {
			t.Errorf("%q is taken for %s", text, code)
		}
	}
	if len(stateCodes) != 50+9 {
		t.Errorf("%d codes; there are 50 states, DC, five territories and three associated states", len(stateCodes))
	}
}

func TestZIPCodes(t *testing.T) {
	for text, want := range map[string]string{
		"30303": "30303", "30303-1234": "30303-1234", "303031234": "30303-1234",
		"": "", "3030": "", "30303-12": "", "3O303": "", "30303 GA": "",
	} {
		got, err := ZIP(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("ZIP(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
}

func TestLostZerosComeBack(t *testing.T) {
	for text, want := range map[string]string{
		"6902": "06902", "736": "00736", "30303": "30303", "8879-12": "08879-0012", "": "", "303031": "303031",
	} {
		if got := PadZIP(text); got != want {
			t.Errorf("PadZIP(%q) = %q, want %q", text, got, want)
		}
	}
	if got := PadZIP4("9"); got != "0009" {
		t.Errorf("PadZIP4 gives %q", got)
	}
}

func TestACityIsNamedWithoutItsState(t *testing.T) {
	for text, want := range map[string]string{"Jessup, MD": "Jessup", "Wailuku, Maui": "Wailuku", "St. Louis": "St. Louis"} {
		if got, err := City(text); got != want || err != nil {
			t.Errorf("City(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"", ",", " , MD"} {
		if got, err := City(text); err == nil {
			t.Errorf("City(%q) = %q, want an error", text, got)
		}
	}
}

func TestUnitsAreCutOffStreets(t *testing.T) {
	for _, tt := range []struct{ line, street, unit string }{
		{"780 W. Bel Air Ave Suite B", "780 W. Bel Air Ave", "Suite B"},
		{"5360 N Academy Blvd,Suite 290", "5360 N Academy Blvd", "Suite 290"},
		{"20 Page Dr.Ste. 8", "20 Page Dr.", "Ste. 8"},
		{"4544 Poplar St STE #170", "4544 Poplar St", "STE #170"},
		{"1440 Camino Mercado St. #2", "1440 Camino Mercado St.", "#2"},
		{"2720 Palmdale Blvd. #129, #130, #131", "2720 Palmdale Blvd.", "#129, #130, #131"},
		{"4100 West Third St., Building 302, Room 125", "4100 West Third St.", "Building 302, Room 125"},
		{"11301 Wilshire Blvd., Building 257, Basement", "11301 Wilshire Blvd.", "Building 257, Basement"},
		{"4224 Shuffield Drive, 4th Floor, Suite 4", "4224 Shuffield Drive", "4th Floor, Suite 4"},
		{"5002 Glendale Avenue, Suites 101, 102, and 104", "5002 Glendale Avenue", "Suites 101, 102, and 104"},
		{"10089 Folsom Blvd, Suites A - C", "10089 Folsom Blvd", "Suites A - C"},
		{"3455 Wilkens Ave., Lower Level 20", "3455 Wilkens Ave.", "Lower Level 20"},
		{"1022 E. Main St., P.O. Box 929", "1022 E. Main St.", "P.O. Box 929"},
	} {
		if street, unit := SplitUnit(tt.line); street != tt.street || unit != tt.unit {
			t.Errorf("SplitUnit(%q) = %q, %q", tt.line, street, unit)
		}
	}
}

func TestStreetsStayWholeWhereInDoubt(t *testing.T) {
	for line, want := range map[string]string{
		"Avenda Serverino Cuevas #20":                    "Avenda Serverino Cuevas #20",
		"Ave. Jose' de Diego #392 Oeste":                 "Ave. Jose' de Diego #392 Oeste",
		"HARLEM OPD #1":                                  "HARLEM OPD #1",
		"6983 Suite C Mid County Drive":                  "6983 Suite C Mid County Drive",
		"4841 NE 20th Avenue Ft. Lauderdale, FL 33308":   "4841 NE 20th Avenue Ft. Lauderdale, FL 33308",
		"1343 Main Street, Suites A&B and 1349 Main St":  "1343 Main Street, Suites A&B and 1349 Main St",
		"Mason F Lord Building, Floor 6-E, 5200 Eastern": "Mason F Lord Building, Floor 6-E, 5200 Eastern",
		"Suite 5":          "Suite 5",
		"PO Box 9486":      "PO Box 9486",
		"Medication Unit":  "Medication Unit",
		"2470 Mall Drive,": "2470 Mall Drive",
	} {
		if street, unit := SplitUnit(line); street != want || unit != "" {
			t.Errorf("SplitUnit(%q) = %q, %q", line, street, unit)
		}
	}
}

func TestOnlyAWholeListIsComplete(t *testing.T) {
	c := Coverage{}
	for code := range stateCodes {
		if len(c) < nationwide && c.Complete() {
			t.Fatalf("%d states are taken for the whole country", len(c))
		}
		c.Add(code)
		c.Add(code)
	}
	if !c.Complete() {
		t.Error("all states are not taken for the whole country")
	}
}

func FuzzSplitUnit(f *testing.F) {
	f.Add("780 W. Bel Air Ave Suite B")
	f.Add("Suite #")
	f.Fuzz(func(t *testing.T, line string) {
		street, unit := SplitUnit(line)
		if len(street)+len(unit) > len(line) || unit != "" && street == "" {
			t.Errorf("SplitUnit(%q) = %q, %q", line, street, unit)
		}
	})
}
