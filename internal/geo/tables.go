package geo

import (
	_ "embed" // the tables are part of the program
	"fmt"
	"strconv"
	"strings"
)

// The tables are tab-separated with a header line, made by derive/gazetteer.mjs
// (see NOTICE); only nicknames.tsv is written by hand. An area is the FIPS code
// of a county or, where there is none, the code of the state. The texts stay in
// the program's read-only memory; names are slices of them.
var (
	//go:embed tables/states.tsv
	statesTable string
	//go:embed tables/counties.tsv
	countiesTable string
	//go:embed tables/cities.tsv
	citiesTable string
	//go:embed tables/zips.tsv
	zipsTable string
	//go:embed tables/nicknames.tsv
	nicknamesTable string
)

// maxColumns is the width of the widest table.
const maxColumns = 6

// row is one line of a table.
type row [maxColumns]string

// eachRow hands over the lines of a table after its header.
func eachRow(table string, use func(row)) {
	_, rest := cut(table, '\n')
	for rest != "" {
		var line string
		line, rest = cut(rest, '\n')
		use(splitRow(line))
	}
}

func splitRow(line string) row {
	var r row
	for i := 0; line != ""; i++ {
		r[i], line = cut(line, '\t')
	}
	return r
}

func cut(text string, sep byte) (before, after string) {
	if i := strings.IndexByte(text, sep); i >= 0 {
		return text[:i], text[i+1:]
	}
	return text, ""
}

// mustPoint and mustNumber read the program's own tables: a fault in them is a
// fault of the build, which the tests of this package would have shown.
func mustPoint(lat, lon string) Point {
	return Point{Lat: mustDegrees(lat), Lon: mustDegrees(lon)}
}

func mustDegrees(text string) float64 {
	degrees, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(fmt.Sprintf("geo: table with degrees %q", text))
	}
	return degrees
}

func mustNumber(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		panic(fmt.Sprintf("geo: table with number %q", text))
	}
	return n
}
