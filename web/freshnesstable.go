package web

import (
	"cmp"
	"slices"
	"strconv"

	"haven/internal/facility"
	"haven/internal/freshness"
)

// shareRow is a share with what it is of.
type shareRow struct {
	label, exact string // as people read it, and as files have it
	freshness.Share
}

// percent is the share in whole percent; rows are made of shares that are known.
func (r shareRow) percent() int {
	percent, _ := r.Percent()
	return percent
}

// shares are the shares of one kind: kinds of facts in their own order, all
// others the lowest first.
func (s *Server) shares(say speech, by freshness.By, counts freshness.Counts) (rows []shareRow) {
	for mark, share := range counts {
		if mark.By == by && share.Facts > 0 {
			rows = append(rows, shareRow{s.shareName(say, mark), mark.Name, share})
		}
	}
	slices.SortFunc(rows, func(a, b shareRow) int {
		if by == freshness.ByKind {
			return cmp.Compare(kindPlace(a.exact), kindPlace(b.exact))
		}
		return cmp.Or(cmp.Compare(a.percent(), b.percent()), cmp.Compare(a.label, b.label))
	})
	return rows
}

func kindPlace(kind string) int { return slices.Index(facility.FactKinds(), facility.FactKind(kind)) }

// shareName says what a share is of.
func (s *Server) shareName(say speech, m freshness.Mark) string {
	switch {
	case m.By == freshness.Everything:
		return say.Text("freshness.all")
	case m.By == freshness.ByKind:
		return say.Text("freshness.kind." + m.Name)
	case m.By == freshness.BySource:
		return say.source(m.Name)
	}
	return cmp.Or(s.stateName(m.Name), say.Text("freshness.no-state"))
}

// stateName is the name of a state, or its code where that is none of ours.
func (s *Server) stateName(code string) string {
	if place, known := s.Gazetteer.State(code); known {
		return place.Name
	}
	return code
}

// shareTable is a table of shares as they are now, with a chart.
func (say speech) shareTable(by freshness.By, rows []shareRow) boardTable {
	id := string(by)
	t := boardTable{ID: id, Heading: say.Text("freshness.of." + id), CSV: say.path(freshnessPath + "/" + id + ".csv"),
		Columns: say.shareColumns(say.Text("freshness.by." + id))}
	for _, row := range rows {
		t.add(say, row)
	}
	t.Chart = newShareChart(say, id, t.Heading, rows)
	return t
}

func (say speech) shareColumns(first string) []string {
	return []string{first, say.Text("freshness.share"), say.Text("freshness.within"), say.Text("freshness.facts")}
}

// add adds a share to the table.
func (t *boardTable) add(say speech, row shareRow) {
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	t.Rows = append(t.Rows, []string{row.label, say.Text("freshness.percent", row.percent()), say.Text("freshness.number", row.Fresh), say.Text("freshness.number", row.Facts)})
	t.Exact = append(t.Exact, []string{row.exact, strconv.Itoa(row.percent()), number(row.Fresh), number(row.Facts)})
}

// maxShares is how many bars of shares are read at a glance.
const maxShares = 20

// shareRoom is the length of a chart's longest bar: a whole one and a tenth, as
// "100%" stands behind it.
const shareRoom = 110

// newShareChart draws a bar for each share, or for the lowest where there are
// many; nil where there is nothing to compare.
func newShareChart(say speech, id, title string, rows []shareRow) *chart {
	if len(rows) < 2 {
		return nil
	}
	c := &chart{ID: id, Title: title, Text: say.Text("freshness.chart"), Width: chartWidth}
	if len(rows) > maxShares {
		c.Text = say.Text("freshness.chart.lowest", maxShares)
		rows = rows[:maxShares]
	}
	above := slices.ContainsFunc(rows, func(r shareRow) bool { return len([]rune(r.label)) > maxBeside })
	for _, row := range rows {
		c.draw(counted{label: row.label, n: row.percent(), told: say.Text("freshness.percent", row.percent())}, shareRoom, above)
	}
	return c
}
