package registry

import (
	"context"
	"time"

	"haven/internal/tally"
)

// weeksTold is how many whole weeks an owner is told of.
const weeksTold = 8

// weeksKept is how long the counts of weeks are kept: a year.
const weeksKept = 53

const week = 7 * 24 * time.Hour

// Week is how often seekers met a place in one week, as it may be told.
type Week struct {
	Began             time.Time
	Shown, HandedOver Told
}

// Told is a count in tens; not known where it is small.
type Told struct {
	Times int
	Known bool
}

// Performance is the last whole weeks of a place, the newest first, and all of
// them together. The week that runs is told when it is over: whoever could watch
// a count move could tell when somebody looked.
func (r *Registry) Performance(ctx context.Context, listing string) (weeks []Week, all Week, err error) {
	until := tally.Monday(r.now())
	from := until.Add(-weeksTold * week)
	counts, err := r.store.CountsOf(ctx, listing, from, until)
	if err != nil {
		return nil, all, err
	}
	var shown, handed int64
	for began := until.Add(-week); !began.Before(from); began = began.Add(-week) {
		s, h := times(counts, began, tally.Shown), times(counts, began, tally.HandedOver)
		weeks = append(weeks, Week{began, told(s), told(h)})
		shown, handed = shown+s, handed+h
	}
	return weeks, Week{from, told(shown), told(handed)}, nil
}

func times(counts []tally.Count, began time.Time, what tally.What) int64 {
	for _, c := range counts {
		if c.Week.Equal(began) && c.What == what {
			return c.Times
		}
	}
	return 0
}

func told(times int64) Told {
	n, known := tally.Told(times)
	return Told{n, known}
}
