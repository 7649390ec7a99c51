package geo

import (
	"cmp"
	"slices"
	"strings"
)

// Suggest returns at most limit places whose names begin with what somebody is
// typing, the most populous first; for digits, ZIP codes in their order.
func (g *Gazetteer) Suggest(prefix string, limit int) []Place {
	if limit <= 0 || len(prefix) > MaxText {
		return nil
	}
	words := g.plain(wordsOf(prefix))
	switch {
	case len(words) == 0:
		return nil
	case len(words) == 1 && isDigits(words[0]):
		return g.zipsFrom(words[0][:min(len(words[0]), zipLength)], limit)
	}
	var found []entry
	for _, key := range beginnings(words) {
		found = g.addBeginning(found, key)
	}
	found = g.addInStates(found, words)
	if len(found) < limit {
		found = append(found, g.countiesFrom(fold(words), func(*county) bool { return true })...)
	}
	return g.mostPopulous(found, limit)
}

func (g *Gazetteer) zipsFrom(prefix string, limit int) []Place {
	var places []Place
	for line := range zipLinesFrom(prefix) {
		if len(places) == limit || !strings.HasPrefix(line, prefix) {
			break
		}
		places = append(places, g.zipPlace(line))
	}
	return places
}

// beginnings are the keys that a name typed so far may begin with: a last word
// "st" is Saint or the beginning of Stockton.
func beginnings(words []string) []string {
	last := len(words) - 1
	long, short := fold(words), fold(words[:last])+words[last]
	if long == short {
		return []string{long}
	}
	return []string{long, short}
}

func (g *Gazetteer) addBeginning(found []entry, key string) []entry {
	for i := range g.states {
		if strings.HasPrefix(g.states[i].key, key) {
			found = append(found, &g.states[i])
		}
	}
	for i := g.firstCity(key); i < len(g.cities) && strings.HasPrefix(g.cities[i].key, key); i++ {
		found = append(found, &g.cities[i])
	}
	// A county is meant by who has begun to type the word; before, its city is.
	return append(found, g.countiesFrom(key, func(c *county) bool { return len(key) > len(c.base) })...)
}

func (g *Gazetteer) countiesFrom(key string, keep func(*county) bool) []entry {
	var found []entry
	for i := range g.counties {
		if c := &g.counties[i]; strings.HasPrefix(c.key, key) && keep(c) {
			found = append(found, c)
		}
	}
	return found
}

// addInStates adds the places of a name in the states that the rest of the
// words begins: "Springfield Il".
func (g *Gazetteer) addInStates(found []entry, words []string) []entry {
	for n := 1; n < len(words); n++ {
		name, rest := fold(words[:n]), strings.Join(words[n:], "")
		for i := range g.states {
			s := &g.states[i]
			if strings.HasPrefix(s.key, rest) || strings.HasPrefix(strings.ToLower(s.code), rest) {
				found = g.addNamed(found, name, s.code)
			}
		}
	}
	return found
}

func (g *Gazetteer) addNamed(found []entry, name, state string) []entry {
	for i := range g.citiesOf(name) {
		if g.cities[i].state == state {
			found = append(found, &g.cities[i])
		}
	}
	for _, c := range g.countiesByName[name] {
		if c.state == state {
			found = append(found, c)
		}
	}
	return found
}

// mostPopulous turns the first entries into places, each once.
func (g *Gazetteer) mostPopulous(found []entry, limit int) []Place {
	slices.SortStableFunc(found, func(a, b entry) int { return cmp.Compare(b.people(), a.people()) })
	var places []Place
	seen := map[entry]bool{}
	for _, e := range found {
		if len(places) == limit {
			break
		}
		if !seen[e] {
			seen[e] = true
			places = append(places, e.place(g))
		}
	}
	return places
}
