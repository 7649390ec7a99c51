package referral

import (
	"testing"
	"time"

	"haven/internal/facility"
)

func at(t *testing.T, text string) time.Time {
	t.Helper()
	parsed, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestTheAcknowledgementClockCountsOpenHours(t *testing.T) {
	const newYork = "America/New_York"
	office := Hours{Zone: newYork}
	for day := time.Monday; day <= time.Friday; day++ {
		office.Spans = append(office.Spans, facility.Span{Day: day, From: 9 * 60, To: 17 * 60})
	}
	night := Hours{Zone: newYork, Spans: []facility.Span{{Day: time.Saturday, From: 22 * 60, To: 26 * 60}}}
	hourly := Hours{Zone: newYork, Spans: []facility.Span{{Day: time.Sunday, From: 60, To: 75}}}
	twice := Hours{Zone: newYork, Spans: []facility.Span{{Day: time.Monday, From: 9 * 60, To: 10 * 60}, {Day: time.Monday, From: 9*60 + 30, To: 12 * 60}}}
	tests := []struct {
		name      string
		open      Hours
		sent, due string
	}{
		{"in the middle of the day", office, "2026-06-01T10:00:00-04:00", "2026-06-01T10:30:00-04:00"},
		{"before it opens", office, "2026-06-01T06:00:00-04:00", "2026-06-01T09:30:00-04:00"},
		{"just before it closes: the rest next morning", office, "2026-06-01T16:50:00-04:00", "2026-06-02T09:20:00-04:00"},
		{"up to the minute it closes", office, "2026-06-01T16:30:00-04:00", "2026-06-01T17:00:00-04:00"},
		{"on Friday night: on Monday", office, "2026-06-05T17:00:00-04:00", "2026-06-08T09:30:00-04:00"},
		{"clocks change over the weekend", office, "2026-10-30T16:45:00-04:00", "2026-11-02T09:15:00-05:00"},
		{"open past midnight", night, "2026-06-07T01:00:00-04:00", "2026-06-07T01:30:00-04:00"},
		{"a quarter of an hour a week", hourly, "2026-06-01T10:00:00-04:00", "2026-06-14T01:15:00-04:00"},
		{"hours that overlap count once", twice, "2026-06-01T09:45:00-04:00", "2026-06-01T10:15:00-04:00"},
		{"around the clock", Hours{Zone: newYork, AllHours: true}, "2026-06-06T23:50:00-04:00", "2026-06-07T00:20:00-04:00"},
		{"hours unknown: at once", Hours{}, "2026-06-06T23:50:00-04:00", "2026-06-07T00:20:00-04:00"},
	}
	for _, test := range tests {
		if got := AckDue(at(t, test.sent), AckAllowed, test.open); !got.Equal(at(t, test.due)) {
			t.Errorf("%s: due %v, want %s", test.name, got, test.due)
		}
	}
}

func TestTheNextPlaceIsOfferedOnceTheOthersAreThrough(t *testing.T) {
	picks := []string{"ash", "elm", "fir"}
	is := func(listing string, s State) Referral { return Referral{Listing: listing, State: s, AckDue: morning} }
	tests := []struct {
		name  string
		tried []Referral
		want  string
	}{
		{"nobody was asked", nil, "ash"},
		{"the first declined", []Referral{is("ash", Declined)}, "elm"},
		{"the first has let its time pass", []Referral{is("ash", Sent)}, "elm"},
		{"the first waits", []Referral{is("ash", Acknowledged)}, ""},
		{"one that is not on the list accepted", []Referral{is("oak", Accepted)}, ""},
		{"the first was a mistake", []Referral{is("ash", EnteredInError)}, "ash"},
		{"out of turn", []Referral{is("elm", Expired), is("ash", Declined)}, "fir"},
		{"all were asked", []Referral{is("ash", Declined), is("elm", Withdrawn), is("fir", CouldNotContact)}, ""},
	}
	for _, test := range tests {
		got, found := Next(picks, test.tried, morning.Add(time.Second))
		if got != test.want || found != (test.want != "") {
			t.Errorf("%s: next is %q, want %q", test.name, got, test.want)
		}
	}
}
