package index

import "slices"

// scored is a row with what the best order goes by.
type scored struct {
	score    float64
	distance float64 // metres; negative without a place, infinite without a point
	row      int32
	rank     int32 // by name
}

func (a scored) before(b scored) bool {
	switch {
	case a.score != b.score:
		return a.score > b.score
	case a.distance != b.distance:
		return a.distance < b.distance
	}
	return a.rank < b.rank
}

// best keeps the first rows of many in the best order.
type best struct {
	want int
	kept []scored
	room int // kept is pruned when it has grown to this
	full bool
	last scored // what comes after it is not wanted, once the best are full
}

func (b *best) start(want int) {
	*b = best{want: want, kept: b.kept[:0], room: 2*want + 32}
}

// hopeless reports whether no row that scores so much at most is wanted.
func (b *best) hopeless(score float64) bool { return b.full && score < b.last.score }

func (b *best) offer(s scored) {
	if b.full && !s.before(b.last) {
		return
	}
	if b.kept = append(b.kept, s); len(b.kept) >= b.room {
		b.prune()
	}
}

// prune drops all but the wanted, and leaves those in their order.
func (b *best) prune() {
	slices.SortFunc(b.kept, func(s, t scored) int {
		switch {
		case s.before(t):
			return -1
		case t.before(s):
			return 1
		}
		return 0
	})
	if len(b.kept) < b.want {
		return
	}
	b.kept = b.kept[:b.want]
	b.last, b.full = b.kept[b.want-1], true
}
