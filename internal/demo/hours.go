package demo

import (
	"math/rand/v2"
	"time"

	"haven/internal/facility"
)

// week is when a kind of place is open, by the hour.
type week struct {
	always   bool
	monday   [2]float64 // and to Thursday: from and to
	friday   [2]float64
	saturday [2]float64 // only some are open then; zero for none
}

var (
	aroundTheClock = week{always: true}
	officeHours    = week{monday: [2]float64{8, 17}, friday: [2]float64{8, 17}}
	eveningHours   = week{monday: [2]float64{9, 20}, friday: [2]float64{9, 17}, saturday: [2]float64{9, 13}}
	// Methadone is taken before work, and on Saturdays too.
	earlyHours = week{monday: [2]float64{5.5, 14}, friday: [2]float64{5.5, 14}, saturday: [2]float64{6, 10}}
)

// hours are those of one place: half an hour or an hour off what is usual.
func (w week) hours(r *rand.Rand, zone string) facility.Hours {
	h := facility.Hours{Zone: zone, AllHours: w.always}
	if w.always {
		return h
	}
	shift := 0.5 * float64(r.IntN(3)-1)
	for day := time.Monday; day <= time.Thursday; day++ {
		h.Spans = append(h.Spans, span(day, w.monday, shift))
	}
	h.Spans = append(h.Spans, span(time.Friday, w.friday, shift))
	if w.saturday[1] > 0 && happens(r, 0.5) {
		h.Spans = append(h.Spans, span(time.Saturday, w.saturday, shift))
	}
	return h
}

func span(day time.Weekday, fromTo [2]float64, shift float64) facility.Span {
	minutes := func(hour float64) facility.Minutes { return facility.Minutes(60 * (hour + shift)) }
	return facility.Span{Day: day, From: minutes(fromTo[0]), To: minutes(fromTo[1])}
}
