package facility

import (
	"slices"
	"testing"
	"time"
)

var lookedAt = time.Date(2026, time.June, 3, 15, 0, 0, 0, time.UTC) // a Wednesday, eleven in New York

// folded is the listing of a directory's row of 2023 and what was said since.
func folded(said ...Statement) Listing {
	row := Statement{Source: "samhsa-directory", Series: "samhsa-su", At: on("2023-06-29"), Rank: RankDirectory}
	row.Claims.Name = Says(Name{Name: "Peach Street"})
	p := Fold(append(said, row), nil)
	return p.Listing("peach", Location{})
}

func byFacility(at time.Time, claims Claims) Statement {
	return Statement{Source: "facility", Series: "facility", At: at, Rank: RankFacility, Claims: claims}
}

func weekdays(from, to Minutes) Hours {
	h := Hours{Zone: "America/New_York"}
	for day := time.Monday; day <= time.Friday; day++ {
		h.Spans = append(h.Spans, Span{Day: day, From: from, To: to})
	}
	return h
}

func TestWhatNobodySpokeOfIsUnknownAndNotNo(t *testing.T) {
	l := folded()
	for _, c := range Conditions() {
		want := Unknown
		if c == ConfirmedLately {
			want = No // that nobody confirmed it is known
		}
		if got := l.Meets(c, lookedAt); got != want {
			t.Errorf("%s: %v, want %v", c, got, want)
		}
	}
}

func TestConditionsAreJudgedWhenSomebodyLooks(t *testing.T) {
	said := lookedAt.Add(-3 * time.Hour)
	l := folded(byFacility(said, Claims{
		Openings: Openings{DetoxBeds: {Open: 2}, ResidentialMen: {Open: 0, WaitlistDays: 9}},
		Hours:    Says(weekdays(8*60, 17*60)), WalkIn: Says(true),
	}))
	for _, tt := range []struct {
		c    Condition
		now  time.Time
		want Answer
	}{
		{HasOpenings, lookedAt, Yes},
		{HasBeds, lookedAt, Yes},
		{ConditionOf(DetoxBeds), lookedAt, Yes},
		{ConditionOf(ResidentialMen), lookedAt, No},
		{ConditionOf(ResidentialBeds), lookedAt, No}, // those for men are all it counts
		{ConditionOf(OpioidTreatmentIntakes), lookedAt, Unknown},
		{ConditionOf(DetoxBeds), said.Add(TermOpenings), Yes},
		{ConditionOf(DetoxBeds), said.Add(TermOpenings + 1), Unknown},
		{ConditionOf(ResidentialMen), said.Add(TermOpenings + 1), Unknown},
		{HasOpenings, said.Add(-1), Unknown}, // not said yet
		{OpenNow, lookedAt, Yes},
		{OpenNow, lookedAt.Add(6 * time.Hour), No},
		{OpenNow, lookedAt.AddDate(0, 0, 3), No},
		{OpenNow, lookedAt.AddDate(2, 0, 0), Unknown}, // hours of two years ago
		{OpenNow, time.Time{}, Unknown},
		{WalkIn, lookedAt, Yes},
		{WalkIn, lookedAt.AddDate(2, 0, 0), Yes}, // old, and told so
		{ConfirmedLately, lookedAt, Yes},
		{ConfirmedLately, said.Add(Lately), Yes},
		{ConfirmedLately, said.Add(Lately + 1), No},
	} {
		if got := l.Meets(tt.c, tt.now); got != tt.want {
			t.Errorf("%s at %v: %v, want %v", tt.c, tt.now, got, tt.want)
		}
	}
}

func TestAClosedPlaceHasNoRoom(t *testing.T) {
	open := Claims{Openings: Openings{DetoxBeds: {Open: 2}}, Hours: Says(weekdays(0, 24*60-1)), WalkIn: Says(true)}
	for what, tt := range map[string]struct {
		closure Closure
		until   time.Time
	}{
		"for good":    {Closure{ForGood: true}, forever},
		"until a day": {Closure{Until: "2026-07-01"}, on("2026-07-01")},
		"for now":     {Closure{}, lookedAt.Add(-time.Hour).Add(FieldClosed.Term())},
	} {
		claims := open
		claims.Closed = Says(tt.closure)
		l := folded(byFacility(lookedAt.Add(-time.Hour), claims))
		if !l.ClosedUntil.Equal(tt.until) || !l.ClosedAt(lookedAt) || l.ClosedAt(tt.until) {
			t.Errorf("%s: it is closed until %v, not %v", what, l.ClosedUntil, tt.until)
		}
		for _, c := range []Condition{HasOpenings, OpenNow, WalkIn} {
			if got := l.Meets(c, lookedAt); got != No {
				t.Errorf("closed %s, and %s is %v", what, c, got)
			}
		}
	}
	opened := Claims{Closed: SaysNone[Closure]()}
	l := folded(byFacility(lookedAt.Add(-time.Hour), open), byFacility(lookedAt.Add(-2*time.Hour), Claims{Closed: Says(Closure{})}), byFacility(lookedAt, opened))
	if l.Meets(HasOpenings, lookedAt) != Yes {
		t.Error("a place that opened again has no room")
	}
}

