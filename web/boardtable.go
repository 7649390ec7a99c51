package web

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"haven/internal/board"
)

// boardTable is one count of the board, with a chart of it.
type boardTable struct {
	ID, Heading string
	Notes       []string
	Columns     []string
	Rows        [][]string
	Exact       [][]string // the rows as the file has them
	Chart       *chart
	CSV         string // address
}

// counted is a row of a table with how many there are.
type counted struct {
	label string
	exact string   // the label as a file has it, to be reckoned with; "" for the same
	cells []string // between the label and the count
	n     int
	told  string // the count as a chart says it; "" for the number
}

// tallies are the tables of a month: what they count, and what their rows are.
var tallies = []struct {
	measure board.Measure
	columns []string // keys of the headings, but for the last one, which is how many
	of      string   // key of the last heading
	rows    func(say speech, c board.Counts, names map[string]string) []counted
}{
	{board.Days, []string{"board.day"}, "board.contacts", speech.byDay},
	{board.Channels, []string{"board.channel"}, "board.contacts", oneByOne("channel.")},
	{board.Languages, []string{"board.language"}, "board.contacts", oneByOne("language.")},
	{board.Dispositions, []string{"board.disposition"}, "board.contacts", oneByOne("disposition.")},
	{board.Answers, []string{"board.answer"}, "board.referrals", speech.byAnswer},
	{board.Places, []string{"board.place", "board.result"}, "board.referrals", speech.byPlace},
	{board.Payers, []string{"board.payer", "board.result"}, "board.referrals", speech.byPayer},
	{board.FollowUps, []string{"board.outcome"}, "board.follow-ups", oneByOne("board.outcome.")},
}

// boardTables are the ids of the tables.
func boardTables() []string {
	var ids []string
	for _, t := range tallies {
		ids = append(ids, string(t.measure))
	}
	return ids
}

func (say speech) boardTables(m board.Month, c board.Counts, names map[string]string) []boardTable {
	var tables []boardTable
	for _, t := range tallies {
		id := string(t.measure)
		table := boardTable{ID: id, Heading: say.Text("board.of." + id), CSV: say.csvOf(id, m)}
		for _, key := range append(slices.Clone(t.columns), t.of) {
			table.Columns = append(table.Columns, say.Text(key))
		}
		rows := t.rows(say, c.Of(t.measure), names)
		for _, row := range rows {
			rest := append(slices.Clone(row.cells), strconv.Itoa(row.n))
			table.Rows = append(table.Rows, append([]string{row.label}, rest...))
			table.Exact = append(table.Exact, append([]string{cmp.Or(row.exact, row.label)}, rest...))
		}
		table.Chart = newChart(id, table.Heading, say.Text("board.chart", say.Text(t.of)), rows)
		if t.measure == board.Answers {
			table.Notes = say.acknowledged(c.Acknowledged())
		}
		tables = append(tables, table)
	}
	return tables
}

// csvOf is where a table of a month is to be had.
func (say speech) csvOf(id string, m board.Month) string {
	return say.path(boardPath+"/"+id+".csv") + "?" + monthField + "=" + string(m)
}

// acknowledged tells how many answers came in time, and how soon.
func (say speech) acknowledged(a board.Acknowledged) []string {
	if a.Sent == 0 {
		return nil
	}
	notes := []string{say.Text("board.in-time", 100*a.InTime/a.Sent, a.InTime, a.Sent)}
	if a.Median != board.Never {
		notes = append(notes, say.medianOf(a.Median))
	}
	return notes
}

// medianOf tells how soon half of the answers had come.
func (say speech) medianOf(bucket string) string {
	if minutes, err := strconv.Atoi(bucket); err == nil {
		return say.Text("board.median", say.span(minutes))
	}
	return say.Text("board.median.later")
}

// most sorts rows, the largest first.
func most(rows []counted) []counted {
	slices.SortFunc(rows, func(a, b counted) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.label, b.label)) })
	return rows
}

// oneByOne counts by what texts name whose keys begin so.
func oneByOne(key string) func(speech, board.Counts, map[string]string) []counted {
	return func(say speech, c board.Counts, _ map[string]string) []counted {
		var rows []counted
		for mark, n := range c {
			rows = append(rows, counted{label: say.named(key, mark.A), n: n})
		}
		return most(rows)
	}
}

// named is a value by its text, or as it is where nobody wrote one: languages are
// more than we have names for.
func (say speech) named(key, value string) string {
	switch {
	case value == "":
		return say.Text("board.unknown")
	case say.Has(key + value):
		return say.Text(key + value)
	}
	return value
}

func (say speech) byDay(c board.Counts, _ map[string]string) []counted {
	var rows []counted
	for mark, n := range c {
		rows = append(rows, counted{label: say.day(mark.A), exact: mark.A, n: n})
	}
	slices.SortFunc(rows, func(a, b counted) int { return cmp.Compare(a.exact, b.exact) })
	return rows
}

// day is a date of the counts, such as 2026-06-01, in words.
func (say speech) day(date string) string {
	at, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return say.Date(at)
}

func (say speech) byAnswer(c board.Counts, _ map[string]string) []counted {
	var rows []counted
	for _, bucket := range board.Buckets() {
		if n := c[board.Mark{Measure: board.Answers, A: bucket}]; n > 0 || len(rows) > 0 {
			rows = append(rows, counted{label: say.bucket(bucket), n: n})
		}
	}
	return rows
}

// bucket is a time until an answer.
func (say speech) bucket(b string) string {
	if minutes, err := strconv.Atoi(b); err == nil {
		return say.Text("board.within", say.span(minutes))
	}
	return say.Text("board.answer." + b)
}

// span is a number of minutes in the largest unit that it fills: "2 hours".
func (say speech) span(minutes int) string {
	const hour, day = 60, 24 * 60
	switch {
	case minutes%day == 0:
		return say.Count("board.days", minutes/day)
	case minutes%hour == 0:
		return say.Count("board.hours", minutes/hour)
	}
	return say.Count("board.minutes", minutes)
}

func (say speech) byPlace(c board.Counts, names map[string]string) []counted {
	return say.byResult(c, func(id string) string { return cmp.Or(names[id], say.Text("board.unknown")) })
}

func (say speech) byPayer(c board.Counts, _ map[string]string) []counted {
	return say.byResult(c, say.codeOrNothing)
}

// codeOrNothing is the label of a code, or that none was named.
func (say speech) codeOrNothing(code string) string {
	if code == board.Nothing {
		return say.Text("board.nothing")
	}
	return say.label(code)
}

func (say speech) byResult(c board.Counts, name func(string) string) []counted {
	var rows []counted
	for mark, n := range c {
		rows = append(rows, counted{label: name(mark.A), cells: []string{say.Text("board.result." + mark.B)}, n: n})
	}
	slices.SortFunc(rows, func(a, b counted) int {
		return cmp.Or(cmp.Compare(a.label, b.label), cmp.Compare(b.n, a.n), cmp.Compare(a.cells[0], b.cells[0]))
	})
	return rows
}

// placeNames are the names of the places that were asked, by id.
func (s *Server) placeNames(ctx context.Context, c board.Counts) (map[string]string, error) {
	names := map[string]string{}
	ids := map[string]bool{}
	for mark := range c.Of(board.Places) {
		ids[mark.A] = true
	}
	found, err := s.Directory.Listings(ctx, slices.Sorted(maps.Keys(ids))...)
	for id, l := range found {
		names[id] = l.Name.String()
	}
	return names, err
}
