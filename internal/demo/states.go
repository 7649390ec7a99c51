package demo

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"haven/internal/geo"
)

// state is a state that the demo has places in, with plain facts that the
// gazetteer does not know.
type state struct {
	code string
	// zone is the time zone, and west the one west of the line (degrees of
	// longitude) where there are two. Where no line parts them, zone is "".
	zone, west string
	line       float64
	areas      []string // area codes of its telephone numbers
}

//go:embed states.tsv
var statesTable string

// states are the 50 states, the District of Columbia and Puerto Rico by code.
// A malformed table is a fault of the build: it panics.
var states = sync.OnceValue(func() []state {
	lines := strings.Split(strings.TrimSpace(statesTable), "\n")
	var all []state
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		s := state{code: cells[0], zone: cells[1], west: cells[3], areas: strings.Fields(cells[4])}
		if cells[2] != "" {
			longitude, err := strconv.ParseFloat(cells[2], 64)
			if err != nil {
				panic(fmt.Sprintf("demo: states.tsv: %s: %v", s.code, err))
			}
			s.line = longitude
		}
		all = append(all, s)
	}
	return all
})

// zoneAt is the time zone at a point of the state, "" where it is not known.
func (s *state) zoneAt(p geo.Point) string {
	if s.west != "" && p.Lon < s.line {
		return s.west
	}
	return s.zone
}