func TestADoubtedOpeningIsUnknown(t *testing.T) {
	l := folded(
		byFacility(lookedAt.Add(-3*time.Hour), Claims{Openings: Openings{DetoxBeds: {Open: 2}}}),
		Statement{Source: "helpline", Series: "helpline-call", At: lookedAt.Add(-time.Hour), Rank: RankCall, Claims: Claims{Contradicts: []Field{OpeningField(DetoxBeds)}}},
	)
	if got := l.Meets(HasOpenings, lookedAt); got != Unknown {
		t.Errorf("it is %v", got)
	}
}

func TestWhoCanKnowConfirmsAndNobodyElse(t *testing.T) {
	at := lookedAt.Add(-time.Hour)
	for what, tt := range map[string]struct {
		said Statement
		want Answer
	}{
		"the place: nothing changed":   {byFacility(at, Claims{Confirms: []Field{AllFields}}), Yes},
		"the place: a new number":      {byFacility(at, Claims{Phone: Says(Phone{E164: "+14045550101"})}), Yes},
		"the place: two beds":          {byFacility(at, Claims{Openings: Openings{DetoxBeds: {Open: 2}}}), No},
		"a call: somebody answered":    {Statement{Source: "helpline", At: at, Rank: RankCall, Claims: Claims{Confirms: []Field{FieldPhone}}}, Yes},
		"a call: the number is wrong":  {Statement{Source: "helpline", At: at, Rank: RankCall, Claims: Claims{Contradicts: []Field{FieldPhone}}}, No},
		"a steward":                    {Statement{Source: "steward", At: at, Rank: RankSteward, Claims: Claims{Yes: []string{"DT"}}}, Yes},
		"a register of licences":       {Statement{Source: "register", At: at, Rank: RankRegister, Claims: Claims{Confirms: []Field{AllFields}}}, No},
		"the place, two months before": {byFacility(at.AddDate(0, -2, 0), Claims{Confirms: []Field{AllFields}}), No},
	} {
		l := folded(tt.said)
		if got := l.Meets(ConfirmedLately, lookedAt); got != tt.want {
			t.Errorf("%s: %v, want %v", what, got, tt.want)
		}
	}
}

func TestAWrongNumberUndoesAConfirmationUntilTheNext(t *testing.T) {
	at := lookedAt.AddDate(0, 0, -3)
	told := byFacility(at, Claims{Confirms: []Field{AllFields}})
	wrong := Statement{Source: "helpline", At: at.AddDate(0, 0, 1), Rank: RankCall, Claims: Claims{Contradicts: []Field{FieldPhone}}}
	service := Statement{Source: "helpline", At: at.AddDate(0, 0, 1), Rank: RankCall, Claims: Claims{Contradicts: []Field{CodeField("DT")}}}
	again := byFacility(at.AddDate(0, 0, 2), Claims{Confirms: []Field{AllFields}})
	for what, tt := range map[string]struct {
		said []Statement
		want Answer
	}{
		"confirmed, then a wrong number":           {[]Statement{told, wrong}, No},
		"confirmed again after it":                 {[]Statement{told, wrong, again}, Yes},
		"confirmed, then one service is not there": {[]Statement{told, service}, Yes},
	} {
		l := folded(tt.said...)
		if got := l.Meets(ConfirmedLately, lookedAt); got != tt.want {
			t.Errorf("%s: %v, want %v", what, got, tt.want)
		}
	}
}

func TestWhatIsAskedForHasAnAgeAndASource(t *testing.T) {
	said := lookedAt.Add(-3 * time.Hour)
	l := folded(byFacility(said, Claims{
		Openings: Openings{DetoxBeds: {Open: 2}, ResidentialMen: {}}, Hours: Says(weekdays(8*60, 17*60)), WalkIn: Says(true),
		Phone: Says(Phone{E164: "+14045550101"}),
	}))
	asked := l.Asked(nil, []Condition{HasOpenings, OpenNow, WalkIn, ConfirmedLately}, lookedAt)
	want := []Field{FieldPhone, OpeningField(DetoxBeds), FieldHours, FieldWalkIn, FieldConfirmed}
	if !slices.Equal(asked, want) {
		t.Fatalf("asked are %v, want %v", asked, want)
	}
	for _, f := range asked {
		if o := l.Origin(f); o.Source != "facility" || !o.At.Equal(said) || !o.Fresh(f, lookedAt) {
			t.Errorf("%s is of %+v", f, o)
		}
	}
}

// Nobody who tells the truth about being full stands below one who is silent.
func TestToBeFullCostsNothing(t *testing.T) {
	full := folded(byFacility(lookedAt.Add(-time.Hour), Claims{Openings: Openings{DetoxBeds: {}}}))
	silent := folded()
	if full.RoomAt(nil, lookedAt) != silent.RoomAt(nil, lookedAt) {
		t.Error("it does")
	}
	old := folded(byFacility(lookedAt.AddDate(0, 0, -2), Claims{Openings: Openings{DetoxBeds: {Open: 9}}}))
	if old.RoomAt(nil, lookedAt) != 0 {
		t.Error("an opening of two days ago counts")
	}
}
