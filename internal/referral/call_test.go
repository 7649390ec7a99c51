package referral

import (
	"errors"
	"math"
	"reflect"
	"testing"
	"time"

	"haven/internal/facility"
)

func TestWhatACallSaysAboutThePlace(t *testing.T) {
	type fields = []facility.Field
	tests := []struct {
		outcome               CallOutcome
		code                  string
		confirms, contradicts fields
		check                 bool
	}{
		{Reached, "", fields{"intake"}, nil, false},
		{Voicemail, "", nil, nil, false},
		{WrongNumber, "", nil, fields{"intake"}, true},
		{NotAccepting, "", fields{"intake"}, nil, true},
		{RefusesPayer, "MD", fields{"intake"}, fields{"code:MD"}, true},
		{LanguageMissing, "SP", fields{"intake"}, fields{"code:SP"}, true},
		{HungUp, "", nil, nil, false},
	}
	if len(tests) != len(CallOutcomes()) {
		t.Errorf("%d outcomes are tested of %d", len(tests), len(CallOutcomes()))
	}
	for _, test := range tests {
		c := Call{Listing: "oak", Line: facility.IntakeLine, Outcome: test.outcome, Code: test.code, At: morning}
		s, found := c.Statement()
		want := facility.Claims{Confirms: test.confirms, Contradicts: test.contradicts}
		if found != (test.confirms != nil || test.contradicts != nil) || !reflect.DeepEqual(s.Claims, want) || c.NeedsCheck() != test.check {
			t.Errorf("%s says %+v, check %v", test.outcome, s, c.NeedsCheck())
		}
		if found && (s.Rank != facility.RankCall || !s.At.Equal(morning)) {
			t.Errorf("%s says so as %v at %v", test.outcome, s.Rank, s.At)
		}
		if err := c.Validate(); err != nil {
			t.Errorf("%s: %v", test.outcome, err)
		}
		c.Code = map[bool]string{true: "", false: "MD"}[test.code != ""]
		if err := c.Validate(); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s with the code %q: %v", test.outcome, c.Code, err)
		}
	}
}

func TestTheReachRateWeighsRecentCallsMore(t *testing.T) {
	call := func(o CallOutcome, daysAgo int) Call {
		return Call{Outcome: o, At: morning.AddDate(0, 0, -daysAgo)}
	}
	tests := []struct {
		name  string
		calls []Call
		want  Reach
		shown bool
	}{
		{"never called", nil, Reach{}, false},
		{"four calls are too few", []Call{call(Reached, 0), call(Reached, 0), call(Reached, 0), call(Reached, 0)}, Reach{1, 4}, false},
		{"answered although it says no", []Call{call(Reached, 1), call(NotAccepting, 1), call(RefusesPayer, 1), call(LanguageMissing, 1), call(HungUp, 1)}, Reach{0.8, 5}, true},
		{"a call of a month ago counts half", []Call{call(Reached, 30), call(Voicemail, 0)}, Reach{1. / 3, 2}, false},
		{"older than the window, or to come", []Call{call(WrongNumber, 181), call(WrongNumber, -1), call(Reached, 0)}, Reach{1, 1}, false},
	}
	for _, test := range tests {
		got := ReachOf(test.calls, morning)
		if got.Calls != test.want.Calls || math.Abs(got.Rate-test.want.Rate) > 1e-9 || got.Shown() != test.shown {
			t.Errorf("%s: %+v, shown %v; want %+v, %v", test.name, got, got.Shown(), test.want, test.shown)
		}
	}
}

func TestNobodyIsCalledWhoHasNotSaidSo(t *testing.T) {
	evening := ContactPreference{MayCall: true, From: 17, Until: 21, Zone: "America/New_York"}
	tests := []struct {
		name string
		p    ContactPreference
		at   string
		want bool
	}{
		{"nothing said", ContactPreference{}, "2026-06-01T18:00:00-04:00", false},
		{"at any time", ContactPreference{MayCall: true}, "2026-06-01T03:00:00-04:00", true},
		{"in their evening", evening, "2026-06-01T17:00:00-04:00", true},
		{"before it", evening, "2026-06-01T16:59:00-04:00", false},
		{"after it", evening, "2026-06-01T21:00:00-04:00", false},
		{"by their clock, not ours", evening, "2026-06-01T18:00:00Z", false},
	}
	for _, test := range tests {
		if got := test.p.MayCallAt(at(t, test.at)); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

func TestFactsTakeNoWordsOfAPerson(t *testing.T) {
	good := Facts{Needs: []string{"MU"}, Area: "8844c1a8c1fffff", Language: "es", Channel: ByCall, Disposition: StillOpen, Picks: []string{"0abc"}}
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	const words = "Kim, Oak Street"
	for name, change := range map[string]func(*Facts){
		"needs": func(f *Facts) { f.Needs = []string{words} }, "area": func(f *Facts) { f.Area = words },
		"language": func(f *Facts) { f.Language = words }, "channel": func(f *Facts) { f.Channel = words },
		"disposition": func(f *Facts) { f.Disposition = words }, "picks": func(f *Facts) { f.Picks = []string{words} },
		"zone":                 func(f *Facts) { f.Contact = ContactPreference{MayCall: true, Zone: words} },
		"hours":                func(f *Facts) { f.Contact = ContactPreference{MayCall: true, From: 9, Until: 9, Zone: "UTC"} },
		"message without call": func(f *Facts) { f.Contact = ContactPreference{MayMessage: true} },
	} {
		f := good
		if change(&f); !errors.Is(f.Validate(), ErrInvalid) {
			t.Errorf("%s: %+v is taken", name, f)
		}
	}
}

func TestAConsentIsForOnePurposeToOneUntilItsEnd(t *testing.T) {
	c := Consent{Purpose: Share, To: "oak", Given: morning, Until: morning.Add(time.Hour), How: Spoken}
	withdrawn := c
	withdrawn.Withdrawn = morning
	tests := []struct {
		name string
		c    Consent
		p    Purpose
		to   string
		at   time.Time
		want bool
	}{
		{"as given", c, Share, "oak", morning, true},
		{"for another purpose", c, FollowUpOK, "oak", morning, false},
		{"to another", c, Share, "elm", morning, false},
		{"before it", c, Share, "oak", morning.Add(-1), false},
		{"at its end", c, Share, "oak", morning.Add(time.Hour), false},
		{"withdrawn", withdrawn, Share, "oak", morning, false},
	}
	for _, test := range tests {
		if got := Allowed([]Consent{test.c}, test.p, test.to, test.at); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
