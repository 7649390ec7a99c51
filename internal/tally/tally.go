// Package tally counts how often seekers meet a place, and keeps nothing of the
// seekers: a count knows the place, the week and what happened, and no time, no
// address, no search and no other place. It is gathered in memory and added to
// the week's total at night, so that not even the database, compared with a copy
// of the day before, says more than how many met a place in a day. Small counts
// are told to nobody: see [Told].
package tally

import (
	"context"
	"sync"
	"time"
)

// What happened.
type What string

const (
	Shown      What = "shown"       // on a page of results
	HandedOver What = "handed-over" // by a helpline, to somebody or with a referral
)

// Count is how often something happened to a place in a week.
type Count struct {
	Listing string
	Week    time.Time // the Monday it began, in UTC
	What    What
	Times   int64
}

// Store keeps the totals of weeks.
type Store interface {
	// AddCounts adds to the totals, all or none.
	AddCounts(ctx context.Context, counts []Count) error
}

// Tally is safe for concurrent use. A nil one counts nothing.
type Tally struct {
	store Store
	now   func() time.Time
	mu    sync.Mutex
	made  map[Count]int64 // by counts without Times
}

// New is a tally that begins at nothing.
func New(s Store, now func() time.Time) *Tally {
	return &Tally{store: s, now: now, made: map[Count]int64{}}
}

// mostHeld is for how many places and things a tally has room until it is
// flushed; what comes beyond is not counted.
const mostHeld = 2_000_000

// Add counts that something happened to places.
func (t *Tally) Add(what What, listings ...string) {
	if t == nil {
		return
	}
	week := Monday(t.now())
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, listing := range listings {
		key := Count{Listing: listing, Week: week, What: what}
		if _, held := t.made[key]; held || len(t.made) < mostHeld {
			t.made[key]++
		}
	}
}

// Flush adds what was counted to the totals. What could not be stored is counted
// on.
func (t *Tally) Flush(ctx context.Context) error {
	t.mu.Lock()
	made := t.made
	t.made = map[Count]int64{}
	t.mu.Unlock()
	if len(made) == 0 {
		return nil
	}
	counts := make([]Count, 0, len(made))
	for c, times := range made {
		c.Times = times
		counts = append(counts, c)
	}
	err := t.store.AddCounts(ctx, counts)
	if err != nil {
		t.mu.Lock()
		defer t.mu.Unlock()
		for c, times := range made {
			t.made[c] += times
		}
	}
	return err
}

// Monday is the beginning of the week of a time.
func Monday(at time.Time) time.Time {
	at = at.UTC()
	since := (int(at.Weekday()) + 6) % 7
	return time.Date(at.Year(), at.Month(), at.Day()-since, 0, 0, 0, 0, time.UTC)
}

// least is the smallest count that is told. One who knows that somebody looked
// for places in a small town cannot tell from a count whether they did.
const least = 10

// Told is a count as it is told: down to the next ten, and known only where it is
// at least that. Whoever looks up a place once more to see the count move sees
// nothing.
func Told(times int64) (told int, known bool) {
	if times < least {
		return 0, false
	}
	return int(times / least * least), true
}
