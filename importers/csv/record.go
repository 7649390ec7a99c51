// Package csv reads any register that comes as a CSV file, as a mapping tells:
// a small YAML file that says which column is which field, and which values
// mean which service. docs/sources.md describes it; [Draft] writes a first one
// from a file's heading.
package csv

import (
	"haven/importers/table"
	"haven/internal/facility"
)

// Mapping is a mapping that was read and checked; see [ReadMapping].
type Mapping struct {
	source, series string
	rank           facility.Rank
	complete       bool
	dialect        table.Dialect

	fields  map[string]field // by the names of fieldNames
	codes   []codeColumn
	always  []string // codes of every row
	skip    []skipped
	updated *dated
}

// Source is who says what the file says.
func (m *Mapping) Source() string { return m.source }

// fieldNames are what a column may be. Several columns may make a street,
// joined, or intake lines, one each.
var fieldNames = []string{"name", "unit", "street", "suite", "city", "state", "zip", "phone", "intake", "website", "latitude", "longitude"}

// requiredFields are those without which a row is no place.
var requiredFields = []string{"name", "city", "state", "zip"}

// column is a column that the mapping names, and where it does.
type column struct {
	at   node
	name string
}

// field is where a field's text comes from: columns, or a constant.
type field struct {
	columns []column
	value   string            // the constant, if there are no columns
	values  map[string]string // folded text of a cell → what it stands for
}

// codeColumn is a column that answers service codes: one code with yes and no,
// or several codes by name.
type codeColumn struct {
	column
	code             string
	yes, no, unknown map[string]bool // folded

	split        string // what stands between names; "" for one name a cell
	values       map[string][]string
	ignore       map[string]bool
	unlistedIsNo bool // codes of values that a cell which is not empty leaves out
}

// skipped is rows to leave out: those with one of the values in a column.
type skipped struct {
	column
	values map[string]bool // folded
}

// dated is a column with the days on which rows were updated.
type dated struct {
	column
	layout string // of package time
}
