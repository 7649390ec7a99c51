package checkin_test

import (
	"slices"
	"testing"
	"time"

	"haven/internal/checkin"
	"haven/internal/facility"
)

func TestOfManyCountsTheLastOfEachHourStays(t *testing.T) {
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	both := []facility.OpeningKind{facility.DetoxBeds, facility.OutpatientAppointments}
	count := func(ago time.Duration, by string, kinds ...facility.OpeningKind) checkin.Counted {
		return checkin.Counted{Record: "r", Source: checkin.Itself, By: by, At: now.Add(-ago), Kinds: kinds}
	}
	const day = 24 * time.Hour
	for _, tt := range []struct {
		what   string
		counts []checkin.Counted
		gone   []int
	}{
		{"what is younger than two hours stays", []checkin.Counted{count(30*time.Minute, "", both...), count(40*time.Minute, "", both...)}, nil},
		{"an earlier one of the same hour goes", []checkin.Counted{count(day, "", both...), count(day-10*time.Minute, "", both...), count(day+10*time.Minute, "", both...)}, []int{1}},
		{"another hour's stays", []checkin.Counted{count(day, "", both...), count(day+time.Hour, "", both...)}, nil},
		{"after a month any earlier one goes", []checkin.Counted{count(40*day, "", both...), count(41*day, "", both...), count(42*day, "", both...)}, []int{1, 2}},
		{"the last word stays, however old", []checkin.Counted{count(400*day, "", both...)}, nil},
		{"another's word outdoes none", []checkin.Counted{count(40*day, "ann", both...), count(41*day, "ben", both...)}, nil},
		{"a word on one kind outdoes none on two", []checkin.Counted{count(40*day, "", facility.DetoxBeds), count(41*day, "", both...)}, nil},
		{"two words on one kind each do", []checkin.Counted{count(39*day, "", facility.DetoxBeds), count(40*day, "", facility.OutpatientAppointments), count(41*day, "", both...)}, []int{2}},
		{"two of one moment both stay", []checkin.Counted{count(40*day, "", both...), count(40*day, "", both...)}, nil},
	} {
		slices.SortStableFunc(tt.counts, func(a, b checkin.Counted) int { return b.At.Compare(a.At) })
		var want []time.Time
		for _, i := range tt.gone {
			want = append(want, tt.counts[i].At)
		}
		var got []time.Time
		for _, c := range checkin.Outdone(tt.counts, now) {
			got = append(got, c.At)
		}
		if !slices.EqualFunc(got, want, time.Time.Equal) {
			t.Errorf("%s: %v gone, want %v", tt.what, got, want)
		}
	}
}
