package web

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"haven/internal/board"
	"haven/internal/board/suppress"
	"haven/internal/geo"
)

// cellMap is the map of unmet needs in the making: longitudes are drawn closer
// by the cosine of the middle's latitude, which is true enough for some states.
type cellMap struct {
	box           geo.Box
	scale, shrink float64 // units to a degree of latitude; degrees of longitude to one
}

// wholeCountry is the piece of the seekers' map with the borders of states.
const wholeCountry = "country.json"

const (
	mapWidth  = 640
	mapHeight = 480
	// mapMargin is what is shown around the cells, in degrees.
	mapMargin = 0.6
)

// newCellMap draws the cells with the people of one need, by its place in the
// table, or of all needs for -1. nil when no case named a place.
func newCellMap(say speech, u board.Unmet, names []string, need int, lines [][]geo.Point) *chart {
	m, ok := mapOf(u.Cells)
	if !ok {
		return nil
	}
	c := &chart{ID: "map", Title: say.Text("board.map"), Text: say.Text("board.map.text"), Width: mapWidth, Height: mapHeight}
	for _, line := range lines {
		if path := m.path(m.visible(line), false); path != "" {
			c.Shapes = append(c.Shapes, shape{"border", path})
		}
	}
	for r, cell := range u.Cells {
		middle, ok := board.Middle(cell)
		v := u.RowTotals[r]
		if need >= 0 {
			v = u.Published.Cells[r][need]
		}
		if !ok || !v.Hidden && v.Count == 0 {
			continue
		}
		x, y := m.at(middle)
		c.Shapes = append(c.Shapes, shape{"cell " + level(v), m.path(board.Outline(cell), true)})
		c.Labels = append(c.Labels, svgLabel{int(x), int(y), "number", told(v)})
	}
	return c
}

// level is how dark a cell is drawn; its number is written in it.
func level(v suppress.Value) string {
	switch {
	case v.Hidden:
		return "hidden"
	case v.Count < 10:
		return "few"
	case v.Count < 50:
		return "some"
	}
	return "many"
}

func mapOf(cells []string) (m cellMap, ok bool) {
	for _, cell := range cells {
		for _, corner := range board.Outline(cell) {
			if !ok {
				m.box, ok = corner.At(), true
			}
			m.box = m.box.With(corner)
		}
	}
	m.box = geo.Box{South: m.box.South - mapMargin, North: m.box.North + mapMargin, West: m.box.West - mapMargin, East: m.box.East + mapMargin}
	m.shrink = math.Cos((m.box.South + m.box.North) / 2 * math.Pi / 180)
	m.scale = min(mapHeight/(m.box.North-m.box.South), mapWidth/((m.box.East-m.box.West)*m.shrink))
	return m, ok
}

func (m cellMap) at(p geo.Point) (x, y float64) {
	middleX, middleY := (m.box.West+m.box.East)/2, (m.box.South+m.box.North)/2
	return mapWidth/2 + (p.Lon-middleX)*m.shrink*m.scale, mapHeight/2 - (p.Lat-middleY)*m.scale
}

// path is SVG's path data of a line.
func (m cellMap) path(line []geo.Point, closed bool) string {
	if len(line) < 2 {
		return ""
	}
	var path strings.Builder
	for i, p := range line {
		x, y := m.at(p)
		command := 'L'
		if i == 0 {
			command = 'M'
		}
		fmt.Fprintf(&path, "%c%.1f %.1f", command, x, y)
	}
	if closed {
		path.WriteByte('Z')
	}
	return path.String()
}

// visible is the first stretch of a line to the last that is on the map, with a
// point more on either side.
func (m cellMap) visible(line []geo.Point) []geo.Point {
	first, last := -1, -1
	for i, p := range line {
		if m.box.Contains(p) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return nil
	}
	return line[max(0, first-1):min(len(line), last+2)]
}

// outlines are the shores and the borders of states, of the seekers' map.
func (s *Server) outlines() [][]geo.Point {
	var piece struct {
		Scale         float64
		Land, Borders [][]int
	}
	base := s.assets.served[strings.TrimPrefix(s.assets.url[wholeCountry], assetsPath)]
	if json.Unmarshal(base.content, &piece) != nil {
		return nil // a board without borders says all the same
	}
	var lines [][]geo.Point
	for _, steps := range append(piece.Land, piece.Borders...) {
		lines = append(lines, unfold(steps, piece.Scale))
	}
	return lines
}

// unfold makes points of steps, each from the point before: see basemap.mjs.
func unfold(steps []int, scale float64) []geo.Point {
	var line []geo.Point
	lat, lon := 0, 0
	for i := 0; i+1 < len(steps); i += 2 {
		lat, lon = lat+steps[i], lon+steps[i+1]
		line = append(line, geo.Point{Lat: float64(lat) / scale, Lon: float64(lon) / scale})
	}
	return line
}
