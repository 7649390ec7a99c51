// Package geo knows where places are: it measures distances on the sphere and
// turns a ZIP code, city, county, state or a pair of coordinates, as a person
// writes them, into a point.
package geo

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

// EarthRadius is the mean radius of the Earth in metres. Every distance in
// Haven is on the sphere of this radius, so that answers can be compared.
const EarthRadius = 6_371_008.8

// Lengths in metres.
const (
	Mile      = 1609.344
	Kilometre = 1000.0
)

// Point is a position in degrees, WGS84.
type Point struct{ Lat, Lon float64 }

// String is the point as maps take it: "33.75, -84.39".
func (p Point) String() string {
	return strconv.FormatFloat(p.Lat, 'f', -1, 64) + ", " + strconv.FormatFloat(p.Lon, 'f', -1, 64)
}

// Validate refuses what is not a position on Earth. The point 0,0 is refused
// as well: in the Gulf of Guinea there is nothing but missing coordinates.
func (p Point) Validate() error {
	switch {
	case p == Point{}:
		return errors.New("the coordinates 0,0 mean that there are none")
	case !(math.Abs(p.Lat) <= 90): // NaN compares false
		return fmt.Errorf("latitude %v is not between -90 and 90", p.Lat)
	case !(math.Abs(p.Lon) <= 180):
		return fmt.Errorf("longitude %v is not between -180 and 180", p.Lon)
	}
	return nil
}
