package web

import (
	"net/url"
	"strconv"

	"haven/internal/facility"
)

// wayTo is where directions to a place are: to its door where that is known,
// else to its address as text. There are none, "", to a withheld address.
func wayTo(l *facility.Listing) string {
	const maps = "https://www.openstreetmap.org/"
	switch {
	case l.Withheld || l.Address.Street == "":
		return ""
	case l.Location.Precision == facility.Exact:
		at := l.Location.Point
		return maps + "directions?" + url.Values{"to": {degrees(at.Lat) + "," + degrees(at.Lon)}}.Encode()
	}
	return maps + "search?" + url.Values{"query": {l.Address.String()}}.Encode()
}

// degrees are five decimals: a metre.
func degrees(d float64) string { return strconv.FormatFloat(d, 'f', 5, 64) }
