package web

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"haven/internal/freshness"
)

// timeID is the table of a share over time.
const timeID = "time"

// overTime is one share day by day, with what else can be looked at.
type overTime struct {
	boardTable
	Of   []optionGroup
	Span []option
}

// optionGroup are options of one kind.
type optionGroup struct {
	Label   string
	Options []option
}

func (s *Server) overTime(ctx context.Context, say speech, of freshness.Mark, days string, counts freshness.Counts) (t overTime, err error) {
	n, err := strconv.Atoi(days)
	if err != nil {
		return t, err
	}
	from := say.daysBefore(n - 1)
	shares, err := s.Staff.Survey.Since(ctx, of, from)
	if err != nil {
		return t, err
	}
	t.boardTable = boardTable{ID: timeID, Heading: say.Text("freshness.of.time"), Columns: say.shareColumns(say.Text("freshness.by.day")),
		CSV: say.path(freshnessPath+"/"+timeID+".csv") + "?" + url.Values{shareField: {shareValue(of)}, daysField: {days}}.Encode()}
	for _, d := range shares {
		t.add(say, shareRow{say.Date(d.Day.Start()), string(d.Day), d.Share})
	}
	slices.Reverse(t.Rows) // people read the newest first
	t.Chart = newTimeChart(say, s.shareName(say, of), shares, from, n)
	t.Of = s.shareOptions(say, of, counts)
	for _, d := range freshnessDays {
		t.Span = append(t.Span, option{d, say.Text("freshness.days", d), d == days})
	}
	return t, nil
}

// shareValue is a share in a form and in an address: "kind phone".
func shareValue(m freshness.Mark) string { return strings.TrimSpace(string(m.By) + " " + m.Name) }

// shareOptions are all shares to choose from.
func (s *Server) shareOptions(say speech, chosen freshness.Mark, counts freshness.Counts) []optionGroup {
	groups := []optionGroup{{Label: say.Text("freshness.of.all"), Options: []option{
		{shareValue(freshness.Mark{By: freshness.Everything}), say.Text("freshness.all"), chosen.By == freshness.Everything},
	}}}
	for _, by := range []freshness.By{freshness.ByKind, freshness.BySource, freshness.ByState} {
		g := optionGroup{Label: say.Text("freshness.of." + string(by))}
		for _, row := range s.shares(say, by, counts) {
			m := freshness.Mark{By: by, Name: row.exact}
			g.Options = append(g.Options, option{shareValue(m), row.label, m == chosen})
		}
		if by == freshness.ByState {
			slices.SortFunc(g.Options, func(a, b option) int { return strings.Compare(a.Label, b.Label) })
		}
		groups = append(groups, g)
	}
	return groups
}

// The measures of a chart over time.
const (
	timeLeft   = 48 // room for "100%"
	timeRight  = 8
	timeTop    = 12
	timeHeight = 120 // from 0 to 100 %
	timeBelow  = 28
)

// newTimeChart draws the share of some days as a line from 0 to 100 %. A day on
// which nothing was counted is a gap. nil for fewer than two days.
func newTimeChart(say speech, title string, shares []freshness.DayShare, from time.Time, days int) *chart {
	if len(shares) < 2 {
		return nil
	}
	c := &chart{ID: timeID, Title: title, Text: say.Text("freshness.chart.time"), Width: chartWidth, Height: timeTop + timeHeight + timeBelow}
	for _, percent := range []int{0, 50, 100} {
		y := timeY(percent)
		c.Shapes = append(c.Shapes, shape{"border", fmt.Sprintf("M%d %dH%d", timeLeft, y, chartWidth-timeRight)})
		c.Labels = append(c.Labels, svgLabel{timeLeft - 6, y, "name", say.Text("freshness.percent", percent)})
	}
	c.Shapes = append(c.Shapes, shape{"line", timeLine(shares, from, days)})
	y := timeTop + timeHeight + timeBelow/2 + 2
	c.Labels = append(c.Labels,
		svgLabel{timeLeft, y, "first", say.shortDay(from)},
		svgLabel{chartWidth - timeRight, y, "name", say.shortDay(from.AddDate(0, 0, days-1))})
	return c
}

func timeY(percent int) int { return timeTop + timeHeight - percent*timeHeight/100 }

// timeLine is SVG's path data of the line. A day between two gaps is a dot.
func timeLine(shares []freshness.DayShare, from time.Time, days int) string {
	var path strings.Builder
	last := -2
	for _, s := range shares {
		percent, known := s.Percent()
		if !known {
			continue
		}
		n := int(s.Day.Start().Sub(from).Hours() / 24)
		x := timeLeft + float64(n*(chartWidth-timeLeft-timeRight))/float64(max(days-1, 1))
		command := "L%.1f %d"
		if n != last+1 {
			command = "M%.1f %dh0"
		}
		fmt.Fprintf(&path, command, x, timeY(percent))
		last = n
	}
	return path.String()
}

// shortDay is a date as a chart has room for it.
func (say speech) shortDay(at time.Time) string { return at.Format(time.DateOnly) }
