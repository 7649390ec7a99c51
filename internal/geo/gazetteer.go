package geo

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Gazetteer answers which place a text means. It is read-only and safe for
// concurrent use.
type Gazetteer struct {
	states   []state // by code
	counties []county
	cities   []city // by key, most populous first within a key

	stateByName    map[string]*state // by code, name and other names, as joined words
	countyByFIPS   map[string]*county
	countiesByName map[string][]*county // by "fultoncounty", a parish by "orleanscounty" too
	countiesByBase map[string][]*county // by "fulton"
	nicknames      map[string]string
	otherNames     []string // the keys of all but cities, sorted
}

// Default is the gazetteer of the embedded tables, made at the first call.
func Default() *Gazetteer { return defaultGazetteer() }

var defaultGazetteer = sync.OnceValue(load)

func load() *Gazetteer {
	g := &Gazetteer{
		stateByName:    map[string]*state{},
		countyByFIPS:   map[string]*county{},
		countiesByName: map[string][]*county{},
		countiesByBase: map[string][]*county{},
		nicknames:      map[string]string{},
	}
	g.loadStates()
	g.loadCounties()
	g.loadCities()
	eachRow(nicknamesTable, func(r row) { g.nicknames[foldText(r[0])] = r[1] })
	g.otherNames = slices.Concat(keys(g.stateByName), keys(g.countiesByName), keys(g.countiesByBase), keys(g.nicknames))
	slices.Sort(g.otherNames)
	return g
}

func keys[V any](m map[string]V) []string { return slices.Collect(maps.Keys(m)) }

func (g *Gazetteer) loadStates() {
	var names []string // of each state, separated by |
	eachRow(statesTable, func(r row) {
		g.states = append(g.states, state{
			code: r[0], name: r[1], key: foldText(r[1]), point: mustPoint(r[3], r[4]), population: mustNumber(r[5]),
		})
		names = append(names, r[0]+"|"+r[1]+"|"+r[2])
	})
	for i, all := range names {
		for name := range strings.SplitSeq(all, "|") {
			g.stateByName[strings.Join(wordsOf(name), "")] = &g.states[i]
		}
	}
	delete(g.stateByName, "")
}

// countyWords end the names of counties and of what stands for them.
var countyWords = []string{
	" County", " Parish", " City and Borough", " Borough", " Census Area", " Municipality",
	" Municipio", " District", " Island", " city",
}

func (g *Gazetteer) loadCounties() {
	eachRow(countiesTable, func(r row) {
		g.counties = append(g.counties, county{
			fips: r[0], name: r[1], state: r[2],
			key: foldText(r[1]), base: foldText(withoutSuffix(r[1], countyWords)),
			point: mustPoint(r[3], r[4]), population: mustNumber(r[5]),
		})
	})
	for i := range g.counties {
		c := &g.counties[i]
		g.countyByFIPS[c.fips] = c
		g.countiesByBase[c.base] = append(g.countiesByBase[c.base], c)
		if c.key == c.base { // Carson City, Guam and the District of Columbia are something else first
			continue
		}
		g.countiesByName[c.key] = append(g.countiesByName[c.key], c)
		// Orleans County is Orleans Parish, but Baltimore County is not Baltimore city.
		if asCounty := c.base + "county"; asCounty != c.key && !strings.HasSuffix(c.name, " city") {
			g.countiesByName[asCounty] = append(g.countiesByName[asCounty], c)
		}
	}
}

func withoutSuffix(name string, suffixes []string) string {
	for _, suffix := range suffixes {
		if base, ok := strings.CutSuffix(name, suffix); ok {
			return base
		}
	}
	return name
}

func (g *Gazetteer) loadCities() {
	g.cities = make([]city, 0, strings.Count(citiesTable, "\n"))
	eachRow(citiesTable, func(r row) {
		key := foldText(r[0])
		fips, code := g.area(r[1])
		g.cities = append(g.cities, city{
			key: key, name: r[0], state: code, fips: fips, letters: lettersOf(key),
			point: mustPoint(r[2], r[3]), population: mustNumber(r[4]),
		})
	})
	slices.SortStableFunc(g.cities, func(a, b city) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(b.population, a.population))
	})
}

// area is the county and the state of an area of the tables.
func (g *Gazetteer) area(code string) (fips, state string) {
	if county, ok := g.countyByFIPS[code]; ok {
		return code, county.state
	}
	return "", code
}
