package facility_test

import (
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/sample"
)

func TestWhatCountsIsWhatThePageShows(t *testing.T) {
	at := sample.Now
	said := facility.Statement{Source: "facility", Series: "facility", At: at, Rank: facility.RankFacility, Claims: facility.Claims{
		Name:     facility.Says(facility.Name{Name: "Alder Clinic"}),
		Intake:   facility.SaysNone[[]facility.Phone](),
		Website:  facility.SaysNone[string](),
		Closed:   facility.Says(facility.Closure{Until: at.AddDate(0, 0, 3).Format(time.DateOnly)}),
		Yes:      []string{"MU", "MD"},
		No:       []string{"BU", "MC"},
		Openings: facility.Openings{facility.DetoxBeds: {Open: 2}},
	}}
	p := facility.Fold([]facility.Statement{said}, nil)
	shown := func(now time.Time) map[facility.Field]facility.ShownFact {
		all := map[facility.Field]facility.ShownFact{}
		p.EachShown(now, func(s facility.ShownFact) { all[s.Field] = s })
		return all
	}
	today := shown(at)
	for field, kind := range map[facility.Field]facility.FactKind{
		facility.FieldName: facility.NameFact, facility.FieldWebsite: facility.WebFact, facility.FieldClosed: facility.DetailFact,
		facility.CodeField("MU"): facility.ServiceFact, facility.CodeField("MD"): facility.PaymentFact,
		facility.CodeField("BU"): facility.LackFact, facility.CodeField("MC"): facility.LackFact,
		facility.OpeningField(facility.DetoxBeds): facility.RoomFact,
	} {
		s, is := today[field]
		if !is || s.Kind != kind || s.Source != "facility" || !s.Fresh(s.At.Add(field.Term())) || s.Fresh(s.At.Add(field.Term()+time.Second)) {
			t.Errorf("%s is shown as %+v", field, s)
		}
	}
	if len(today) != 8 {
		t.Errorf("shown are %v", today)
	}
	if _, is := shown(at.AddDate(0, 0, 5))[facility.FieldClosed]; is {
		t.Error("a closure that is over is shown")
	}
}
