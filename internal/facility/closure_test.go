package facility

import (
	"testing"
	"time"
)

func closed(c Closure) Claims { return Claims{Closed: Says(c)} }

func TestWhenAPlaceIsClosed(t *testing.T) {
	good := said("facility", RankFacility, "2026-03-01", closed(Closure{ForGood: true}))
	until := said("facility", RankFacility, "2026-03-01", closed(Closure{Until: "2026-04-01"}))
	forNow := said("facility", RankFacility, "2026-03-01", closed(Closure{}))
	open := said("facility", RankFacility, "2026-03-10", Claims{Closed: SaysNone[Closure]()})
	for _, tt := range []struct {
		why        string
		statements []Statement
		now        string
		want       bool
	}{
		{"nobody said so", nil, "2026-03-02", false},
		{"for good", []Statement{good}, "2036-03-02", true},
		{"until a day that is to come", []Statement{until}, "2026-03-31", true},
		{"on the day it opens again", []Statement{until}, "2026-04-01", false},
		{"for now", []Statement{forNow}, "2026-06-01", true},
		{"for now, said too long ago", []Statement{forNow}, "2027-06-01", false},
		{"and open again", []Statement{good, open}, "2026-03-11", false},
	} {
		p := Fold(tt.statements, nil)
		if _, got := p.ClosedAt(on(tt.now)); got != tt.want {
			t.Errorf("%s: closed is %v", tt.why, got)
		}
	}
}

func TestAPlaceThatIsClosedForGoodIsGone(t *testing.T) {
	listed := said("directory", RankDirectory, "2026-06-01", number("+1"))
	shut := said("facility", RankFacility, "2026-03-01", closed(Closure{ForGood: true}))
	reopened := said("steward", RankSteward, "2026-07-01", Claims{Closed: SaysNone[Closure]()})
	if !Fold([]Statement{listed, shut}, nil).Gone {
		t.Error("a directory's next edition opens no door")
	}
	if Fold([]Statement{listed, shut, reopened}, nil).Gone {
		t.Error("a steward has opened it again")
	}
	forNow := said("facility", RankFacility, "2026-03-01", closed(Closure{Until: "2026-04-01"}))
	if Fold([]Statement{listed, forNow}, nil).Gone {
		t.Error("a place that is closed for now stays listed")
	}
}

func TestHolidaysOfAYear(t *testing.T) {
	want := []string{"2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-04", "2026-09-07",
		"2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25"}
	for i, name := range FederalHolidays() {
		if day := on(want[i]); !(Holiday{On: name}).isOn(day) || (Holiday{On: name}).isOn(day.AddDate(0, 0, 1)) {
			t.Errorf("%s is not on %s alone", name, want[i])
		}
	}
}

func TestHolidaysReplaceTheHoursOfTheirDay(t *testing.T) {
	h := Hours{Zone: "America/New_York", Holidays: []Holiday{{On: "thanksgiving"}, {On: "2026-11-27", From: 12 * 60, To: 15 * 60}}}
	for day := time.Sunday; day <= time.Saturday; day++ {
		h.Spans = append(h.Spans, Span{Day: day, From: 9 * 60, To: 26 * 60})
	}
	always := Hours{Zone: h.Zone, AllHours: true, Holidays: h.Holidays}
	for _, tt := range []struct {
		why, at      string
		want, always Answer
	}{
		{"the day before", "2026-11-25T15:00:00Z", Yes, Yes},
		{"the night that began the day before", "2026-11-26T06:30:00Z", Yes, No},
		{"Thanksgiving", "2026-11-26T15:00:00Z", No, No},
		{"the morning after", "2026-11-27T15:00:00Z", No, No},
		{"the afternoon after", "2026-11-27T18:00:00Z", Yes, Yes},
		{"a day like others", "2026-11-28T18:00:00Z", Yes, Yes},
	} {
		at, err := time.Parse(time.RFC3339, tt.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := h.OpenAt(at); got != tt.want {
			t.Errorf("%s: open is %v", tt.why, got)
		}
		if got := always.OpenAt(at); got != tt.always {
			t.Errorf("%s, around the clock: open is %v", tt.why, got)
		}
	}
}
