package web

import (
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
	chartWidth = 480
	barRoom    = 28 // from one bar to the next
	barHeight  = 18
	labelRoom  = 200
	numberRoom = 60
	// maxBars are read at a glance; a longer table stands for itself.
	maxBars = 31
	// maxLabel is how many letters fit beside a bar.
	maxLabel = 26
)

// newChart draws a bar for each row; nil where there is nothing to compare.
func newChart(id, title, text string, rows []counted) *chart {
	if len(rows) < 2 || len(rows) > maxBars {
		return nil
	}
	most := 1
	for _, row := range rows {
		most = max(most, row.n)
	}
	c := &chart{ID: id, Title: title, Text: text, Width: chartWidth, Height: barRoom * len(rows)}
	for i, row := range rows {
		y := i * barRoom
		label := row.label
		for _, cell := range row.cells {
			label += " · " + cell
		}
		width := row.n * (chartWidth - labelRoom - numberRoom) / most
		c.Bars = append(c.Bars, bar{labelRoom, y + (barRoom-barHeight)/2, max(width, min(row.n, 1)), barHeight})
		c.Labels = append(c.Labels,
			svgLabel{labelRoom - 8, y + barRoom/2, "name", short(label)},
			svgLabel{labelRoom + width + 6, y + barRoom/2, "number", strconv.Itoa(row.n)})
	}
	return c
}

// short is a label that fits beside a bar.
func short(label string) string {
	if utf8.RuneCountInString(label) <= maxLabel {
		return label
	}
	return string([]rune(label)[:maxLabel-1]) + "…"
}
