package geo

import (
	"slices"
	"strings"
)

// Read is Find for a few words out of a sentence, most of which are no place:
// it looks for no near misses, which take Find a thousand times as long. Exact
// tells that the words are a full name, and not a part or another wording of
// one, as "fulton" is of Fulton County.
func (g *Gazetteer) Read(text string) (place Place, exact, ok bool) {
	if len(text) > MaxText {
		return Place{}, false, false
	}
	if p, ok := parsePoint(text); ok {
		return Place{Name: pointName(p), Kind: KindPoint, Point: p}, true, true
	}
	readings, exact := g.readings(g.plain(wordsOf(text)))
	if len(readings) == 0 {
		return Place{}, false, false
	}
	return likeliest(readings), exact, true
}

// Begins tells whether a few words may begin with what people write for a
// place. It spares the reader of a sentence most calls of Read.
func (g *Gazetteer) Begins(text string) bool {
	words := wordsOf(text)
	if len(words) == 0 {
		return false
	}
	first := words[0] // digits begin a ZIP code or degrees
	if isZIP(first) || isDigits(first) && len(first) <= 3 || beginsPhrase(first) {
		return true
	}
	return g.beginsName("", words) || g.beginsName("the", words) || first == "the" && g.beginsName("", words[1:]) ||
		g.beginsName("", unabbreviated(words))
}

// beginsPhrase knows the words of "city of" and "condado de".
func beginsPhrase(word string) bool {
	for _, phrases := range [][]phrase{statePhrases, cityPhrases, countyPhrases} {
		for _, p := range phrases {
			if len(p.before) > 1 && p.before[0] == word {
				return true
			}
		}
	}
	return false
}

// beginsName reports whether the words, behind some letters, begin with a
// whole name.
func (g *Gazetteer) beginsName(key string, words []string) bool {
	for i := range words {
		key += fold(words[i : i+1])
		at := g.firstCity(key)
		if at < len(g.cities) && g.cities[at].key == key {
			return true
		}
		other, named := slices.BinarySearch(g.otherNames, key)
		if named {
			return true
		}
		longer := at < len(g.cities) && strings.HasPrefix(g.cities[at].key, key) ||
			other < len(g.otherNames) && strings.HasPrefix(g.otherNames[other], key)
		if !longer {
			return false
		}
	}
	return false
}

// Fewest letters of a name that a misspelling may stand for: of shorter ones,
// one edit makes another name too often.
const minMisspelt = 5

// Misspelt returns the most populous city of at least so many people whose
// name is one edit away from a few words and begins with the same letter; a
// state may follow.
func (g *Gazetteer) Misspelt(text string, people int) (Place, bool) {
	if len(text) > MaxText {
		return Place{}, false
	}
	var best *city
	for _, way := range g.splits(wordsOf(text)) {
		key := fold(way.name)
		if len(key) < minMisspelt {
			continue
		}
		letters := lettersOf(key)
		for i := range g.cities {
			c := &g.cities[i]
			if c.population < people || best != nil && c.population <= best.population ||
				way.state != "" && c.state != way.state || c.key[0] != key[0] || letters.farFrom(c.letters, 1) {
				continue
			}
			if _, ok := editsWithin(key, c.key, 1); ok {
				best = c
			}
		}
	}
	if best == nil {
		return Place{}, false
	}
	return best.place(g), true
}
