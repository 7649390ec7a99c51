package survey_test

import (
	"sync"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/freshness"
	"haven/internal/freshness/survey"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/store"
	"haven/internal/store/storetest"
	"haven/internal/tally"
)

var noon = time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)

// town is a directory with its survey, at a clock that tests put forward.
type town struct {
	*survey.Survey
	t        *testing.T
	store    *store.Store
	listings *listing.Directory
	at       time.Time
}

func onEachEngine(t *testing.T, test func(t *testing.T, o *town)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := &town{t: t, store: s, listings: listing.NewDirectory(s, geo.Default()), at: noon}
		o.Survey = survey.New(s, o.listings, func() time.Time { return o.at })
		test(t, o)
	})
}

func (o *town) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// place is a listing that a directory stated some days before noon: name and
// address for two years, a number and Medicaid for one.
func (o *town) place(state string, daysAgo int, more ...facility.Claims) string {
	o.t.Helper()
	locator, err := ingest.LoadLocator(o.t.Context(), o.store, geo.Default())
	o.must(err)
	id := o.store.NewID()
	said := facility.Statement{
		Source: "samhsa-directory", Series: "samhsa-su", Record: "samhsa-su/" + id, At: noon.AddDate(0, 0, -daysAgo), Rank: facility.RankDirectory,
		Claims: facility.Claims{
			Name:    facility.Says(facility.Name{Name: "Clinic " + id}),
			Address: facility.Says(facility.Address{Street: "1 Oak Street", City: "Springfield", State: state, ZIP: "30303"}),
			Phone:   facility.Says(facility.Phone{E164: "+14045550101"}),
			Yes:     []string{"MD"},
		},
	}
	_, err = o.store.Say(o.t.Context(), store.StatementRow{
		Record: said.Record, Series: said.Series, Source: said.Source, At: said.At, Rank: said.Rank, Claims: said.Claims,
	}, locator.Row(id, facility.Fold([]facility.Statement{said}, nil)))
	o.must(err)
	for _, claims := range more {
		o.saysItself(id, claims)
	}
	return id
}

func (o *town) saysItself(id string, claims facility.Claims) {
	o.t.Helper()
	_, err := o.listings.Say(o.t.Context(), id, facility.Statement{Source: "facility", Series: "facility", At: o.at, Rank: facility.RankFacility, Claims: claims})
	o.must(err)
}

// counted are the shares of the clock's day.
func (o *town) counted() freshness.Counts {
	o.t.Helper()
	o.must(o.Count(o.t.Context()))
	counts, err := o.store.Freshness(o.t.Context(), freshness.DayOf(o.at))
	o.must(err)
	return counts
}

func (o *town) work(state string) (ids []string) {
	o.t.Helper()
	places, err := o.store.StalePlaces(o.t.Context(), state, 0, 10)
	o.must(err)
	for _, p := range places {
		ids = append(ids, p.Listing)
	}
	return ids
}

func TestFactsWithinTheirTermAreCountedByStateSourceAndKind(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *town) {
		o.place("GA", 10)
		o.place("TX", 500, facility.Claims{Openings: facility.Openings{facility.DetoxBeds: {Open: 2}}})
		for mark, want := range map[freshness.Mark]freshness.Share{
			{By: freshness.Everything}:                           {Fresh: 7, Facts: 9},
			{By: freshness.ByState, Name: "GA"}:                  {Fresh: 4, Facts: 4},
			{By: freshness.ByState, Name: "TX"}:                  {Fresh: 3, Facts: 5},
			{By: freshness.BySource, Name: "facility"}:           {Fresh: 1, Facts: 1},
			{By: freshness.BySource, Name: "samhsa-directory"}:   {Fresh: 6, Facts: 8},
			{By: freshness.ByKind, Name: "name"}:                 {Fresh: 2, Facts: 2},
			{By: freshness.ByKind, Name: "phone"}:                {Fresh: 1, Facts: 2},
			{By: freshness.ByKind, Name: "payment"}:              {Fresh: 1, Facts: 2},
			{By: freshness.ByKind, Name: "room"}:                 {Fresh: 1, Facts: 1},
			{By: freshness.ByKind, Name: "hours"}:                {},
			{By: freshness.ByState, Name: "ZZ"}:                  {},
			{By: freshness.BySource, Name: "a call nobody made"}: {},
		} {
			if got := o.counted()[mark]; got != want {
				t.Errorf("%v: %+v, want %+v", mark, got, want)
			}
		}
	})
}

func TestTheClockAloneMakesFactsStale(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *town) {
		o.place("GA", 0)
		all := freshness.Mark{By: freshness.Everything}
		for _, tt := range []struct {
			days  int
			fresh int64
		}{{365, 4}, {366, 2}, {730, 2}, {731, 0}} {
			o.at = noon.AddDate(0, 0, tt.days)
			if got := o.counted()[all]; got != (freshness.Share{Fresh: tt.fresh, Facts: 4}) {
				t.Errorf("after %d days: %+v", tt.days, got)
			}
		}
	})
}

