package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"haven/internal/board"
	"haven/internal/board/suppress"
	"haven/internal/geo"
)

// unmetID is the table of needs that were not met.
const unmetID = "unmet"

// hiddenMark stands for a count that is not told.
const hiddenMark = "•"

// unmetTable is the needs that were not met in a quarter, on a map and as a
// table.
type unmetTable struct {
	boardTable
	Quarter  string
	Withheld bool // too few people to tell anything
	Running  bool // the quarter is not over, and so not to be passed on
	Month    board.Month
	Needs    []option // which to show on the map
}

// unmetTable shows on the map the people with one of the needs, or with any.
func (s *Server) unmetTable(say speech, m board.Month, c board.Counts, need string) unmetTable {
	quarter := m.Quarter()
	t := unmetTable{
		boardTable: boardTable{ID: unmetID, Heading: say.Text("board.of.unmet"),
			Columns: []string{say.Text("board.area"), say.Text("board.need"), say.Text("board.payer"), say.Text("board.people")}},
		Quarter: say.Text("board.quarter", say.Month(quarter[0].Start()), say.Month(quarter[2].Start())), Month: m,
		Running: !m.QuarterOver(say.now),
	}
	if !t.Running {
		t.CSV = say.csvOf(unmetID, m)
	}
	u, ok := c.Unmet()
	if !ok {
		t.Withheld = true
		return t
	}
	names := make([]string, len(u.Cells))
	for i, cell := range u.Cells {
		names[i] = s.nearCell(say, cell)
	}
	t.Rows = say.unmetRows(u, names)
	t.Needs = say.needsToShow(u, need)
	t.Chart = newCellMap(say, u, names, slices.Index(u.Needs, need), s.outlines())
	return t
}

func (say speech) needsToShow(u board.Unmet, shown string) []option {
	options := []option{{"", say.Text("board.all-needs"), !slices.Contains(u.Needs, shown)}}
	for _, need := range u.Needs {
		what, payer := say.needAndPayer(need)
		options = append(options, option{need, what + " · " + payer, need == shown})
	}
	return options
}

func (say speech) needAndPayer(both string) (need, payer string) {
	need, payer, _ = strings.Cut(both, " ")
	return say.codeOrNothing(need), say.codeOrNothing(payer)
}

// unmetRows are the counts that are not zero, then their totals.
func (say speech) unmetRows(u board.Unmet, names []string) [][]string {
	var rows [][]string
	add := func(area, need, payer string, v suppress.Value) {
		if v.Hidden || v.Count > 0 {
			rows = append(rows, []string{area, need, payer, told(v)})
		}
	}
	all := say.Text("board.all")
	for r := range u.Cells {
		for c, both := range u.Needs {
			need, payer := say.needAndPayer(both)
			add(names[r], need, payer, u.Published.Cells[r][c])
		}
		add(names[r], all, all, u.RowTotals[r])
	}
	for c, both := range u.Needs {
		need, payer := say.needAndPayer(both)
		add(all, need, payer, u.ColumnTotals[c])
	}
	add(all, all, all, suppress.Value{Count: u.Total})
	return rows
}

func told(v suppress.Value) string {
	if v.Hidden {
		return hiddenMark
	}
	return strconv.Itoa(v.Count)
}

// aroundCell is how far, in degrees, a cell is named after a city.
const aroundCell = 0.4

// nearCell names a cell after the largest city about its middle.
func (s *Server) nearCell(say speech, cell string) string {
	at, ok := board.Middle(cell)
	if !ok {
		return say.Text("board.no-area")
	}
	around := geo.Box{South: at.Lat - aroundCell, North: at.Lat + aroundCell, West: at.Lon - aroundCell, East: at.Lon + aroundCell}
	var largest geo.Place
	for _, city := range s.Gazetteer.Cities() {
		if around.Contains(city.Point) && (largest.Name == "" || city.Population > largest.Population) {
			largest = city
		}
	}
	if largest.Name == "" {
		return fmt.Sprintf("%.1f, %.1f", at.Lat, at.Lon)
	}
	return say.Text("board.around", largest.Name)
}
