package day_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"haven/internal/audit"
	"haven/internal/demo/day"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/plainwords"
	"haven/internal/referral"
	"haven/internal/referral/desk"
	"haven/internal/seal/sealtest"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

var (
	noon = time.Date(2026, time.June, 10, 12, 0, 0, 0, time.UTC)
	who  = day.Helpline{
		Agent:      referral.Actor{Role: referral.Agent, Org: "line", Person: "ana"},
		Colleague:  referral.Actor{Role: referral.Agent, Org: "line", Person: "col"},
		Supervisor: referral.Actor{Role: referral.Supervisor, Org: "line", Person: "sue"},
	}
)

// places are three in each of some towns.
func places() (all []facility.Listing) {
	for i, at := range []geo.Point{{Lat: 33.75, Lon: -84.39}, {Lat: 29.76, Lon: -95.37}, {Lat: 41.88, Lon: -87.63}} {
		for j := range 3 {
			l := facility.Listing{ID: fmt.Sprintf("place-%d-%d", i, j), Name: facility.Name{Name: fmt.Sprint("Place ", j)}}
			l.Location.Point = at
			all = append(all, l)
		}
	}
	return all
}

func worked(t *testing.T, s *store.Store) *desk.Desk {
	t.Helper()
	clock := &day.Clock{}
	say := func(ctx context.Context, _ string, _ facility.Statement, beside ...store.Beside) (int64, error) {
		return 1, s.Together(ctx, beside...)
	}
	d, err := desk.New(t.Context(), s, sealtest.Master(t), audit.NewBook(audit.Key{}, clock.Now), say, clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	if err := day.Work(t.Context(), d, clock, who, places(), geo.Default(), noon); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestADayShowsEveryStateThatPeopleMeet(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := worked(t, s)
		cases, err := s.Cases(t.Context(), "line", noon.AddDate(0, -1, 0), noon, 100)
		if err != nil || len(cases) != 25 {
			t.Fatalf("there are %d cases (%v)", len(cases), err)
		}
		states, languages := map[referral.State]int{}, map[string]int{}
		for _, c := range cases {
			languages[c.Language]++
			all, err := d.Referrals(t.Context(), who.Supervisor, c.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range all {
				states[r.State]++
			}
		}
		for _, state := range []referral.State{referral.Draft, referral.Sent, referral.Acknowledged, referral.Accepted, referral.Waitlisted,
			referral.Declined, referral.Scheduled, referral.Attended, referral.NoShow, referral.Closed, referral.Withdrawn} {
			if states[state] == 0 {
				t.Errorf("no referral is %s", state)
			}
		}
		if languages["es"] < 5 {
			t.Errorf("languages are %v", languages)
		}
		due, err := d.FollowUpsDue(t.Context(), who.Agent, 10)
		if err != nil || len(due) < 3 {
			t.Errorf("%d follow-ups are due (%v)", len(due), err)
		}
		late, err := d.Overdue(t.Context(), who.Supervisor, 10)
		if err != nil || len(late) == 0 {
			t.Errorf("%d referrals wait too long (%v)", len(late), err)
		}
		reach, err := d.Reach(t.Context(), "place-0-0")
		if err != nil || !reach["place-0-0"].Shown() {
			t.Errorf("how often the first place answers is not shown: %+v (%v)", reach, err)
		}
	})
}

func TestTheTrailOfADayFollowsTheClock(t *testing.T) {
	s := storetest.Open(t, filepath.Join(t.TempDir(), "haven.db"))
	worked(t, s)
	check, last := audit.NewCheck(audit.Key{}), time.Time{}
	head, err := s.Trail(t.Context(), func(e audit.Entry) error {
		if e.At.Before(last) {
			t.Errorf("entry %d is of an earlier time than the one before", e.Number)
		}
		last = e.At
		return check.Next(e)
	})
	if err != nil || check.End(head) != nil {
		t.Errorf("the trail is not whole: %v", err)
	}
}

func TestNobodyIsPutDownInADay(t *testing.T) {
	s := storetest.Open(t, filepath.Join(t.TempDir(), "haven.db"))
	d := worked(t, s)
	cases, err := s.Cases(t.Context(), "line", noon.AddDate(0, -1, 0), noon, 100)
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, c := range cases {
		texts, err := d.Texts(t.Context(), who.Supervisor, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			if text.Field == referral.TextContact && !strings.Contains(text.Words, " 555 01") {
				t.Errorf("%q has a number that may be somebody's", text.Words)
			}
			for _, finding := range plainwords.Hurtful(text.Words) {
				t.Errorf("%q: %v", text.Words, finding)
			}
			read++
		}
	}
	if read < 60 {
		t.Errorf("only %d texts were read", read)
	}
}
