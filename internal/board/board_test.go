package board

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"haven/internal/geo"
	"haven/internal/referral"
)

var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

// atlanta is a cell of a case's.
var atlanta = referral.AreaOf(geo.Point{Lat: 33.749, Lon: -84.388})

func TestACaseIsCountedByWhatHappenedInIt(t *testing.T) {
	s := Story{
		Opened: noon, Needs: []string{"MU", "MD"}, Area: atlanta, Language: "es", Channel: referral.ByCall, Disposition: referral.ReferralMade,
		Sent: []Sent{
			{Listing: "oak", State: referral.Declined, At: noon, Due: noon.Add(30 * time.Minute), Answered: noon.Add(12 * time.Minute)},
			{Listing: "elm", State: referral.Closed, Outcome: referral.Partly, At: noon, Due: noon.Add(30 * time.Minute)},
		},
		FollowUps: []FollowUp{{}},
	}
	want := Counts{
		{Days, "2026-11-22", ""}: 1, {Channels, "call", ""}: 1, {Languages, "es", ""}: 1, {Dispositions, "referral", ""}: 1,
		{Answers, "15", ""}: 1, {Answers, Never, ""}: 1, {InTime, "true", ""}: 1, {InTime, "false", ""}: 1,
		{Places, "oak", "declined"}: 1, {Places, "elm", "partly"}: 1, {Payers, "MD", "declined"}: 1, {Payers, "MD", "partly"}: 1,
		{FollowUps, Waiting, ""}: 1, {UnmetNeeds, Coarse(atlanta), "MU MD"}: 1, {UnmetPeople, Coarse(atlanta), ""}: 1,
	}
	if diff := cmp.Diff(want, Of(s)); diff != "" {
		t.Error(diff)
	}
}

func TestANeedIsMetAsWasHeardLast(t *testing.T) {
	closed := func(o referral.Outcome) []Sent { return []Sent{{State: referral.Closed, Outcome: o}} }
	for name, tt := range map[string]struct {
		story Story
		unmet bool
	}{
		"nothing was found":              {Story{Disposition: referral.NothingFound}, true},
		"only asked":                     {Story{Disposition: referral.InformationOnly}, false},
		"found after all":                {Story{Disposition: referral.NothingFound, Sent: closed(referral.Met)}, false},
		"in part":                        {Story{Sent: closed(referral.Partly)}, true},
		"the follow-up knows more":       {Story{Sent: closed(referral.Met), FollowUps: []FollowUp{{referral.Unmet}}}, true},
		"and the last one best":          {Story{FollowUps: []FollowUp{{referral.Unmet}, {referral.Met}}}, false},
		"one that waits tells nothing":   {Story{Sent: closed(referral.Met), FollowUps: []FollowUp{{}}}, false},
		"an open referral tells nothing": {Story{Sent: []Sent{{State: referral.Accepted}}}, false},
	} {
		if got := tt.story.unmet(); got != tt.unmet {
			t.Errorf("%s: unmet is %v", name, got)
		}
	}
}

func TestHowSoonPlacesAnswer(t *testing.T) {
	c := Counts{}
	for _, minutes := range []int{3, 8, 29, 31, 5000, 0} {
		sent := Sent{At: noon, Due: noon.Add(30 * time.Minute)}
		if minutes > 0 {
			sent.Answered = noon.Add(time.Duration(minutes) * time.Minute)
		}
		c.Add(Of(Story{Opened: noon, Sent: []Sent{sent}}))
	}
	if got, want := c.Acknowledged(), (Acknowledged{Sent: 6, InTime: 3, Median: "30"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := (Counts{}).Acknowledged(); got != (Acknowledged{}) {
		t.Errorf("of nothing: %+v", got)
	}
}

func TestMonthsAndQuarters(t *testing.T) {
	m, err := ParseMonth("", noon)
	if err != nil || m != "2026-11" || m.Before(11) != "2025-12" {
		t.Errorf("now is %s (%v)", m, err)
	}
	if diff := cmp.Diff([]Month{"2026-10", "2026-11", "2026-12"}, m.Quarter()); diff != "" {
		t.Error(diff)
	}
	if m.QuarterOver(noon) || !m.QuarterOver(noon.AddDate(0, 0, 40)) {
		t.Error("the quarter ends with the year")
	}
	for _, text := range []string{"2026-12", "2026", "November", "2026-13", "2026-11-22"} {
		if _, err := ParseMonth(text, noon); err == nil {
			t.Errorf("%q is a month", text)
		}
	}
}

func TestNeedsOfFewPeopleAreNotTold(t *testing.T) {
	c := Counts{}
	for cell, people := range map[string]int{"a": 3, "b": 20, "c": 30} {
		for need, share := range map[string]int{"MU MD": 1, "DT MD": 2} {
			c[Mark{UnmetNeeds, cell, need}] = people * share
		}
		c[Mark{UnmetPeople, cell, ""}] = 3 * people
	}
	u, ok := c.Unmet()
	if !ok || !u.At("a", "MU MD").Hidden || u.Total != 159 {
		t.Errorf("%+v, %v", u, ok)
	}
	if _, ok := (Counts{{UnmetNeeds, "a", "MU MD"}: 4, {UnmetPeople, "a", ""}: 4}).Unmet(); ok {
		t.Error("four people in all are told of")
	}
	if _, ok := (Counts{{UnmetNeeds, "a", "MU MD"}: 4, {UnmetNeeds, "a", "DT MD"}: 4, {UnmetPeople, "a", ""}: 4}).Unmet(); ok {
		t.Error("four people with two needs each are told of")
	}
}

func TestCellsOfTheBoardAreCoarse(t *testing.T) {
	coarse := Coarse(atlanta)
	if coarse == "" || coarse == atlanta || len(Outline(coarse)) != 6 || Coarse("nowhere") != "" || Coarse("") != "" {
		t.Errorf("%q of %q has %d corners", coarse, atlanta, len(Outline(coarse)))
	}
	if at, ok := Middle(coarse); !ok || geo.Distance(at, geo.Point{Lat: 33.749, Lon: -84.388}) > 40_000 {
		t.Errorf("its middle is %v", at)
	}
}
