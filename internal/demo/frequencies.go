package demo

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"haven/internal/facility"
)

// frequencies are how often places of the real directory of 2023 offer what.
// Its rows are sorted into classes: a kind of place and how broad its offer
// is. In each class, a code is as likely as the code it goes with makes it.
type frequencies struct {
	rows    int // of the real directory
	classes []class
	codes   []codeShare    // each after the one it goes with
	empty   map[string]int // rows without any code of a category
}

// class is a sort of place, such as broad methadone clinics.
type class struct {
	kind string
	rows int
}

// codeShare is how likely a code is.
type codeShare struct {
	code     string
	with     int // the place in codes of the one it goes with; none for the first
	rows     int
	chances  []chance // by class
	category string
}

const none = -1

// chance is the probability of a code without and with the one it goes with.
type chance struct{ without, with float64 }

// The table is made by derive; its write tells what it holds.
//
//go:embed frequencies.tsv
var frequenciesTable string

// measured returns the embedded table. A malformed one is a fault of the
// build: it panics.
var measured = sync.OnceValue(func() *frequencies {
	f, err := parseFrequencies(frequenciesTable)
	if err != nil {
		panic("demo: frequencies.tsv: " + err.Error())
	}
	return f
})

const fixedColumns = 3 // code, with, rows; then one for each class

func parseFrequencies(table string) (*frequencies, error) {
	lines := strings.Split(strings.TrimSuffix(table, "\n"), "\n")
	f := &frequencies{empty: map[string]int{}}
	for _, name := range strings.Split(lines[0], "\t")[fixedColumns:] {
		kind, _, _ := strings.Cut(name, "/")
		f.classes = append(f.classes, class{kind: kind})
	}
	for number, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != fixedColumns+len(f.classes) {
			return nil, fmt.Errorf("line %d has %d columns", number+2, len(cells))
		}
		if err := f.add(cells); err != nil {
			return nil, fmt.Errorf("line %d: %w", number+2, err)
		}
	}
	return f, nil
}

func (f *frequencies) add(cells []string) error {
	rows, err := strconv.Atoi(cells[2])
	if err != nil {
		return err
	}
	category, isEmpty := strings.CutPrefix(cells[0], "-")
	switch {
	case isEmpty:
		f.empty[category] = rows
		return nil
	case cells[0] == "*":
		f.rows = rows
		return f.size(cells[fixedColumns:])
	}
	return f.addCode(cells, rows)
}

func (f *frequencies) size(cells []string) (err error) {
	for i := range f.classes {
		if f.classes[i].rows, err = strconv.Atoi(cells[i]); err != nil {
			return err
		}
	}
	return nil
}

func (f *frequencies) addCode(cells []string, rows int) error {
	s := codeShare{code: cells[0], with: f.place(cells[1]), rows: rows, category: facility.Builtin().CategoryOf(cells[0])}
	if s.with == none && len(f.codes) > 0 {
		return fmt.Errorf("%s goes with %q, which is not above it", s.code, cells[1])
	}
	for _, cell := range cells[fixedColumns:] {
		var without, with int // thousandths
		if _, err := fmt.Sscanf(cell, "%d/%d", &without, &with); err != nil {
			return err
		}
		s.chances = append(s.chances, chance{float64(without) / 1000, float64(with) / 1000})
	}
	f.codes = append(f.codes, s)
	return nil
}

func (f *frequencies) place(code string) int {
	for i := range f.codes {
		if f.codes[i].code == code {
			return i
		}
	}
	return none
}
