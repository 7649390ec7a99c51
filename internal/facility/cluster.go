package facility

import "haven/internal/geo"

// View is what somebody sees of a map.
type View struct {
	Box geo.Box
	// Resolution is that of the H3 cells which listings are grouped by, from 0
	// to MaxResolution.
	Resolution int
}

// MaxResolution is that of listings' own cells: 50 m across, the size of a
// building.
const MaxResolution = 11

// MaxNamed is how many listings a cluster names.
const MaxNamed = 20

// Cluster is the listings in one cell that match a query, as far as they are
// in the view.
type Cluster struct {
	Center geo.Point // the mean of their points
	Box    geo.Box   // around their points
	Count  int
	// Together says that they share a cell of MaxResolution: no map parts
	// them. So does a single one.
	Together bool
	// Listings are the first MaxNamed by id of those that are together, else
	// none. They are shared: do not change.
	Listings []*Listing
}
