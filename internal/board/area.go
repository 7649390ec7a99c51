package board

import (
	"github.com/uber/h3-go/v4"

	"haven/internal/geo"
)

// resolution of the cells that the board counts by: some 1,800 km², a county or
// two, so that most cells hold more than a handful of people.
const resolution = 4

// Coarse is the cell of the board that a case's cell lies in, "" for none.
func Coarse(cell string) string {
	c := h3.CellFromString(cell)
	if !c.IsValid() || c.Resolution() < resolution {
		return ""
	}
	parent, err := c.Parent(resolution)
	if err != nil {
		return ""
	}
	return parent.String()
}

// Outline is the corners of a cell, none for what is no cell.
func Outline(cell string) []geo.Point {
	c := h3.CellFromString(cell)
	if !c.IsValid() {
		return nil
	}
	corners, err := c.Boundary()
	if err != nil {
		return nil
	}
	var outline []geo.Point
	for _, at := range corners {
		outline = append(outline, geo.Point{Lat: at.Lat, Lon: at.Lng})
	}
	return outline
}

// Middle is the centre of a cell.
func Middle(cell string) (geo.Point, bool) {
	c := h3.CellFromString(cell)
	if !c.IsValid() {
		return geo.Point{}, false
	}
	at, err := c.LatLng()
	return geo.Point{Lat: at.Lat, Lon: at.Lng}, err == nil
}
