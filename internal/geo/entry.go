package geo

// entry is a named place of the tables.
type entry interface {
	people() int
	place(g *Gazetteer) Place
}

type state struct {
	code, name, key string
	point           Point
	population      int
}

type county struct {
	fips, name, state string
	key, base         string // "fultoncounty" and "fulton"
	point             Point
	population        int
}

type city struct {
	key, name, state, fips string
	letters                letters
	point                  Point
	population             int
}

func (s *state) people() int  { return s.population }
func (c *county) people() int { return c.population }
func (c *city) people() int   { return c.population }

// The name gets the word State where the bare name means a city of the state.
func (s *state) place(g *Gazetteer) Place {
	name := s.name
	if len(g.citiesNamed(wordsOf(name), s.code)) > 0 {
		name += " State"
	}
	return Place{Name: name, Kind: KindState, Point: s.point, State: s.code, Population: s.population}
}

func (c *county) place(*Gazetteer) Place {
	return Place{
		Name: c.name + ", " + c.state, Kind: KindCounty, Point: c.point,
		County: c.name, State: c.state, FIPS: c.fips, Population: c.population,
	}
}

func (c *city) place(g *Gazetteer) Place {
	return Place{
		Name: c.name + ", " + c.state, Kind: KindCity, Point: c.point,
		City: c.name, County: g.countyName(c.fips), State: c.state, FIPS: c.fips, Population: c.population,
	}
}
