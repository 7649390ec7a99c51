package index

import (
	"math/bits"

	"github.com/RoaringBitmap/roaring/v2"

	"haven/internal/facility"
)

// search adds what the view has to the answer of the plan.
func (v *view) search(q *plan, t *terms) error {
	if v.len() == 0 {
		return nil
	}
	ws := v.workspace()
	defer v.giveBack(ws)
	names, err := v.narrow(q, ws)
	if err != nil || ws.within.empty() {
		return err
	}
	if len(q.Conditions) > 0 {
		v.meet(q, ws)
	}
	total, may := v.filter(q.groups, ws)
	q.answer.total += total
	q.answer.may += may
	if q.Facets {
		v.facets(q, t, ws)
	}
	if q.CountConditions {
		v.countConditions(q, ws)
	}
	switch {
	case q.byScore():
		v.chooseBest(q, total, names, ws)
	case q.Sort == facility.SortOpenings:
		v.chooseOpenFirst(q, ws)
	default:
		v.choose(q, total, 0, ws)
	}
	return nil
}

// narrow finds the rows that place, text and visibility leave. It returns,
// for each word of the text, the rows that have it in their names where hits
// are ordered by that.
func (v *view) narrow(q *plan, ws *workspace) ([]*roaring.Bitmap, error) {
	if q.Near != nil && q.circle.limited() {
		v.near(&q.circle, &ws.within)
	} else {
		ws.within.addRange(0, v.len())
	}
	if q.IncludeGone {
		ws.within.keep(v.alive)
	} else {
		ws.within.keep(v.current)
	}
	if q.Within.State != "" || q.Within.FIPS != "" {
		v.areas().add(q.Within, ws.limit)
		ws.within.keep(ws.limit)
		clear(ws.limit)
	}
	if len(q.words) == 0 || ws.within.empty() {
		return nil, nil
	}
	return v.narrowByText(q, ws)
}

// fewHits are looked at one by one. Going from cell to cell pays only where
// there are many more hits than wanted.
const fewHits = 1024

// choose adds to the answer the rows of sure, which are so many, that may be
// among the hits wanted. They all have one score.
func (v *view) choose(q *plan, total int, score float64, ws *workspace) {
	v.offer(q, total, ws)
	for _, c := range ws.top.finish() {
		q.answer.found = append(q.answer.found, v.found(c, score, q))
	}
}

// chooseOpenFirst chooses among the rows with room, then among the others.
func (v *view) chooseOpenFirst(q *plan, ws *workspace) {
	room := ws.meeting(v.len()).one
	v.moments.judge(facility.RoomSought(q.Conditions), q.Now, ws.sure.stretches, room)
	ws.others.reset()
	ws.others.copyFrom(&ws.sure)
	ws.sure.and(room.yes)
	open, _ := ws.sure.size()
	v.choose(q, open, 1, ws)
	ws.sure.reset()
	ws.sure.copyFrom(&ws.others)
	ws.sure.andNot(room.yes)
	full, _ := ws.sure.size()
	v.choose(q, full, 0, ws)
}

// offer offers rows of sure to the top.
func (v *view) offer(q *plan, total int, ws *workspace) {
	ws.top.start(q.want)
	switch {
	case q.want == 0 || total == 0:
	case total <= fewHits:
		v.chooseAmongAll(q, ws)
	case q.byDistance():
		v.nearest(&q.circle, &ws.sure, &ws.top, &ws.ahead)
	default:
		v.firstByName(q.want, ws)
	}
}

func (v *view) chooseAmongAll(q *plan, ws *workspace) {
	for _, st := range ws.sure.stretches {
		for w := st.lo; w < st.hi; w++ {
			for rows := ws.sure.bits[w]; rows != 0; rows &= rows - 1 {
				row := w*wordBits + bits.TrailingZeros64(rows)
				c := candidate{row: int32(row)}
				if q.byDistance() {
					c.key = v.chord2(row, &q.circle)
				} else {
					c.key = float64(v.names().ranks[row])
				}
				ws.top.offer(c)
			}
		}
	}
}

func (v *view) firstByName(want int, ws *workspace) {
	for rank, row := range v.names().rows {
		if !ws.sure.bits.has(int(row)) {
			continue
		}
		ws.top.offer(candidate{key: float64(rank), row: row})
		if want--; want == 0 {
			return
		}
	}
}
