package index

import (
	"testing"
	"time"

	"haven/internal/facility"
)

// lookedAt is when sampled queries begin to be asked.
var lookedAt = sampledIn.AddDate(2, 0, 0)

// occupy lets some places tell what holds for a while: openings of some kinds,
// some of them of yesterday, hours, that they are closed.
func (s *sampler) occupy(l *facility.Listing) {
	some := func() time.Time { return lookedAt.Add(time.Duration(s.IntN(16*24*60)-24*60) * time.Minute) }
	for _, kind := range facility.OpeningKinds() {
		if s.IntN(10) == 0 {
			l.Openings = append(l.Openings, facility.Room{Kind: kind, Opening: facility.Opening{Open: s.IntN(3)}, Source: "facility", At: some()})
		}
	}
	l.WalkIn = []facility.Answer{facility.Unknown, facility.Yes, facility.No}[s.IntN(3)]
	if s.IntN(12) == 0 {
		l.ClosedUntil = some()
	}
	if s.IntN(3) == 0 {
		l.Confirmed = facility.Origin{Source: "facility", At: some().AddDate(0, 0, -s.IntN(60))}
	}
	if s.IntN(2) == 0 {
		l.Hours = s.hours()
	}
}

// hours are those of every day, of which there are some twenty.
func (s *sampler) hours() facility.Hours {
	h := facility.Hours{Zone: []string{"America/New_York", "America/Los_Angeles", "Pacific/Guam"}[s.IntN(3)]}
	if h.AllHours = s.IntN(6) == 0; h.AllHours {
		return h
	}
	from := facility.Minutes(60 * (5 + s.IntN(18)))
	for day := time.Sunday; day <= time.Saturday; day++ {
		h.Spans = append(h.Spans, facility.Span{Day: day, From: from, To: from + 8*60})
	}
	return h
}

func TestAnOpeningCountsForItsTermAndNoLonger(t *testing.T) {
	said := time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)
	listings := named("Room", "Full", "Silent")
	listings[0].Openings = []facility.Room{{Kind: facility.DetoxBeds, Opening: facility.Opening{Open: 2}, At: said}}
	listings[1].Openings = []facility.Room{{Kind: facility.DetoxBeds, At: said}}
	source := newMemory(listings...)
	e := openTest(t, t.TempDir(), source)
	for _, tt := range []struct {
		now   time.Time
		want  string
		maybe int
	}{
		{said.Add(-time.Second), "", 3},
		{said, "a", 1},
		{said.Add(facility.TermOpenings), "a", 1},
		{said.Add(facility.TermOpenings + time.Second), "", 3},
		{time.Time{}, "", 3},
	} {
		for _, c := range []facility.Condition{facility.HasOpenings, facility.HasBeds, facility.ConditionOf(facility.DetoxBeds)} {
			q := facility.Query{Near: &atlanta, Now: tt.now, Conditions: []facility.Condition{c}, PerPage: 9}
			r, err := e.Search(t.Context(), q)
			if got := ids(t, e, q); err != nil || got != tt.want || r.Maybe != tt.maybe {
				t.Errorf("%s at %v: %q and %d more may, want %q and %d (%v)", c, tt.now, got, r.Maybe, tt.want, tt.maybe, err)
			}
		}
	}
	if s := e.Stats(); s.Pending > 0 || s.Revision != source.revision {
		t.Errorf("something was rewritten because time went by: %+v", s)
	}
}

func TestThoseWithRoomCanComeFirst(t *testing.T) {
	now := time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)
	listings := named("Here", "There", "Yonder", "Beyond")
	for _, i := range []int{1, 3} {
		listings[i].Openings = []facility.Room{{Kind: facility.DetoxBeds, Opening: facility.Opening{Open: 1}, At: now}}
	}
	e := openTest(t, t.TempDir(), newMemory(listings...))
	for q, want := range map[*facility.Query]string{
		{Near: &atlanta, Sort: facility.SortOpenings, Now: now}:                       "b d a c",
		{Sort: facility.SortOpenings, Now: now}:                                       "d b a c",
		{Near: &atlanta, Sort: facility.SortOpenings, Now: now.AddDate(0, 0, 2)}:      "a b c d",
		{Near: &atlanta, Sort: facility.SortOpenings, Now: now, Text: "there yonder"}: "",
	} {
		if got := ids(t, e, *q); got != want {
			t.Errorf("%s: %q, want %q", describe(*q), got, want)
		}
	}
}

func TestAConditionNobodyKnowsIsRefused(t *testing.T) {
	e := openTest(t, t.TempDir(), newMemory())
	if _, err := e.Search(t.Context(), facility.Query{Conditions: []facility.Condition{"sunny"}}); err == nil {
		t.Error("it is not")
	}
}
