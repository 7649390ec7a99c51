package street

import "testing"

func TestOneAddressWrittenManyWays(t *testing.T) {
	for _, tt := range []struct{ a, b string }{
		{"750 North Highway 31, Suite B", "750 N. Hwy 31 #B"},
		{"780 W. Bel Air Ave Suite B", "780 West Bel Air Avenue, Ste. B"},
		{"24-26 West Bel Air Ave.", "24 West Bel Air Avenue"},
		{"1901 U.S. Highway 41", "1901 Highway 41"},
		{"500 First Street", "500 1st St"},
		{"1707 West Saint Marys Road", "1707 W St. Mary's Rd"},
		{"12 Peñasco Road", "12 PENASCO RD"},
	} {
		a := Parse(tt.a, "")
		b := Parse(tt.b, "")
		if a != b {
			t.Errorf("%q reads %+v, %q reads %+v", tt.a, a, tt.b, b)
		}
	}
}

func TestOneDoorWithoutDirectionOrSuffix(t *testing.T) {
	a := Parse("535 South Miranda", "")
	b := Parse("535 Miranda Street", "Suite 4")
	if !a.SameDoor(b) {
		t.Errorf("%+v and %+v should be one door", a, b)
	}
}

func TestDifferentDoors(t *testing.T) {
	for _, tt := range []struct{ a, b string }{
		{"750 Highway 31", "752 Highway 31"},
		{"100 Main Street", "100 Oak Street"},
		{"100 Highway 31", "100 Highway 78"},
		{"P.O. Box 12", "P.O. Box 14"},
		{"", ""},
	} {
		a := Parse(tt.a, "")
		b := Parse(tt.b, "")
		if a.SameDoor(b) {
			t.Errorf("%q and %q should be two doors: %+v, %+v", tt.a, tt.b, a, b)
		}
	}
}
