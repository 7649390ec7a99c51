package index

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"haven/internal/facility"
	"haven/internal/geo"
)

// sampler makes up listings and queries, the same ones for the same seed.
type sampler struct {
	*rand.Rand
	codes []facility.Code
	made  []facility.Listing
}

func newSampler(seed uint64) *sampler {
	return &sampler{Rand: rand.New(rand.NewPCG(seed, 1)), codes: facility.Builtin().Codes()}
}

// town is where sampled listings are: all the corners of the United States,
// both sides of the date line, and the poles, where nobody lives.
type town struct {
	name, state, fips string
	geo.Point
}

var towns = []town{
	{"Atlanta", "GA", "13121", geo.Point{Lat: 33.749, Lon: -84.388}},
	{"Decatur", "GA", "13089", geo.Point{Lat: 33.775, Lon: -84.296}},
	{"Houston", "TX", "48201", geo.Point{Lat: 29.76, Lon: -95.37}},
	{"Cañon City", "CO", "08043", geo.Point{Lat: 38.441, Lon: -105.242}},
	{"New York", "NY", "36061", geo.Point{Lat: 40.71, Lon: -74.0}},
	{"Los Angeles", "CA", "06037", geo.Point{Lat: 34.05, Lon: -118.24}},
	{"Anchorage", "AK", "02020", geo.Point{Lat: 61.218, Lon: -149.9}},
	{"Adak", "AK", "02016", geo.Point{Lat: 51.88, Lon: -176.658}},
	{"Attu Station", "AK", "02016", geo.Point{Lat: 52.9, Lon: 172.9}},
	{"Hagåtña", "GU", "66010", geo.Point{Lat: 13.475, Lon: 144.75}},
	{"Pago Pago", "AS", "60050", geo.Point{Lat: -14.279, Lon: -170.7}},
	{"Mayagüez", "PR", "72097", geo.Point{Lat: 18.2, Lon: -67.14}},
	{"Honolulu", "HI", "15003", geo.Point{Lat: 21.31, Lon: -157.858}},
	{"Dateline", "AK", "", geo.Point{Lat: 0.5, Lon: 180}},
	{"North Pole", "AK", "", geo.Point{Lat: 90, Lon: 12}},
	{"South Pole", "AK", "", geo.Point{Lat: -90, Lon: 0}},
}

var nameWords = []string{
	"Hope", "House", "Recovery", "Recover", "Center", "Centers", "Centre", "Clinic", "Clínica", "of", "the", "St.", "Mary's",
	"A", "Treatment", "Treatments", "Outpatient", "Serenity", "Serenidad", "New", "Beginnings", "Beginning", "Behavioral",
	"Behavioural", "Health", "Heath", "Groups", "Together", "12-Step", "O'Brien", "Ángeles", "Substance", "Abuse", "Services", "Servs",
}

func (s *sampler) listing(id string) facility.Listing {
	at := towns[s.IntN(len(towns))]
	l := facility.Listing{
		ID:       id,
		Name:     facility.Name{Name: s.words(1 + s.IntN(4))},
		Address:  facility.Address{Street: fmt.Sprintf("%d %s St", 1+s.IntN(200), s.words(1)), City: at.name, State: at.state},
		Location: facility.Location{Point: s.around(at.Point), Precision: facility.Exact, FIPS: at.fips},
		Gone:     s.IntN(10) == 0,
		AsOf:     time.Date(2023, 1, 1+s.IntN(300), 0, 0, 0, 0, time.UTC),
	}
	if s.IntN(3) == 0 {
		l.Name.Unit = s.words(1 + s.IntN(2))
	}
	if s.IntN(8) == 0 {
		l.AKA = []facility.Name{{Name: s.words(2)}}
	}
	if s.IntN(12) == 0 { // the address is withheld
		l.Withheld, l.Address.Street = true, ""
		l.Location = facility.Location{Point: at.Point, Precision: facility.ByCity}
	}
	s.answer(&l)
	s.occupy(&l)
	s.made = append(s.made, l)
	return l
}

func (s *sampler) words(n int) string {
	text := nameWords[s.IntN(len(nameWords))]
	for range n - 1 {
		text += " " + nameWords[s.IntN(len(nameWords))]
	}
	return text
}

// around is a point near another; sometimes it is that of a listing made
// before, because places share buildings and ZIP codes share points.
func (s *sampler) around(p geo.Point) geo.Point {
	if len(s.made) > 0 && s.IntN(5) == 0 {
		return s.made[s.IntN(len(s.made))].Location.Point
	}
	spread := math.Pow(10, -s.Float64()*4)
	lat := min(90, max(-90, p.Lat+s.NormFloat64()*spread))
	lon := p.Lon + s.NormFloat64()*spread
	return geo.Point{Lat: lat, Lon: math.Remainder(lon, 360)}
}

