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

// Begins tells whether what people write for a place may begin with a word. It
// spares the reader of a sentence most calls of Read.
func (g *Gazetteer) Begins(word string) bool {
	words := wordsOf(word)
	if len(words) == 0 {
		return false
	}
	first := words[0]
	if isZIP(first) || len(words) > 1 && isDigits(first) || g.stateByName[first] != nil || beginsPhrase(first) {
		return true
	}
	return g.beginsName(fold(words[:1])) || g.beginsName("the"+first) || g.beginsName(looseForms[first])
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

func (g *Gazetteer) beginsName(key string) bool {
	if key == "" {
		return false
	}
	if i := g.firstCity(key); i < len(g.cities) && strings.HasPrefix(g.cities[i].key, key) {
		return true
	}
	if i, _ := slices.BinarySearch(g.otherNames, key); i < len(g.otherNames) && strings.HasPrefix(g.otherNames[i], key) {
		return true
	}
	return false
}
