package geo

import "strings"

// Slug is the end of a place's address on the web: "ga", "ga/atlanta" or
// "ga/fulton-county"; "" for a ZIP code or a point. No two places share one.
func (g *Gazetteer) Slug(p Place) string {
	state := strings.ToLower(p.State)
	switch p.Kind {
	case KindState:
		return state
	case KindCity:
		return state + "/" + hyphened(p.City)
	case KindCounty:
		slug := state + "/" + hyphened(p.County)
		if len(g.citiesNamed(wordsOf(p.County), p.State)) > 0 { // Carson City is both
			slug += "-" + countyWord
		}
		return slug
	}
	return ""
}

const countyWord = "county"

func hyphened(name string) string { return strings.Join(wordsOf(name), "-") }

// BySlug is the place of a slug. It bears with other ways to write one, such
// as "GA/St-Louis": an address that is not the place's own Slug should lead
// there.
func (g *Gazetteer) BySlug(slug string) (Place, bool) {
	code, name := cut(slug, '/')
	in, ok := g.stateNamed(wordsOf(code))
	if !ok {
		return Place{}, false
	}
	words := wordsOf(name)
	if len(words) == 0 {
		return in.place(g), name == ""
	}
	found := append(g.citiesNamed(words, in.code), g.countiesIn(in.code, g.countiesByName[fold(words)])...)
	if len(found) == 0 {
		found = g.countiesIn(in.code, g.namesakes(words))
	}
	if len(found) == 0 {
		return Place{}, false
	}
	return found[0], true
}

// namesakes are the counties of a name that says nothing of a county, as the
// District of Columbia's; also with the word that tells one from its city.
func (g *Gazetteer) namesakes(words []string) []*county {
	if last := len(words) - 1; words[last] == countyWord {
		words = words[:last]
	}
	var found []*county
	for _, c := range g.countiesByBase[fold(words)] {
		if c.key == c.base {
			found = append(found, c)
		}
	}
	return found
}
