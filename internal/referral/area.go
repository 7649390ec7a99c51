package referral

import (
	"github.com/uber/h3-go/v4"

	"haven/internal/geo"
)

// areaResolution makes a cell of some 250 km²: a town with what lies around it,
// and so too large to tell where somebody lives.
const areaResolution = 5

// AreaOf is the cell that a case keeps of a point, "" for what is no point in
// the world.
func AreaOf(p geo.Point) string {
	if p.Validate() != nil {
		return ""
	}
	cell, err := h3.LatLngToCell(h3.NewLatLng(p.Lat, p.Lon), areaResolution)
	if err != nil {
		return ""
	}
	return cell.String()
}
