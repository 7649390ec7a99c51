package ingest

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"haven/importers"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/geo/street"
	"haven/internal/store"
)

// maxStray is how far a point may lie from both its ZIP code's centre and its
// city before it is refused: 37 of SAMHSA's own points of 2021 lie further
// out, in other states even.
const maxStray = 50 * geo.Kilometre

// Locator finds where an address is: by known points of addresses, else by
// the gazetteer.
type Locator struct {
	places *geo.Gazetteer
	doors  map[string]store.PointRow   // by address
	lines  map[string][]store.PointRow // by street and ZIP code
}

// NewLocator returns a Locator that knows no points yet.
func NewLocator(places *geo.Gazetteer) *Locator {
	return &Locator{places: places, doors: map[string]store.PointRow{}, lines: map[string][]store.PointRow{}}
}

// LoadLocator returns a Locator that knows the store's points.
func LoadLocator(ctx context.Context, s *store.Store, places *geo.Gazetteer) (*Locator, error) {
	l := NewLocator(places)
	err := s.Points(ctx, "", false, func(p store.PointRow) error {
		l.Learn(p)
		return nil
	})
	return l, err
}

// Learn adds a known point. Which of several points of one address stands
// does not depend on the order in which they are learnt.
func (l *Locator) Learn(p store.PointRow) {
	if p.Key == "" {
		return // of no street: an undisclosed house, or nobody's
	}
	if old, ok := l.doors[p.Key]; !ok || preferred(p, old) < 0 {
		l.doors[p.Key] = p
	}
	if p.StreetKey != "" {
		l.lines[p.StreetKey] = append(l.lines[p.StreetKey], p)
	}
}

// preferred orders points of one address: the newest first, then by series
// and position.
func preferred(a, b store.PointRow) int {
	return cmp.Or(
		b.At.Compare(a.At),
		strings.Compare(a.Series, b.Series),
		cmp.Compare(a.Point.Lat, b.Point.Lat),
		cmp.Compare(a.Point.Lon, b.Point.Lon),
	)
}

// Locate finds where a place is shown. The address is that of the public
// view, so a withheld one is at its city's point; stated is the source's own
// point, if any.
func (l *Locator) Locate(a facility.Address, stated *geo.Point) facility.Location {
	at := facility.Location{FIPS: l.county(a)}
	if stated != nil && !l.strays(a, *stated) {
		at.Point, at.Precision = *stated, facility.Exact
		return at
	}
	line := street.Parse(a.Street, a.Unit)
	if p, ok := l.doors[doorKey(line, a)]; ok { // none has the key ""
		at.Point, at.Precision = p.Point, facility.Exact
		return at
	}
	if p, ok := l.sameStreet(line, a); ok {
		at.Point, at.Precision = p, facility.ByStreet
		return at
	}
	at.Point, at.Precision = l.middle(a)
	return at
}

// middle is the centre of the ZIP code, else the city's point, else the
// state's: every place can be shown.
func (l *Locator) middle(a facility.Address) (geo.Point, facility.Precision) {
	if zip, ok := l.places.ZIP(a.ZIP5()); ok && zip.State == a.State {
		return zip.Point, facility.ByZIP
	}
	if city, ok := l.places.City(a.City, a.State); ok {
		return city.Point, facility.ByCity
	}
	if zip, ok := l.places.ZIP(a.ZIP5()); ok {
		return zip.Point, facility.ByZIP
	}
	state, _ := l.places.State(a.State)
	return state.Point, facility.ByCity
}

// county is the county of the ZIP code. A withheld address has none.
func (l *Locator) county(a facility.Address) string {
	if zip, ok := l.places.ZIP(a.ZIP5()); ok {
		return zip.FIPS
	}
	return ""
}

// sameStreet is the point of the nearest house number on the street.
func (l *Locator) sameStreet(line street.Line, a facility.Address) (geo.Point, bool) {
	known := l.lines[lineKey(line, a)]
	if len(known) == 0 {
		return geo.Point{}, false
	}
	number := houseNumber(line)
	nearest := slices.MinFunc(known, func(x, y store.PointRow) int {
		return cmp.Or(
			cmp.Compare(math.Abs(float64(x.Number-number)), math.Abs(float64(y.Number-number))),
			preferred(x, y),
		)
	})
	return nearest.Point, true
}

// strays reports whether a point lies too far from both the ZIP code and the
// city it is said to be in.
func (l *Locator) strays(a facility.Address, p geo.Point) bool {
	near, known := false, false
	if zip, ok := l.places.ZIP(a.ZIP5()); ok {
		known = true
		near = geo.Distance(zip.Point, p) <= maxStray
	}
	if city, ok := l.places.City(a.City, a.State); ok {
		known = true
		near = near || geo.Distance(city.Point, p) <= maxStray
	}
	return known && !near
}

// doorKey names an address among known points.
func doorKey(line street.Line, a facility.Address) string {
	if line.Name == "" {
		return ""
	}
	return a.ZIP5() + "|" + line.Name + "|" + line.Number
}

// lineKey names a street within a ZIP code; "" where the line is no street
// with house numbers.
func lineKey(line street.Line, a facility.Address) string {
	if line.Core == "" || line.Number == "" {
		return ""
	}
	return a.ZIP5() + "|" + line.Core
}

// houseNumber is the number that begins the line's number, 0 without one.
func houseNumber(line street.Line) int {
	digits := line.Number
	if end := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || r > '9' }); end >= 0 {
		digits = digits[:end]
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// pointRow is a known point as it is stored.
func pointRow(p importers.KnownPoint, series string, at time.Time) store.PointRow {
	line := street.Parse(p.Address.Street, p.Address.Unit)
	return store.PointRow{
		Key: doorKey(line, p.Address), StreetKey: lineKey(line, p.Address), Number: houseNumber(line),
		Point: p.Point, Series: series, At: at,
	}
}
