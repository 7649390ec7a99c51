package geo

import "slices"

// phrase is what people put before or after a name to say what kind of place it is.
type phrase struct{ before, after []string }

var (
	statePhrases = []phrase{
		{before: []string{"state", "of"}}, {before: []string{"estado", "de"}}, {before: []string{"the"}},
		{after: []string{"state"}},
	}
	cityPhrases = []phrase{
		{before: []string{"city", "of"}}, {before: []string{"town", "of"}}, {before: []string{"ciudad", "de"}},
		{after: []string{"city"}}, {after: []string{"town"}}, {after: []string{"township"}}, {after: []string{"village"}},
	}
	countyPhrases = []phrase{
		{before: []string{"county", "of"}}, {before: []string{"condado", "de"}}, {before: []string{"municipio", "de"}},
		{after: []string{"co"}}, {after: []string{"cty"}}, {after: []string{"county"}}, {after: []string{"parish"}},
		{after: []string{"census", "area"}}, {after: []string{"city", "and", "borough"}}, {after: []string{"borough"}},
		{after: []string{"municipality"}}, {after: []string{"municipio"}},
	}
)

// withoutPhrase takes the first phrase off that fits and leaves a name; nil if none does.
func withoutPhrase(words []string, phrases []phrase) []string {
	for _, p := range phrases {
		start, end := len(p.before), len(words)-len(p.after)
		if start < end && slices.Equal(words[:start], p.before) && slices.Equal(words[end:], p.after) {
			return words[start:end]
		}
	}
	return nil
}

// rewordings are other ways to write the name of a city, the surest first; nil
// where they change nothing.
var rewordings = []func([]string) []string{
	withoutArticle,
	withArticle,
	func(words []string) []string { return withoutPhrase(words, cityPhrases) },
	unabbreviated,
}

func withoutArticle(words []string) []string {
	return withoutPhrase(words, []phrase{{before: []string{"the"}}})
}

// withArticle finds The Dalles and The Villages.
func withArticle(words []string) []string {
	return append([]string{"the"}, words...)
}

func unabbreviated(words []string) []string {
	long := slices.Clone(words)
	for i, word := range words {
		if full, ok := looseForms[word]; ok {
			long[i] = full
		}
	}
	return long
}

// loosely reads words that are no full name: a city in other words, else a
// county without its word or with another.
func (g *Gazetteer) loosely(words []string) []Place {
	splits := g.splits(words)
	for _, reword := range rewordings {
		var places []Place
		for _, s := range splits {
			places = append(places, g.citiesNamed(reword(s.name), s.state)...)
		}
		if len(places) > 0 {
			return places
		}
	}
	var places []Place
	for _, s := range splits {
		base := s.name
		if short := withoutPhrase(base, countyPhrases); short != nil {
			base = short
		}
		places = append(places, g.countiesIn(s.state, g.countiesByBase[fold(base)])...)
	}
	return places
}
