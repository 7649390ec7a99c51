package web

import (
	"slices"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/sample"
)

func TestDistanceTellsNoMoreThanIsKnown(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	for _, test := range []struct {
		miles     float64
		precision facility.Precision
		want      string
	}{
		{-1, facility.Exact, ""},
		{0.04, facility.Exact, "less than 0.1 miles away"},
		{2.14, facility.Exact, "2.1 miles away"},
		{9.94, facility.Exact, "9.9 miles away"},
		{9.96, facility.Exact, "10 miles away"},
		{1234.4, facility.Exact, "1,234 miles away"},
		{2.14, facility.ByStreet, "about 2 miles away"},
		{0.2, facility.ByZIP, "about 1 mile away"},
		{2.6, facility.ByCity, "about 3 miles away"},
	} {
		if got := say.distance(test.miles*geo.Mile, test.precision); got != test.want {
			t.Errorf("%v miles, %s: %q, want %q", test.miles, test.precision, got, test.want)
		}
	}
}

func TestAgeInItsLargestUnit(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	for days, want := range map[int]string{
		0: "From today", 1: "1 day old", 59: "59 days old", 60: "2 months old", 700: "23 months old", 730: "2 years old", 1500: "4 years old",
	} {
		if got := say.ago(sample.Now.Add(-time.Duration(days) * day)); got != want {
			t.Errorf("%d days: %q, want %q", days, got, want)
		}
	}
}

func TestHoursAreLinesFromMonday(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	for _, test := range []struct {
		hours facility.Hours
		want  []string
	}{
		{facility.Hours{AllHours: true}, []string{"Open day and night, every day"}},
		{facility.Hours{}, nil},
		{facility.Hours{Spans: []facility.Span{
			{Day: time.Sunday, From: 22 * 60, To: 26 * 60},
			{Day: time.Tuesday, From: 0, To: 12 * 60},
			{Day: time.Tuesday, From: 12*60 + 30, To: 17*60 + 5},
		}}, []string{"Tuesday: 12:00 am to 12:00 pm, 12:30 pm to 5:05 pm", "Sunday: 10:00 pm to 2:00 am"}},
	} {
		if got := say.hours(test.hours); !slices.Equal(got, test.want) {
			t.Errorf("%+v reads %q, want %q", test.hours, got, test.want)
		}
	}
}

func TestAnUnknownSourceGoesByItsID(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	if got := say.source("county-list"); got != "county-list" {
		t.Errorf("it is called %q", got)
	}
}
