package geo

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A name of up to four letters is another name after two edits.
const (
	shortName      = 4
	shortNameEdits = 1
	longNameEdits  = 2
)

// miss is a place whose name is some edits away from what was written.
type miss struct {
	edits int
	entry entry
}

// nearMisses are the names of places that a text that fits none may mean: the
// fewest edits first, then the most populous; then names that the text begins.
func (g *Gazetteer) nearMisses(text string, words []string) []string {
	if len(words) == 1 && isZIP(words[0]) {
		return g.nearZIPs(words[0][:zipLength])
	}
	beforeComma, _ := cut(text, ',')
	ways := append(g.splits(words), split{name: wordsOf(beforeComma)})
	var misses []miss
	for _, way := range ways {
		misses = g.addMisses(misses, way)
	}
	slices.SortStableFunc(misses, func(a, b miss) int {
		return cmp.Or(cmp.Compare(a.edits, b.edits), cmp.Compare(b.entry.people(), a.entry.people()))
	})
	var names []string
	for _, m := range misses {
		names = appendNew(names, m.entry.place(g).Name)
	}
	for _, p := range g.Suggest(strings.Join(words, " "), maxSuggestions) {
		names = appendNew(names, p.Name)
	}
	return names
}

// appendNew appends a name that is not there yet, while there is room.
func appendNew(names []string, name string) []string {
	if len(names) == maxSuggestions || slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

// addMisses adds the places whose names are a few edits away. A right name with
// the wrong state counts as one edit.
func (g *Gazetteer) addMisses(misses []miss, s split) []miss {
	key := fold(s.name)
	limit := longNameEdits
	if len(key) <= shortName {
		limit = shortNameEdits
	}
	for i := range g.states {
		if n, ok := editsWithin(key, g.states[i].key, limit); ok && s.state == "" {
			misses = append(misses, miss{n, &g.states[i]})
		}
	}
	for i := range g.counties {
		c := &g.counties[i]
		if n, ok := editsWithin(key, c.key, limit); ok && (s.state == "" || c.state == s.state || n == 0) {
			misses = append(misses, miss{max(n, wrongState(s, c.state)), c})
		}
	}
	return g.addMissedCities(misses, s, key, limit)
}

func (g *Gazetteer) addMissedCities(misses []miss, s split, key string, limit int) []miss {
	letters := lettersOf(key)
	var compared string // cities of one name stand together
	var n int
	var near bool
	for i := range g.cities {
		c := &g.cities[i]
		if letters.farFrom(c.letters, limit) {
			continue
		}
		if c.key != compared {
			compared = c.key
			n, near = editsWithin(key, c.key, limit)
		}
		if near && (s.state == "" || c.state == s.state || n == 0) {
			misses = append(misses, miss{max(n, wrongState(s, c.state)), c})
		}
	}
	return misses
}

func wrongState(s split, state string) int {
	if s.state == "" || s.state == state {
		return 0
	}
	return 1
}

// nearZIPs are the ZIP codes of the same three digits that are next to one that
// does not exist.
func (g *Gazetteer) nearZIPs(zip string) []string {
	var places []Place
	for _, lines := range []func(func(string) bool){zipLinesFrom(zip), zipLinesBefore(zip)} {
		n := 0
		for line := range lines {
			if n++; n > maxSuggestions || !strings.HasPrefix(line, zip[:3]) {
				break
			}
			places = append(places, g.zipPlace(line))
		}
	}
	number := func(zip string) int { n, _ := strconv.Atoi(zip); return n } // digits, see isZIP
	gap := func(p Place) int { return max(number(p.ZIP)-number(zip), number(zip)-number(p.ZIP)) }
	slices.SortStableFunc(places, func(a, b Place) int { return cmp.Compare(gap(a), gap(b)) })
	var names []string
	for _, p := range places[:min(len(places), maxSuggestions)] {
		names = append(names, p.Name)
	}
	return names
}
