package web

import (
	"slices"
	"strings"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/sample"
)

// onADay serves the samples on a day on which some told what holds now.
func onADay(t *testing.T, now time.Time) site {
	t.Helper()
	cfg := config()
	cfg.Searcher = scan.New(sample.ListingsOf(sample.Telling()), facility.Builtin())
	cfg.Now = func() time.Time { return now }
	return serve(t, cfg)
}

func TestACardTellsOfOpeningsWithTheirAgeAsLongAsTheyCount(t *testing.T) {
	s := onADay(t, sample.Now)
	s.search("near=30303").says(t,
		"Detox beds: 2 open of 12 (3 hours ago)", "Live-in beds for men: full, a wait of 9 days (3 hours ago)",
		"Walk in without an appointment", "Open now until 5:00 pm")
	onADay(t, sample.ToldAt.Add(25*time.Hour)).search("near=30303").keepsQuiet(t, "2 open", "full,")
}

func TestWhatHoldsNowCanBeTickedWithHowManyPlacesThereAre(t *testing.T) {
	s := onADay(t, sample.Now)
	page := s.search("near=30303")
	page.says(t, "Right now", "Openings now", "Detox beds free now", "Walk-in, without an appointment", "Confirmed in the last 30 days")
	page.keepsQuiet(t, "First methadone visit within two days") // nobody has one
	for _, box := range []string{`name="now" value="openings:detox"`, `name="now" value="walk-in"`} {
		if !strings.Contains(page.body, box) {
			t.Errorf("there is no box %s", box)
		}
	}
	ticked := s.search("near=30303&now=openings:detox")
	ticked.says(t, "1 place within", "Has what you asked for: Detox beds free now", "4 more places may fit. Nobody has said if they have: Detox beds free now.")
	if !strings.Contains(ticked.body, `value="openings:detox" checked`) || changes(ticked)["Take off Detox beds free now"] == "" {
		t.Error("it cannot be taken off")
	}
	s.press("near=30303&now=openings:detox", changes(ticked)["Take off Detox beds free now"]).says(t, "5 places within")
}

func TestWordsForWhatHoldsNowAreAChipOrAWish(t *testing.T) {
	s := onADay(t, sample.Now)
	s.search("q=beds available near 30303").says(t, "1 place within", "Take off Beds free now")
	s.search("q=camas libres cerca de Houston, TX").says(t, "Beds free now: ask when you call")
}

func TestOpeningsCanComeFirst(t *testing.T) {
	page := onADay(t, sample.Now).search("near=30303&sort=openings")
	if first := names(page)[0]; first != "Chattahoochee Detox and Recovery" || !slices.Contains(names(page), "Peach Street Recovery Center") {
		t.Errorf("%q comes first", first)
	}
	page.says(t, "Openings")
}

func TestAClosedPlaceSaysSoOnItsCard(t *testing.T) {
	listings := sample.ListingsOf(sample.Telling())
	for i := range listings {
		switch listings[i].ID {
		case sample.Chattahoochee:
			listings[i].Closed, listings[i].ClosedUntil = facility.Closure{Until: "2026-12-24"}, time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC)
		case sample.FivePoints:
			listings[i].ClosedUntil = sample.Now.AddDate(0, 1, 0)
		}
	}
	cfg := config()
	cfg.Searcher = scan.New(listings, facility.Builtin())
	page := serve(t, cfg).search("near=30303")
	page.says(t, "This place is closed until December 24, 2026.", "This place is closed for now.")
	page.keepsQuiet(t, "Walk in", "Detox beds: 2 open")
}

func TestThePageOfAPlaceTellsOfOpeningsAndThatTheyAreOld(t *testing.T) {
	claims := facility.Claims{Openings: facility.Openings{facility.DetoxBeds: {Open: 2, Total: 12}}}
	for age, says := range map[time.Duration]string{
		3 * time.Hour:  "Detox beds 2 open of 12 3 hours ago",
		30 * time.Hour: "Detox beds 2 open of 12 30 hours ago. Call to ask: by now it may be different.",
	} {
		p := facility.Fold([]facility.Statement{{Source: "facility", At: sample.Now.Add(-age), Rank: facility.RankFacility, Claims: claims}}, nil)
		say := newServer(t, config()).speechIn(english)
		say.now = sample.Now
		facts := say.roomFacts(&p)
		if len(facts) != 1 || facts[0].Label+" "+facts[0].Lines[0]+" "+facts[0].Remark != says {
			t.Errorf("%v after it: %+v", age, facts)
		}
	}
}
