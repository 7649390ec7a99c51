package facility

import "haven/internal/geo"

// Precision tells how near a shown point is to the true place.
type Precision string

// The precisions, best first.
const (
	Exact    Precision = "exact"  // the source's own point or a known point of the address
	ByStreet Precision = "street" // another number on the same street
	ByZIP    Precision = "zip"    // the middle of the ZIP code area
	ByCity   Precision = "city"   // the city's point
)

// Location is where a place is shown.
type Location struct {
	Point     geo.Point
	Precision Precision
	FIPS      string // county, five digits, where known
}
