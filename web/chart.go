package web

import (
	"cmp"
	"slices"
	"strconv"
	"unicode/utf8"
)

// chart is a picture made of counts. All it tells stands in a table beside it,
// too; numbers are written where they are drawn, so that nothing depends on
// colour.
type chart struct {
	ID, Title, Text string
	Width, Height   int
	Bars            []bar
	Labels          []svgLabel
	Shapes          []shape
}

type bar struct{ X, Y, Width, Height int }

type svgLabel struct {
	X, Y        int
	Class, Text string
}

// shape is a line or an area: SVG's path data.
type shape struct{ Class, Path string }

// A chart's measures, in units of its own: pages give it their width.
const (
	chartWidth = 360
	barRoom    = 26 // from one bar to the next
	barHeight  = 16
	labelRoom  = 150
	numberRoom = 40
	lineRoom   = 18 // of a label that stands above its bar
	// maxBeside is how many letters fit beside a bar; longer ones stand above.
	maxBeside = 18
	// maxBars are read at a glance; a longer table stands for itself.
	maxBars = 31
	// maxLabel is how many letters fit above a bar.
	maxLabel = 44
)

// newChart draws a bar for all rows of a name: what else they tell is for the
// table. nil where there is nothing to compare.
func newChart(id, title, text string, rows []counted) *chart {
	rows = totals(rows)
	if len(rows) < 2 || len(rows) > maxBars {
		return nil
	}
	most := 1
	for _, row := range rows {
		most = max(most, row.n)
	}
	c := &chart{ID: id, Title: title, Text: text, Width: chartWidth}
	above := slices.ContainsFunc(rows, func(row counted) bool { return utf8.RuneCountInString(row.label) > maxBeside })
	for _, row := range rows {
		c.draw(row, most, above)
	}
	return c
}

// draw adds the bar of a row below those there are, its label above or beside it.
func (c *chart) draw(row counted, most int, above bool) {
	left, label := labelRoom, svgLabel{labelRoom - 8, c.Height + barRoom/2, "name", row.label}
	if above {
		left, label = 0, svgLabel{0, c.Height + lineRoom/2, "above", short(row.label)}
		c.Height += lineRoom
	}
	width := row.n * (chartWidth - left - numberRoom) / most
	c.Bars = append(c.Bars, bar{left, c.Height + (barRoom-barHeight)/2, max(width, min(row.n, 1)), barHeight})
	c.Labels = append(c.Labels, label, svgLabel{left + width + 6, c.Height + barRoom/2, "number", cmp.Or(row.told, strconv.Itoa(row.n))})
	c.Height += barRoom
}

// totals are the sums of the rows of each name, in their order.
func totals(rows []counted) (sums []counted) {
	at := map[string]int{}
	for _, row := range rows {
		i, known := at[row.label]
		if !known {
			i, at[row.label] = len(sums), len(sums)
			sums = append(sums, counted{label: row.label})
		}
		sums[i].n += row.n
	}
	return sums
}

// short is a label that fits above a bar.
func short(label string) string {
	if utf8.RuneCountInString(label) <= maxLabel {
		return label
	}
	return string([]rune(label)[:maxLabel-1]) + "…"
}
