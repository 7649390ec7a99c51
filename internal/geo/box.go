package geo

import "fmt"

// Box is what lies between two latitudes and two longitudes, edges included.
// It does not reach across the date line.
type Box struct{ South, West, North, East float64 }

// World is everywhere.
var World = Box{South: -90, West: -180, North: 90, East: 180}

// Validate fails unless the box has corners on Earth, in their order.
func (b Box) Validate() error {
	for _, corner := range []Point{{b.South, b.West}, {b.North, b.East}} {
		if err := corner.Validate(); err != nil {
			return err
		}
	}
	if b.South > b.North || b.West > b.East {
		return fmt.Errorf("a box from %v, %v to %v, %v is inside out", b.South, b.West, b.North, b.East)
	}
	return nil
}

// Contains reports whether a point is in the box.
func (b Box) Contains(p Point) bool {
	return b.South <= p.Lat && p.Lat <= b.North && b.West <= p.Lon && p.Lon <= b.East
}

// With is the smallest box with a point in it, too.
func (b Box) With(p Point) Box {
	return Box{min(b.South, p.Lat), min(b.West, p.Lon), max(b.North, p.Lat), max(b.East, p.Lon)}
}

// At is the box of one point.
func (p Point) At() Box { return Box{p.Lat, p.Lon, p.Lat, p.Lon} }
