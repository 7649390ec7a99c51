package index

import (
	"math"
	"slices"
)

// candidate is a row that may become a hit. Candidates are ordered by key.
type candidate struct {
	key float64 // chord2 of its distance, or its rank by name
	row int32
}

func (a candidate) before(b candidate) bool { return a.key < b.key }

// top keeps the first candidates of many, with those whose keys are so near
// to the last one's that only [geo.Arc] can tell them apart.
type top struct {
	want  int
	kept  []candidate
	room  int       // kept is pruned when it has grown to this
	limit candidate // what comes after it is not wanted
}

func (t *top) start(want int) {
	t.want, t.kept = want, t.kept[:0]
	t.room = 2*want + 32
	t.limit = candidate{key: math.Inf(1)}
}

func (t *top) offer(c candidate) {
	if t.limit.before(c) {
		return
	}
	if t.kept = append(t.kept, c); len(t.kept) >= t.room {
		t.prune()
		t.room = max(t.room, 2*len(t.kept))
	}
}

// finish leaves the wanted, in their order but for what is too near to tell.
func (t *top) finish() []candidate {
	t.prune()
	slices.SortFunc(t.kept, func(a, b candidate) int {
		switch {
		case a.before(b):
			return -1
		case b.before(a):
			return 1
		}
		return 0
	})
	return t.kept
}

// prune drops all but the wanted.
func (t *top) prune() {
	if len(t.kept) <= t.want {
		return
	}
	selectFirst(t.kept, t.want)
	t.limit = t.kept[0]
	for _, c := range t.kept[1:t.want] {
		if t.limit.before(c) {
			t.limit = c
		}
	}
	t.limit.key = square(math.Sqrt(t.limit.key) + slack)
	kept := t.kept[:t.want]
	for _, c := range t.kept[t.want:] {
		if !t.limit.before(c) {
			kept = append(kept, c)
		}
	}
	t.kept = kept
}

// selectFirst brings the first n candidates to the front, in any order
// (Hoare's selection).
func selectFirst(c []candidate, n int) {
	for lo, hi := 0, len(c)-1; lo < hi; {
		pivot := c[lo+(hi-lo)/2]
		i, j := lo, hi
		for i <= j {
			for c[i].before(pivot) {
				i++
			}
			for pivot.before(c[j]) {
				j--
			}
			if i <= j {
				c[i], c[j] = c[j], c[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case n <= j:
			hi = j
		case n >= i:
			lo = i
		default:
			return
		}
	}
}
