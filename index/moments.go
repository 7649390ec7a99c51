package index

import (
	"math"
	"reflect"
	"slices"
	"sync/atomic"
	"time"

	"haven/internal/facility"
)

// moments are what rows say that holds for a while only: entries of the rows
// that say anything, in the order of rows. Whether it still holds is judged by
// each search.
type moments struct {
	rooms     []roomEntry
	confirmed []entry
	closed    []entry // at is until when, in seconds: a place may be closed for ever
	hours     []hoursEntry
	walkIn    bitset // rows that take people without an appointment
	noWalkIn  bitset // rows that do not
	schedules []facility.Hours
	clock     atomic.Pointer[schedulesAt]

	// roomy are the rows that told of an opening, the last time of which is
	// lastRoom: most rows need no closer look.
	roomy    bitset
	lastRoom int64
}

// entry is when something was said of a row, in nanoseconds.
type entry struct {
	at  int64
	row int32
}

// roomEntry and hoursEntry are no larger than an entry, which they do not embed
// for that reason.
type roomEntry struct {
	at   int64
	row  int32
	kind kinds // the one bit of its kind
	open bool
}

type hoursEntry struct {
	at       int64
	row      int32
	schedule int32
}

// kinds is a set of kinds of openings, a bit for each.
type kinds uint16

func kindsOf(all []facility.OpeningKind) kinds {
	set := kinds(0)
	for _, kind := range all {
		set |= 1 << slices.Index(facility.OpeningKinds(), kind)
	}
	return set
}

// newMoments gathers what listings in the order of rows say.
func newMoments(listings []*facility.Listing) *moments {
	m := &moments{walkIn: newBitset(len(listings)), noWalkIn: newBitset(len(listings)), roomy: newBitset(len(listings)), lastRoom: math.MinInt64}
	schedules := map[string]int32{} // those of a chain are often the same
	for i, l := range listings {
		m.add(int32(i), l, schedules)
	}
	return m
}

func (m *moments) add(row int32, l *facility.Listing, schedules map[string]int32) {
	for i := range l.Openings {
		m.addRoom(row, &l.Openings[i])
	}
	if !l.Confirmed.At.IsZero() {
		m.confirmed = append(m.confirmed, entry{l.Confirmed.At.UnixNano(), row})
	}
	if !l.ClosedUntil.IsZero() {
		m.closed = append(m.closed, entry{l.ClosedUntil.Unix(), row})
	}
	switch l.WalkIn {
	case facility.Yes:
		m.walkIn.add(int(row))
	case facility.No:
		m.noWalkIn.add(int(row))
	}
	if said := l.Origin(facility.FieldHours).At; l.Hours.Zone != "" && !said.IsZero() {
		m.hours = append(m.hours, hoursEntry{said.UnixNano(), row, m.schedule(l.Hours, schedules)})
	}
}

func (m *moments) addRoom(row int32, r *facility.Room) {
	at := r.At.UnixNano()
	m.rooms = append(m.rooms, roomEntry{at, row, kindsOf([]facility.OpeningKind{r.Kind}), r.Open > 0})
	if r.Open > 0 {
		m.roomy.add(int(row))
		m.lastRoom = max(m.lastRoom, at)
	}
}

// schedule is the number of a schedule.
func (m *moments) schedule(h facility.Hours, known map[string]int32) int32 {
	key := string(encode(nil, reflect.ValueOf(h)))
	n, found := known[key]
	if !found {
		n = int32(len(m.schedules))
		known[key], m.schedules = n, append(m.schedules, h)
	}
	return n
}

// schedulesAt is which schedules are open in one minute: nothing opens or closes
// within one.
type schedulesAt struct {
	minute  int64 // since 1970
	answers []facility.Answer
}

func (m *moments) openAt(now time.Time) []facility.Answer {
	const secondsAMinute = 60
	minute := now.Unix() / secondsAMinute
	if at := m.clock.Load(); at != nil && at.minute == minute {
		return at.answers
	}
	at := &schedulesAt{minute, make([]facility.Answer, len(m.schedules))}
	for i, h := range m.schedules {
		at.answers[i] = h.OpenAt(now)
	}
	m.clock.Store(at)
	return at.answers
}

// room is the most that a row's room may count at now.
func (m *moments) room(row int) float64 {
	if m.roomy.has(row) {
		return 1
	}
	return 0
}

// mostRoom is the most that the room of any row may count at now.
func (m *moments) mostRoom(now time.Time) float64 {
	if now.IsZero() || m.lastRoom < now.Add(-facility.TermOpenings).UnixNano() {
		return 0
	}
	return 1
}

// bytes is their size, without schedules that many rows share.
func (m *moments) bytes() int64 {
	const each = 16
	n := int64(len(m.confirmed)+len(m.closed)+len(m.rooms)+len(m.hours)) * each
	return n + int64(len(m.walkIn)+len(m.noWalkIn)+len(m.roomy))*8
}
