package api

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"haven/internal/facility"
)

// column is one column of the CSV export.
type column struct {
	name string
	cell func(*Listing) string
}

// columns are the main fields of a listing. Texts that people or sources
// wrote go through harmless.
var columns = []column{
	{"id", func(l *Listing) string { return l.ID }},
	{"name", func(l *Listing) string { return harmless(l.Name) }},
	{"unit", func(l *Listing) string { return harmless(l.Unit) }},
	{"street", func(l *Listing) string { return harmless(l.Address.Street) }},
	{"address_unit", func(l *Listing) string { return harmless(l.Address.Unit) }},
	{"city", func(l *Listing) string { return harmless(l.Address.City) }},
	{"state", func(l *Listing) string { return harmless(l.Address.State) }},
	{"zip", func(l *Listing) string { return harmless(l.Address.ZIP) }},
	{"county", func(l *Listing) string { return harmless(l.Address.County) }},
	{"withheld", func(l *Listing) string { return strconv.FormatBool(l.Withheld) }},
	{"lat", func(l *Listing) string { return strconv.FormatFloat(l.Lat, 'f', -1, 64) }},
	{"lon", func(l *Listing) string { return strconv.FormatFloat(l.Lon, 'f', -1, 64) }},
	{"location_precision", func(l *Listing) string { return string(l.LocationPrecision) }},
	{"phone", func(l *Listing) string { return harmless(numbers(l, facility.MainLine)) }},
	{"intake_phones", func(l *Listing) string { return harmless(numbers(l, facility.IntakeLine)) }},
	{"website", func(l *Listing) string { return harmless(l.Website) }},
	{"codes", func(l *Listing) string { return harmless(strings.Join(l.Codes, " ")) }},
	{"as_of", func(l *Listing) string { return l.AsOf.Format(time.RFC3339) }},
	{"source", func(l *Listing) string { return harmless(l.Source) }},
	{"gone", func(l *Listing) string { return strconv.FormatBool(l.Gone) }},
	{"openings", func(l *Listing) string { return openingsText(l.Openings) }},
	{"confirmed", func(l *Listing) string { return confirmedText(l.Confirmed) }},
}

type csvRows struct{ rows *csv.Writer }

func newCSV(w io.Writer, _ time.Time) encoder {
	c := &csvRows{rows: csv.NewWriter(w)}
	var names []string
	for _, column := range columns {
		names = append(names, column.name)
	}
	for _, column := range factColumns {
		names = append(names, column.name)
	}
	// An error of the writer is kept by it and comes back from end.
	_ = c.rows.Write(names)
	return c
}

func (c *csvRows) add(l *facility.Listing, p facility.Profile) error {
	listing := listingOf(l)
	public := p.Public()
	cells := make([]string, 0, len(columns)+len(factColumns))
	for _, column := range columns {
		cells = append(cells, column.cell(&listing))
	}
	for _, column := range factColumns {
		cells = append(cells, harmless(column.cell(&public)))
	}
	return c.rows.Write(cells)
}

func (c *csvRows) end() error {
	c.rows.Flush()
	return c.rows.Error()
}

// harmless keeps a spreadsheet from running a text as a formula: a name that
// begins like one, also in the full-width signs of East Asian keyboards, gets
// an apostrophe, which spreadsheets hide.
func harmless(text string) string {
	if strings.IndexAny(text, "=+-@＝＋－＠\t\r\n") == 0 {
		return "'" + text
	}
	return text
}

// numbers are the telephone numbers of a kind as people read them, which
// unlike E.164 do not begin like a formula.
func numbers(l *Listing, kind facility.LineKind) string {
	var texts []string
	for _, line := range l.Phones {
		if line.Kind == kind {
			texts = append(texts, line.Text)
		}
	}
	return strings.Join(texts, "; ")
}
