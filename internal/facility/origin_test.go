package facility

import (
	"slices"
	"testing"
)

func TestEachFactOfAListingHasItsOrigin(t *testing.T) {
	p := Fold([]Statement{
		said("directory", RankDirectory, "2023-06-29", Claims{
			Name: Says(Name{Name: "Alder"}), Phone: Says(Phone{E164: "+1"}), Yes: []string{"BU", "MD", "SA"}, No: []string{"MU"},
		}),
		said("facility", RankFacility, "2024-01-01", Claims{Phone: Says(Phone{E164: "+2"}), Confirms: []Field{CodeField("MD")}}),
	}, nil)
	l := p.Listing("x", Location{})
	for field, want := range map[Field]string{
		FieldName: "directory", CodeField("SA"): "directory", CodeField("MU"): "directory",
		FieldPhone: "facility", CodeField("MD"): "facility",
	} {
		if got := l.Origin(field); got.Source != want {
			t.Errorf("%s is of %s, want %s: %+v", field, got.Source, want, l.Origins)
		}
	}
	if len(l.Origins) != 2 || l.Origins[0].Fields != nil || !slices.Equal(l.Origins[1].Fields, []Field{"code:MD", "phone"}) {
		t.Errorf("origins %+v", l.Origins)
	}
	if o := l.Origin(FieldPhone); !o.Fresh(FieldPhone, on("2024-12-30")) || o.Fresh(FieldPhone, on("2025-01-02")) {
		t.Error("a phone number is good for a year")
	}
}
