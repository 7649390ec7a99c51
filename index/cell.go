package index

import (
	"fmt"
	"math"

	"github.com/uber/h3-go/v4"

	"haven/internal/facility"
	"haven/internal/geo"
)

// cell is the H3 cell of a listing. In its number the base cell comes first
// and the digits of ever finer resolutions follow, so that sorting by it keeps
// the listings of any coarser cell together.
type cell uint64

const (
	// resolution of a listing's cell.
	resolution = facility.MaxResolution
	// finest is H3's finest resolution; its digit stands last.
	finest = 15
	// digitBits is the width of a digit, the place of a cell in its parent.
	digitBits = 3
	// base is the resolution of the 122 coarsest cells.
	base = 0
	// nowhere is the cell of a listing without a usable point. It sorts last.
	nowhere = cell(math.MaxUint64)
)

// cellOf is nowhere for points that are not in the world: H3 would give them
// a cell that looks like any other.
func cellOf(p geo.Point) (cell, error) {
	if err := p.Validate(); err != nil {
		return nowhere, err
	}
	c, err := h3.LatLngToCell(h3.NewLatLng(p.Lat, p.Lon), resolution)
	if err != nil {
		return nowhere, fmt.Errorf("no cell at %v, %v: %w", p.Lat, p.Lon, err)
	}
	return cell(c), nil
}

// within is the part of the number that all cells of one parent share.
func (c cell) within(parent int) cell { return c >> (digitBits * (finest - parent)) }
