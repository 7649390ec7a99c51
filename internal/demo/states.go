package demo

import (
	_ "embed"
	"strings"
	"sync"
)

// state is a state that the demo has places in, with plain facts that the
// gazetteer does not know.
type state struct {
	code  string
	areas []string // area codes of its telephone numbers
}

//go:embed states.tsv
var statesTable string

// states are the 50 states, the District of Columbia and Puerto Rico by code.
var states = sync.OnceValue(func() []state {
	lines := strings.Split(strings.TrimSpace(statesTable), "\n")
	var all []state
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		all = append(all, state{code: cells[0], areas: strings.Fields(cells[1])})
	}
	return all
})
