package geo

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// zone is the time of a state.
type zone struct {
	// east is its time zone, west the one west of the line (degrees of
	// longitude) where there are two. Where no line parts them, east is "".
	east, west string
	line       float64
}

//go:embed tables/zones.tsv
var zonesTable string

// zones are those of the 50 states, the District of Columbia and Puerto Rico by
// code. A malformed table is a fault of the build: it panics.
var zones = sync.OnceValue(func() map[string]zone {
	all := map[string]zone{}
	for _, line := range strings.Split(strings.TrimRight(zonesTable, "\n"), "\n")[1:] {
		cells := strings.Split(line, "\t")
		z := zone{east: cells[1], west: cells[3]}
		if cells[2] != "" {
			longitude, err := strconv.ParseFloat(cells[2], 64)
			if err != nil {
				panic(fmt.Sprintf("geo: zones.tsv: %s: %v", cells[0], err))
			}
			z.line = longitude
		}
		all[cells[0]] = z
	}
	return all
})

// Zone is the time zone at a point of a state, such as "America/Chicago"; ""
// where it is not known.
func Zone(state string, p Point) string {
	z := zones()[state]
	if z.west != "" && p.Lon < z.line {
		return z.west
	}
	return z.east
}

// Zones are all time zones of the states.
func Zones() []string {
	return []string{"America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
		"America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico"}
}
