package geo

import "math/bits"

// maxKey is longer than every key of the tables.
const maxKey = 60

// editsWithin is how many edits part two keys, if no more than limit: letters
// left out, added, replaced, or two neighbours swapped (Damerau-Levenshtein,
// each letter edited at most once).
func editsWithin(a, b string, limit int) (int, bool) {
	if len(a)-len(b) > limit || len(b)-len(a) > limit || len(b) > maxKey {
		return 0, false
	}
	var rows [3][maxKey + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		best := i
		for j := 1; j <= len(b); j++ {
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+differ(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			best = min(best, row[j])
		}
		if best > limit {
			return 0, false
		}
		before, last, row = last, row, before
	}
	return last[len(b)], last[len(b)] <= limit
}

func differ(a, b byte) int {
	if a == b {
		return 0
	}
	return 1
}

// letters is the set of letters of a key.
type letters uint32

func lettersOf(key string) letters {
	var set letters
	for _, c := range []byte(key) {
		if c >= 'a' {
			set |= 1 << (c - 'a')
		}
	}
	return set
}

// farFrom tells that more than limit edits part the keys of two sets. An edit
// changes at most one letter on each side, so most names need no comparison.
func (a letters) farFrom(b letters, limit int) bool {
	return bits.OnesCount32(uint32(a&^b)) > limit || bits.OnesCount32(uint32(b&^a)) > limit
}