// answer answers a share of the codes, category by category.
func (s *sampler) answer(l *facility.Listing) {
	known, yes := map[string]bool{}, s.Float64()
	var saidYes, saidNo []string
	for _, c := range s.codes {
		if _, decided := known[c.Category]; !decided {
			known[c.Category] = s.IntN(4) > 0
		}
		switch {
		case !known[c.Category]:
		case s.Float64() < yes:
			saidYes = append(saidYes, c.Code)
		default:
			saidNo = append(saidNo, c.Code)
		}
	}
	l.Yes, l.No = facility.CodesOf(saidYes...), facility.CodesOf(saidNo...)
	s.originate(l)
}

// sampledIn is the month that most facts of samples are from.
var sampledIn = time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)

// originate lets some facts be newer than the others, each listing's main
// origin be old or new, and a few facts come from nowhere.
func (s *sampler) originate(l *facility.Listing) {
	if s.IntN(20) == 0 {
		return
	}
	if s.IntN(3) == 0 { // helplines called
		l.Reach = facility.Reach{Rate: s.Float64(), Calls: 5 + s.IntN(20), Until: sampledIn.AddDate(0, s.IntN(24), 0)}
	}
	l.Origins = []facility.Origin{{Source: "directory", At: sampledIn.AddDate(0, s.IntN(24), 0)}}
	newer := facility.Origin{Source: "facility", At: sampledIn.AddDate(1, 6, 0)}
	if s.IntN(2) == 0 {
		newer.Fields = append(newer.Fields, facility.FieldPhone)
	}
	for code := range l.Yes.All() {
		if s.IntN(3) == 0 {
			newer.Fields = append(newer.Fields, facility.CodeField(code))
		}
	}
	if len(newer.Fields) > 0 {
		slices.Sort(newer.Fields)
		l.Origins = append(l.Origins, newer)
	}
}

func (s *sampler) query() facility.Query {
	q := facility.Query{Page: 1 + s.IntN(3), PerPage: 1 + s.IntN(30), Facets: s.IntN(2) == 0, IncludeGone: s.IntN(4) == 0}
	if s.IntN(5) > 0 {
		p := s.around(towns[s.IntN(len(towns))].Point)
		q.Near = &p
		q.Radius = []float64{0, facility.AnyDistance, 5 * geo.Mile, 25 * geo.Mile, 100 * geo.Mile, 2_000_000, 19_000_000}[s.IntN(7)]
		if len(s.made) > 0 && s.IntN(6) == 0 { // exactly as far as a listing
			q.Radius = geo.Distance(p, s.made[s.IntN(len(s.made))].Location.Point)
		}
	}
	if s.IntN(4) == 0 {
		at := towns[s.IntN(len(towns))]
		q.Within = []facility.Area{{State: at.state}, {State: at.state, FIPS: at.fips}, {FIPS: at.fips}}[s.IntN(3)]
	}
	if s.IntN(3) == 0 {
		q.Text, q.Unfinished = s.text(), s.IntN(3) == 0
		if letters := []rune(q.Text); q.Unfinished {
			q.Text = string(letters[:1+s.IntN(len(letters))])
		}
	}
	for range s.IntN(4) {
		q.Groups = append(q.Groups, s.group())
	}
	q.Sort = []facility.Sort{facility.SortDistance, facility.SortName, facility.SortBest, facility.SortOpenings, ""}[s.IntN(5)]
	if s.IntN(4) > 0 {
		q.Now = lookedAt.Add(time.Duration(s.IntN(14*24*60)) * time.Minute)
	}
	q.CountConditions = s.IntN(3) == 0
	for s.IntN(3) == 0 {
		q.Conditions = append(q.Conditions, facility.Conditions()[s.IntN(len(facility.Conditions()))])
	}
	return q
}

func (s *sampler) group() facility.Group {
	if s.IntN(20) == 0 {
		return facility.Group{Codes: []string{"NOSUCHCODE"}}
	}
	first := s.codes[s.IntN(len(s.codes))]
	g := facility.Group{Codes: []string{first.Code}}
	if s.IntN(2) == 0 {
		g.Category = first.Category
	}
	for range s.IntN(3) {
		other := s.codes[s.IntN(len(s.codes))]
		if g.Category == "" || other.Category == g.Category {
			g.Codes = append(g.Codes, other.Code)
		}
	}
	return g
}

// text is some words of names and towns, some of them with a typo.
func (s *sampler) text() string {
	text := ""
	for range 1 + s.IntN(2) {
		word := nameWords[s.IntN(len(nameWords))]
		if s.IntN(4) == 0 {
			word = towns[s.IntN(len(towns))].name
		}
		for range s.IntN(3) {
			word = s.typo(word)
		}
		text += " " + word
	}
	return text
}

func (s *sampler) typo(word string) string {
	letters := []rune(word)
	at := s.IntN(len(letters))
	switch s.IntN(3) {
	case 0:
		return string(slices.Delete(letters, at, at+1)) + "e"
	case 1:
		return string(slices.Insert(letters, at, 'x'))
	}
	letters[at] = 'q'
	return string(letters)
}
