package facility

import (
	"encoding/json"
	"testing"
	"time"
)

func room(kind OpeningKind, open, total int) Claims {
	return Claims{Openings: Openings{kind: {Open: open, Total: total}}}
}

func TestOpeningsExpireAfterADay(t *testing.T) {
	p := Fold([]Statement{said("facility", RankFacility, "2026-03-01", room(DetoxBeds, 3, 10))}, nil)
	for _, tt := range []struct {
		why  string
		now  time.Time
		want int
	}{
		{"within the day", on("2026-03-01").Add(23 * time.Hour), 3},
		{"at its end", on("2026-03-02"), 3},
		{"a second later", on("2026-03-02").Add(time.Second), 0},
		{"before it was said", on("2026-02-28"), 0},
	} {
		if got := p.OpenNow(DetoxBeds, tt.now); got != tt.want {
			t.Errorf("%s: %d open, want %d", tt.why, got, tt.want)
		}
	}
	if p.OpenNow(OutpatientAppointments, on("2026-03-01")) != 0 {
		t.Error("what nobody spoke of is not open")
	}
}

func TestWhichWordOnOpeningsStands(t *testing.T) {
	full := said("facility", RankFacility, "2026-03-01", room(DetoxBeds, 0, 10))
	later := said("facility", RankFacility, "2026-03-02", room(DetoxBeds, 2, 10))
	other := said("facility", RankFacility, "2026-03-02", room(ResidentialWomen, 1, 4))
	call := said("call", RankCall, "2026-03-01", room(DetoxBeds, 5, 0))
	confirmed := said("facility", RankFacility, "2026-03-05", Claims{Confirms: []Field{AllFields}})
	gone := said("call", RankCall, "2026-03-02", Claims{Contradicts: []Field{OpeningField(DetoxBeds)}})
	for _, tt := range []struct {
		why        string
		statements []Statement
		now        string
		want       int
	}{
		{"the newer", []Statement{full, later}, "2026-03-02", 2},
		{"each kind by itself", []Statement{later, other}, "2026-03-02", 2},
		{"the facility over a call of the same day", []Statement{full, call}, "2026-03-01", 0},
		{"that nothing has changed counts no beds", []Statement{later, confirmed}, "2026-03-05", 0},
		{"until a later call finds none left", []Statement{said("facility", RankFacility, "2026-03-01", room(DetoxBeds, 4, 9)), gone}, "2026-03-02", 0},
	} {
		p := Fold(tt.statements, nil)
		if got := p.OpenNow(DetoxBeds, on(tt.now)); got != tt.want {
			t.Errorf("%s: %d open, want %d", tt.why, got, tt.want)
		}
	}
}

func TestOpeningsThatCannotBe(t *testing.T) {
	for _, o := range []Openings{
		nil,
		{"sofas": {Open: 1}},
		{DetoxBeds: {Open: -1}},
		{DetoxBeds: {Open: 5, Total: 4}},
		{DetoxBeds: {Open: MaxOpenings + 1}},
		{OutpatientAppointments: {WaitlistDays: MaxWaitlistDays + 1}},
	} {
		if o.Validate() == nil {
			t.Errorf("%v should be refused", o)
		}
	}
	for _, kind := range OpeningKinds() {
		if err := (Openings{kind: {Open: 0, Total: 12, WaitlistDays: 9}}).Validate(); err != nil {
			t.Error(err)
		}
	}
}

// Statements are kept for years: what they look like must not change.
func TestHowOpeningsAreKept(t *testing.T) {
	claims := Claims{Openings: Openings{
		ResidentialParents:     {Open: 2, Total: 8, WaitlistDays: 3},
		OpioidTreatmentIntakes: {Open: 1},
	}}
	const want = `{"openings":{"otp":{"open":1},"residential-parents":{"open":2,"total":8,"waitlist_days":3}}}`
	text, err := json.Marshal(claims)
	if err != nil || string(text) != want {
		t.Errorf("kept as %s, want %s: %v", text, want, err)
	}
	var back Claims
	if err := json.Unmarshal([]byte(want), &back); err != nil || back.Openings[ResidentialParents].WaitlistDays != 3 {
		t.Errorf("read as %+v: %v", back, err)
	}
}