func TestAWithheldAddressCountsLikeAnyOther(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *town) {
		o.place("GA", 10, facility.Claims{Withheld: facility.Says(true)})
		counts := o.counted()
		if got := counts[freshness.Mark{By: freshness.ByKind, Name: "address"}]; got != (freshness.Share{Fresh: 1, Facts: 1}) {
			t.Errorf("its address counts as %+v", got)
		}
		if got := counts[freshness.Mark{By: freshness.ByState, Name: "GA"}]; got.Facts != 4 {
			t.Errorf("its state counts %+v", got)
		}
	})
}

func TestADayIsCountedOnceAndAgainWhenTheDirectoryChanges(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *town) {
		alder := o.place("GA", 500)
		o.counted()
		first, err := o.store.FreshnessCounted(t.Context())
		o.must(err)
		o.at = o.at.Add(time.Hour)
		o.counted()
		if again, _ := o.store.FreshnessCounted(t.Context()); !again.At.Equal(first.At) {
			t.Errorf("it was counted again at %v, and nothing had changed", again.At)
		}
		o.saysItself(alder, facility.Claims{Confirms: []facility.Field{facility.AllFields}})
		if got := o.counted()[freshness.Mark{By: freshness.Everything}]; got != (freshness.Share{Fresh: 4, Facts: 4}) {
			t.Errorf("confirmed, its facts count as %+v", got)
		}
	})
}

func TestDaysOnWhichNobodyCountedAreMissing(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *town) {
		o.counted()
		o.place("GA", 10)
		for _, days := range []int{0, 1, 4} {
			o.at = noon.AddDate(0, 0, days)
			o.counted()
		}
		days, err := o.store.FreshnessSince(t.Context(), freshness.Mark{By: freshness.ByState, Name: "GA"}, "2026-06-02")
		if err != nil || len(days) != 2 || days[0].Day != "2026-06-02" || days[1].Day != "2026-06-05" || days[1].Facts != 4 {
			t.Errorf("the days are %+v (%v)", days, err)
		}
		empty, err := o.store.Freshness(t.Context(), "2026-06-03")
		if err != nil || len(empty) != 0 {
			t.Errorf("a day of which nothing is known has %v (%v)", empty, err)
		}
	})
}

func TestServersThatCountAtOnceLeaveOneCount(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *town) {
		o.place("GA", 500)
		o.place("TX", 500)
		var servers sync.WaitGroup
		for range 4 {
			servers.Go(func() {
				if err := survey.New(o.store, o.listings, func() time.Time { return noon }).Count(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		servers.Wait()
		if got := o.counted()[freshness.Mark{By: freshness.Everything}]; got.Facts != 8 {
			t.Errorf("counted are %+v", got)
		}
		if work := o.work(""); len(work) != 2 {
			t.Errorf("the work list is %v", work)
		}
	})
}

func TestWhatIsOldestAndSeenMostComesFirst(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *town) {
		old, older, seen, fresh := o.place("GA", 500), o.place("TX", 900), o.place("GA", 400), o.place("GA", 10)
		week := tally.Monday(noon).AddDate(0, 0, -7)
		o.must(o.store.AddCounts(t.Context(), []tally.Count{
			{Listing: seen, Week: week, What: tally.Shown, Times: 64},
			{Listing: old, Week: week, What: tally.Shown, Times: 9},                        // too few to be told
			{Listing: old, Week: tally.Monday(noon), What: tally.Shown, Times: 500},        // of a week that runs
			{Listing: older, Week: week.AddDate(0, 0, -70), What: tally.Shown, Times: 500}, // long ago
			{Listing: older, Week: week, What: tally.HandedOver, Times: 500},               // not seen
			{Listing: fresh, Week: week, What: tally.Shown, Times: 500},
		}))
		o.counted()
		if got := o.work(""); len(got) != 3 || got[0] != seen || got[1] != older || got[2] != old {
			t.Errorf("in all states: %v, want %v, %v, %v", got, seen, older, old)
		}
		if got := o.work("GA"); len(got) != 2 || got[0] != seen || got[1] != old {
			t.Errorf("in Georgia: %v", got)
		}
		places, err := o.store.StalePlaces(t.Context(), "", 1, 1)
		if err != nil || len(places) != 1 || places[0].Listing != older || places[0].Fresh != 0 || places[0].Facts != 4 || places[0].Seen != 0 {
			t.Errorf("the second is %+v (%v)", places, err)
		}
		o.at = o.at.Add(time.Hour)
		o.saysItself(seen, facility.Claims{Confirms: []facility.Field{facility.AllFields}})
		o.counted()
		if got := o.work(""); len(got) != 2 || got[0] != older {
			t.Errorf("after one has confirmed its facts: %v", got)
		}
	})
}

func TestEarlierDaysCountWhatWasSaidByThen(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *town) {
		o.place("GA", 10, facility.Claims{Website: facility.Says("https://alder.example")})
		o.must(o.CountBefore(t.Context(), noon.AddDate(0, 0, -20), noon.AddDate(0, 0, -5), noon))
		days, err := o.store.FreshnessSince(t.Context(), freshness.Mark{By: freshness.Everything}, "2026-01-01")
		if err != nil || len(days) != 2 || days[0].Facts != 4 || days[1].Facts != 5 {
			t.Errorf("the days are %+v (%v)", days, err)
		}
	})
}
