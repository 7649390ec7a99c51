package geo

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Find returns the place that a text means, as a person writes it: a ZIP code,
// a city with or without its state, a county, a state, or latitude and longitude.
// An ambiguous text means its most populous reading; the others are listed as
// alternatives. The error is an *UnknownPlaceError.
func (g *Gazetteer) Find(text string) (Place, error) {
	if len(text) > MaxText {
		return Place{}, &UnknownPlaceError{Text: text}
	}
	if p, ok := parsePoint(text); ok {
		return Place{Name: pointName(p), Kind: KindPoint, Point: p}, nil
	}
	words := g.plain(wordsOf(text))
	readings, _ := g.readings(words)
	if len(readings) == 0 {
		return Place{}, &UnknownPlaceError{Text: text, Suggestions: g.nearMisses(text, words)}
	}
	return likeliest(readings), nil
}

func likeliest(readings []Place) Place {
	place := readings[0]
	place.Alternatives = slices.Clip(readings[1:min(len(readings), 1+maxAlternatives)])
	return place
}

// plain puts a nickname's meaning in its place and takes the country off the end.
func (g *Gazetteer) plain(words []string) []string {
	if meaning, ok := g.nicknames[fold(words)]; ok {
		return wordsOf(meaning)
	}
	for _, country := range [][]string{{"usa"}, {"us"}, {"united", "states"}, {"united", "states", "of", "america"}} {
		if n := len(words) - len(country); n > 0 && slices.Equal(words[n:], country) {
			return words[:n]
		}
	}
	return words
}

// readings are all places that the words could mean, the likeliest first, and
// whether the words are their full names.
func (g *Gazetteer) readings(words []string) (readings []Place, exact bool) {
	zip, words := g.splitZIP(words)
	if zip != nil {
		return []Place{*zip}, true
	}
	readings = g.exactly(words)
	if exact = len(readings) > 0; !exact {
		readings = g.loosely(words)
	}
	sortByPopulation(readings)
	return cityBeforeItsState(readings), exact
}

// splitZIP finds a ZIP code at the end of the words, or at their beginning when
// nothing but its city follows: "12345 Main Street" is no ZIP code. An unknown
// code behind other words is taken off: they may say enough.
func (g *Gazetteer) splitZIP(words []string) (zip *Place, rest []string) {
	if n := len(words); n > 1 && isZIP(words[n-2]) && len(words[n-1]) == 4 && isDigits(words[n-1]) {
		words = words[:n-1]
	}
	if len(words) == 0 {
		return nil, words
	}
	first, last := words[0], words[len(words)-1]
	if isZIP(last) {
		if place, ok := g.ZIP(last[:zipLength]); ok {
			return &place, nil
		}
		return nil, words[:len(words)-1]
	}
	if isZIP(first) {
		place, ok := g.ZIP(first[:zipLength])
		if ok && strings.HasPrefix(fold(words[1:]), foldText(place.City)) {
			return &place, nil
		}
	}
	return nil, words
}

// exactly reads the words as full names. A state at their end is one: Leon IA
// is not Leonia.
func (g *Gazetteer) exactly(words []string) []Place {
	splits := g.splits(words)
	var places []Place
	for _, s := range splits[1:] {
		places = append(places, g.named(s)...)
	}
	if len(places) > 0 {
		return places
	}
	places = g.named(splits[0])
	if s, ok := g.stateNamed(words); ok {
		places = append(places, s.place(g))
	}
	return places
}

// named returns the cities and counties of a name in a state.
func (g *Gazetteer) named(s split) []Place {
	return append(g.citiesNamed(s.name, s.state), g.countiesIn(s.state, g.countiesByName[fold(s.name)])...)
}

// split is one way to part a text into a name and a state; "" is any state.
type split struct {
	name  []string
	state string
}

// splits returns the text as one name, then each way in which its end names a state.
func (g *Gazetteer) splits(words []string) []split {
	splits := []split{{name: words}}
	for i := 1; i < len(words); i++ {
		if s, ok := g.stateByName[strings.Join(words[i:], "")]; ok {
			splits = append(splits, split{words[:i], s.code})
		}
	}
	return splits
}

// cityBeforeItsState makes an exception from "most populous first": who says
// New York means the city more often than the middle of the state of that name.
func cityBeforeItsState(readings []Place) []Place {
	if len(readings) == 0 || readings[0].Kind != KindState {
		return readings
	}
	inside := func(p Place) bool { return p.Kind == KindCity && p.State == readings[0].State }
	if i := slices.IndexFunc(readings, inside); i > 0 {
		city := readings[i]
		readings = slices.Insert(slices.Delete(readings, i, i+1), 0, city)
	}
	return readings
}

// parsePoint reads latitude and longitude in degrees.
func parsePoint(text string) (Point, bool) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;()\t", r) })
	if len(parts) != 2 {
		return Point{}, false
	}
	lat, latOK := parseDegrees(parts[0])
	lon, lonOK := parseDegrees(parts[1])
	p := Point{Lat: lat, Lon: lon}
	return p, latOK && lonOK && p.Validate() == nil
}

// parseDegrees reads a number as people write it: not in hexadecimal, with an
// exponent or underscores, which Go reads too.
func parseDegrees(text string) (float64, bool) {
	if strings.Trim(text, "+-.0123456789") != "" {
		return 0, false
	}
	degrees, err := strconv.ParseFloat(text, 64)
	return degrees, err == nil
}

// pointName writes a point to the ten metres that matter to a person.
func pointName(p Point) string {
	degrees := func(d float64) string { return strconv.FormatFloat(math.Round(d*1e4)/1e4, 'f', -1, 64) }
	return degrees(p.Lat) + ", " + degrees(p.Lon)
}
