package geo

import (
	"cmp"
	"slices"
	"strings"
)

// ZIP returns the place of a ZIP code of five digits.
func (g *Gazetteer) ZIP(zip5 string) (Place, bool) {
	line, ok := zipLine(zip5)
	if !ok {
		return Place{}, false
	}
	return g.zipPlace(line), true
}

// City returns a city of a state; the state may be a code or a name. It bears
// with case, accents, abbreviations and with what directories append to a name,
// as in "Jessup, MD" or "Wilkes-Barre Township".
func (g *Gazetteer) City(name, state string) (Place, bool) {
	in, ok := g.stateNamed(wordsOf(state))
	if !ok {
		return Place{}, false
	}
	name, _ = cut(name, ',')
	words := wordsOf(name)
	found := g.citiesNamed(words, in.code)
	for i := 0; len(found) == 0 && i < len(rewordings); i++ {
		found = g.citiesNamed(rewordings[i](words), in.code)
	}
	if len(found) == 0 {
		return Place{}, false
	}
	return found[0], true
}

// County returns a county by its FIPS code of five digits.
func (g *Gazetteer) County(fips string) (Place, bool) {
	c, ok := g.countyByFIPS[fips]
	if !ok {
		return Place{}, false
	}
	return c.place(g), true
}

// State returns a state or territory by its code or one of its names.
func (g *Gazetteer) State(codeOrName string) (Place, bool) {
	s, ok := g.stateNamed(wordsOf(codeOrName))
	if !ok {
		return Place{}, false
	}
	return s.place(g), true
}

// States returns all states, territories and freely associated states by name.
func (g *Gazetteer) States() []Place {
	places := make([]Place, 0, len(g.states))
	for i := range g.states {
		places = append(places, g.states[i].place(g))
	}
	slices.SortFunc(places, func(a, b Place) int { return cmp.Compare(a.Name, b.Name) })
	return places
}

// Cities returns the cities whose population is known, most populous first.
func (g *Gazetteer) Cities() []Place {
	var places []Place
	for i := range g.cities {
		if g.cities[i].population > 0 {
			places = append(places, g.cities[i].place(g))
		}
	}
	sortByPopulation(places)
	return places
}

func sortByPopulation(places []Place) {
	slices.SortStableFunc(places, func(a, b Place) int { return cmp.Compare(b.Population, a.Population) })
}

// stateNamed knows codes, names and phrases such as "State of Georgia".
func (g *Gazetteer) stateNamed(words []string) (*state, bool) {
	if s, ok := g.stateByName[strings.Join(words, "")]; ok {
		return s, true
	}
	s, ok := g.stateByName[strings.Join(withoutPhrase(words, statePhrases), "")]
	return s, ok
}

// citiesNamed returns the cities of a name, most populous first; in all states if state is "".
func (g *Gazetteer) citiesNamed(words []string, state string) []Place {
	var places []Place
	for i := range g.citiesOf(fold(words)) {
		if c := &g.cities[i]; state == "" || c.state == state {
			places = append(places, c.place(g))
		}
	}
	return places
}

// citiesOf ranges over the places in g.cities that have a key.
func (g *Gazetteer) citiesOf(key string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := g.firstCity(key); i < len(g.cities) && g.cities[i].key == key && yield(i); i++ {
		}
	}
}

// firstCity is the place in g.cities of the first key that is not before this one.
func (g *Gazetteer) firstCity(key string) int {
	i, _ := slices.BinarySearchFunc(g.cities, key, func(c city, key string) int { return cmp.Compare(c.key, key) })
	return i
}

// countiesIn returns those of some counties that are in a state; all of them if state is "".
func (g *Gazetteer) countiesIn(state string, counties []*county) []Place {
	var places []Place
	for _, c := range counties {
		if state == "" || c.state == state {
			places = append(places, c.place(g))
		}
	}
	return places
}

func (g *Gazetteer) zipPlace(line string) Place {
	r := splitRow(line)
	fips, state := g.area(r[2])
	return Place{
		Name: r[0] + " (" + r[1] + ", " + state + ")", Kind: KindZIP, Point: mustPoint(r[3], r[4]),
		ZIP: r[0], City: r[1], County: g.countyName(fips), State: state, FIPS: fips,
	}
}

func (g *Gazetteer) countyName(fips string) string {
	if c, ok := g.countyByFIPS[fips]; ok {
		return c.name
	}
	return ""
}
