package index

import (
	"slices"
	"time"

	"haven/internal/facility"
)

// meeting is the memory that searches with conditions need besides. Bits count
// within the stretches that were last looked at.
type meeting struct {
	yes, may rowset // of all conditions, among the rows within
	one      verdict
}

// verdict is which rows meet one condition, and which may.
type verdict struct{ yes, may bitset }

// meet finds which rows within meet all conditions, and which may.
func (v *view) meet(q *plan, ws *workspace) {
	m := ws.meeting(v.len())
	m.yes.copyFrom(&ws.within)
	m.may.copyFrom(&ws.within)
	for _, c := range q.Conditions {
		v.moments.judge(c, q.Now, ws.within.stretches, m.one)
		m.yes.and(m.one.yes)
		m.may.and(m.one.may)
	}
	ws.fit, ws.mayFit = &m.yes, &m.may
}

// countConditions adds, for each condition, the rows that match and meet it.
func (v *view) countConditions(q *plan, ws *workspace) {
	m := ws.meeting(v.len())
	for _, c := range facility.Conditions() {
		v.moments.judge(c, q.Now, ws.sure.stretches, m.one)
		if n := ws.sure.common(m.one.yes); n > 0 {
			q.answer.conditions[c] += n
		}
	}
}

// judge says which rows of some stretches meet a condition at now.
func (m *moments) judge(c facility.Condition, now time.Time, in []stretch, v verdict) {
	for _, st := range in {
		clear(v.yes[st.lo:st.hi])
		for w := st.lo; w < st.hi; w++ {
			v.may[w] = ^uint64(0)
		}
		switch c {
		case facility.ConfirmedLately:
			m.judgeConfirmed(now, st, v)
			continue
		case facility.OpenNow:
			m.judgeHours(now, st, v)
		case facility.WalkIn:
			for w := st.lo; w < st.hi; w++ {
				v.yes[w], v.may[w] = m.walkIn[w], ^m.noWalkIn[w]
			}
		default:
			m.judgeRooms(kindsOf(c.Kinds()), now, st, v)
		}
		m.judgeClosed(now, st, v)
	}
}

func (v verdict) no(row int32) { v.may.remove(int(row)) }

// judgeConfirmed leaves nothing in doubt: nobody confirmed the others.
func (m *moments) judgeConfirmed(now time.Time, st stretch, v verdict) {
	for _, e := range entriesIn(m.confirmed, st, func(e entry) int32 { return e.row }) {
		if within(e.at, facility.Lately, now) {
			v.yes.add(int(e.row))
		}
	}
	copy(v.may[st.lo:st.hi], v.yes[st.lo:st.hi])
}

func (m *moments) judgeHours(now time.Time, st stretch, v verdict) {
	if now.IsZero() || len(m.hours) == 0 {
		return
	}
	open := m.openAt(now)
	oldest := now.Add(-facility.FieldHours.Term()).UnixNano()
	for _, e := range entriesIn(m.hours, st, func(e hoursEntry) int32 { return e.row }) {
		switch {
		case e.at < oldest:
		case open[e.schedule] == facility.Yes:
			v.yes.add(int(e.row))
		case open[e.schedule] == facility.No:
			v.no(e.row)
		}
	}
}

// judgeRooms goes row by row through the entries of some kinds.
func (m *moments) judgeRooms(asked kinds, now time.Time, st stretch, v verdict) {
	entries := entriesIn(m.rooms, st, func(e roomEntry) int32 { return e.row })
	for len(entries) > 0 {
		row := entries[0].row
		told, stale := false, false
		for len(entries) > 0 && entries[0].row == row {
			e := &entries[0]
			entries = entries[1:]
			switch {
			case e.kind&asked == 0:
			case !within(e.at, facility.TermOpenings, now):
				stale = true
			case e.open:
				v.yes.add(int(row))
			default:
				told = true
			}
		}
		if told && !stale && !v.yes.has(int(row)) {
			v.no(row)
		}
	}
}

// judgeClosed denies whatever was said of places that are closed.
func (m *moments) judgeClosed(now time.Time, st stretch, v verdict) {
	for _, e := range entriesIn(m.closed, st, func(e entry) int32 { return e.row }) {
		if now.Unix() < e.at {
			v.yes.remove(int(e.row))
			v.no(e.row)
		}
	}
}

// within reports whether something counts at now that was said at a time, in
// nanoseconds.
func within(at int64, term time.Duration, now time.Time) bool {
	if now.IsZero() {
		return false
	}
	since := now.UnixNano() - at
	return since >= 0 && since <= int64(term)
}

// entriesIn are those of the rows of a stretch.
func entriesIn[E any](all []E, st stretch, row func(E) int32) []E {
	search := func(word int) int {
		at, _ := slices.BinarySearchFunc(all, int32(word*wordBits), func(e E, target int32) int { return int(row(e) - target) })
		return at
	}
	if len(all) == 0 {
		return nil
	}
	return all[search(st.lo):search(st.hi)]
}

// and leaves only the rows that are also in other, whose bits count within the
// stretches.
func (s *rowset) and(other bitset) {
	for _, st := range s.stretches {
		for w := st.lo; w < st.hi; w++ {
			s.bits[w] &= other[w]
		}
	}
}

// andNot leaves only the rows that are not in other.
func (s *rowset) andNot(other bitset) {
	for _, st := range s.stretches {
		for w := st.lo; w < st.hi; w++ {
			s.bits[w] &^= other[w]
		}
	}
}
