package facility

import (
	"reflect"
	"testing"
)

func TestWhatAnEditChangesIsWhatDiffersFromWhatStands(t *testing.T) {
	stands := Fold([]Statement{said("directory", RankDirectory, "2026-01-01", Claims{
		Name: Says(Name{Name: "Alder"}), Phone: Says(Phone{E164: "+14045550101"}), WalkIn: Says(true), Email: SaysNone[string](),
		Yes: []string{"MU"}, No: []string{"BU"},
	})}, nil)
	edit := Claims{
		Name: Says(Name{Name: "Alder"}), Phone: Says(Phone{E164: "+14045550102"}), WalkIn: Says(false), Email: SaysNone[string](),
		Website: Says("https://alder.example"), Yes: []string{"MU", "BU"}, No: []string{"NU"}, Confirms: []Field{FieldHours, FieldName, FieldPhone},
	}
	want := Claims{
		Phone: edit.Phone, WalkIn: edit.WalkIn, Website: edit.Website, Yes: []string{"BU"}, No: []string{"NU"}, Confirms: []Field{FieldHours, FieldName},
	}
	if got := edit.Changes(&stands); !reflect.DeepEqual(got, want) {
		t.Errorf("changes are %+v, want %+v", got, want)
	}
}

func TestClaimsArePartedByField(t *testing.T) {
	full := fullClaims()
	full.Yes, full.Openings = []string{"MU"}, Openings{DetoxBeds: {Open: 1}}
	risky := func(f Field) bool { return f == FieldPhone || f == CodeField("MU") || f == OpeningField(DetoxBeds) }
	some, rest := full.Only(risky), full.Only(func(f Field) bool { return !risky(f) })
	if got := some.SpeaksOf(); !reflect.DeepEqual(got, []Field{"code:MU", "openings:detox", "phone"}) {
		t.Errorf("some speak of %v", got)
	}
	if len(rest.SpeaksOf())+len(some.SpeaksOf()) != len(full.SpeaksOf()) {
		t.Errorf("the rest speaks of %v", rest.SpeaksOf())
	}
	if none := full.Only(func(Field) bool { return false }); !none.Empty() {
		t.Errorf("no field is %+v", none)
	}
}
