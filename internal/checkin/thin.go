package checkin

import (
	"time"

	"haven/internal/facility"
)

// Counted is what somebody said of room and of nothing else, as it is kept.
type Counted struct {
	Record   string
	Revision int64 // names the statement among those about its record
	Source   string
	By       string // as in [Count]
	Rank     facility.Rank
	At       time.Time
	Kinds    []facility.OpeningKind

	// Successors are the revisions of those that outdo it, by [Outdone].
	Successors []int64
}

// How long counts are kept that have a successor. A program may count every
// minute, and a profile is folded from all that was said of its place; but
// whoever looks back wants to see yesterday, and promises ask for a number a day
// in the place's own calendar, thirty days back.
const (
	keepEach   = 2 * time.Hour
	keepHourly = (promiseWindow + 2) * 24 * time.Hour
)

// Outdone are those of some counts that may be deleted at a time. Once a count
// is two hours old it gives way to a later one of the same hour, and once it is
// over a month old to any later one: by the same voice, about each kind that it
// speaks of. So the last word always stays, and what is folded stays the same;
// but whoever takes the last word back brings none of those back that it outdid.
// The counts come newest first.
func Outdone(counts []Counted, now time.Time) (outdone []Counted) {
	last := map[spoken]Counted{}
	for _, c := range counts {
		age, gone := now.Sub(c.At), true
		for _, kind := range c.Kinds {
			ever := spoken{record: c.Record, source: c.Source, by: c.By, rank: c.Rank, kind: kind}
			inHour := ever
			inHour.hour = c.At.Truncate(time.Hour)
			heir := last[inHour]
			if age > keepHourly {
				heir = last[ever]
			}
			gone = gone && heir.At.After(c.At)
			c.Successors = append(c.Successors, heir.Revision)
			for _, s := range []spoken{ever, inHour} {
				if _, newer := last[s]; !newer {
					last[s] = c
				}
			}
		}
		if gone && age > keepEach {
			outdone = append(outdone, c)
		}
	}
	return outdone
}

// spoken is a voice that counts a kind, within an hour or ever.
type spoken struct {
	record, source, by string
	rank               facility.Rank
	kind               facility.OpeningKind
	hour               time.Time // zero for ever
}
