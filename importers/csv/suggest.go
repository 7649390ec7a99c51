package csv

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"haven/importers/table"
	"haven/internal/facility"
)

// A draft looks at so many rows, and keeps so many values of a column apart.
const (
	maxSampled = 1000
	maxKept    = 40
)

// errSampled ends the reading of a sample.
var errSampled = errors.New("enough rows")

// Suggest drafts a mapping for a file: what can be told by its heading and its
// first rows, with a comment where it is a guess.
func Suggest(ctx context.Context, file string) (string, error) {
	f, _, err := table.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	return Draft(ctx, f, file)
}

// Draft is [Suggest] of an open file by that name.
func Draft(ctx context.Context, file io.Reader, name string) (string, error) {
	start := make([]byte, 4096)
	n, err := io.ReadFull(file, start)
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return "", err
	}
	start = start[:n]
	d := &draft{name: name, dialect: dialectOf(start)}
	rows, err := table.ReadDialect(io.MultiReader(bytes.NewReader(start), file), d.dialect)
	if err != nil {
		return "", err
	}
	if d.columns, err = sample(ctx, rows); err != nil {
		return "", err
	}
	d.assign()
	return d.write(), nil
}

// dialectOf guesses the delimiter by what the first line has most of.
func dialectOf(start []byte) table.Dialect {
	var d table.Dialect
	if bytes.HasPrefix(start, []byte("\xff\xfe")) || bytes.HasPrefix(start, []byte("\xfe\xff")) {
		d.UTF16 = true
		start = bytes.ReplaceAll(start, []byte{0}, nil)
	}
	line, _, _ := bytes.Cut(bytes.TrimLeft(start, "\r\n"), []byte("\n"))
	most := bytes.Count(line, []byte(","))
	for _, other := range []rune{';', '\t', '|'} {
		if count := bytes.Count(line, []byte(string(other))); count > most {
			d.Delimiter, most = other, count
		}
	}
	return d
}

// sampled is a column with the values of its first rows.
type sampled struct {
	name   string
	values []string // each once, in order, at most maxKept
	means  string   // a field, "services" or "updated"; "" for none
	code   string   // that it answers with yes and no; "" for none
	layout string   // of dates, as a mapping writes it
}

func sample(ctx context.Context, rows *table.Table) ([]*sampled, error) {
	var columns []*sampled
	for place, name := range rows.Columns() {
		if name != "" && rows.Place(name) == place {
			columns = append(columns, &sampled{name: name})
		}
	}
	left := maxSampled
	err := rows.Each(ctx, func(row table.Row) error {
		for _, c := range columns {
			if value := row.Get(c.name); value != "" && len(c.values) < maxKept && !slices.Contains(c.values, value) {
				c.values = append(c.values, value)
			}
		}
		if left--; left == 0 {
			return errSampled
		}
		return nil
	})
	if errors.Is(err, errSampled) {
		err = nil
	}
	return columns, err
}

// draft is a mapping in the making.
type draft struct {
	name    string
	dialect table.Dialect
	columns []*sampled
}

// assign finds what each column means. A field is that of the column whose
// name stands first in synonyms.txt.
func (d *draft) assign() {
	taken := map[string]bool{}
	for _, c := range d.columns {
		means := known().fields[plain(c.name)]
		switch {
		case means == meansServices:
			c.means = means
		case means == meansUpdated:
			if c.layout = dateLayout(c.values); c.layout != "" && !taken[means] {
				c.means, taken[means] = means, true
			}
		case means != "" && (!taken[means] || means == "intake"):
			c.means, taken[means] = means, true
		}
	}
	for _, c := range d.columns {
		code := known().codes[plain(c.name)]
		switch {
		case c.means != "":
		case code != "" && answersYesOrNo(c.values):
			c.code = code
		case servicesIn(c) > 0:
			c.means = meansServices
		}
	}
}

// answersYesOrNo reports whether all values are ones that need no telling.
func answersYesOrNo(values []string) bool {
	return !slices.ContainsFunc(values, func(value string) bool {
		cell := fold(value)
		return !usualYes[cell] && !usualNo[cell] && !usualUnknown[cell]
	})
}

// dateLayout is the first format in which all values are days.
func dateLayout(values []string) string {
	for _, format := range []string{"YYYY-MM-DD", "MM/DD/YYYY", "M/D/YYYY", "DD.MM.YYYY", "D Mon YYYY", "Mon D, YYYY", "DD/MM/YYYY", "YYYY/MM/DD"} {
		d := dated{layout: layoutOf(format)}
		unread := slices.ContainsFunc(values, func(value string) bool { _, err := d.day(value); return err != nil })
		if len(values) > 0 && !unread {
			return format
		}
	}
	return ""
}

// splitOf is what stands between names in a column's cells.
func splitOf(values []string) string {
	for _, mark := range []string{";", "|", ","} {
		if slices.ContainsFunc(values, func(value string) bool { return strings.Contains(value, mark) }) {
			return mark
		}
	}
	return ""
}

// namesIn are the names in a column's cells, each once, in order.
func namesIn(c *sampled) []string {
	var names []string
	split := splitOf(c.values)
	for _, value := range c.values {
		parts := []string{value}
		if split != "" {
			parts = strings.Split(value, split)
		}
		for _, name := range parts {
			name = table.Clean(name)
			same := func(other string) bool { return fold(other) == fold(name) }
			if name != "" && len(names) < maxKept && len([]rune(name)) <= maxWord && !slices.ContainsFunc(names, same) {
				names = append(names, name)
			}
		}
	}
	return names
}

// servicesIn counts the names of services in a column, unless most of what
// stands there is something else.
func servicesIn(c *sampled) int {
	names, services := namesIn(c), 0
	for _, name := range names {
		if known().codes[plain(name)] != "" {
			services++
		}
	}
	if 2*services < len(names) {
		return 0
	}
	return services
}

// source is a name for the register, from that of the file.
func (d *draft) source() string {
	base := strings.TrimSuffix(filepath.Base(d.name), filepath.Ext(d.name))
	words := strings.FieldsFunc(plain(base), func(c rune) bool { return c > 'z' || c == ' ' })
	name := strings.Trim(strings.Join(words, "-"), "-0123456789")
	if name = name[:min(len(name), maxSource)]; !sourceForm.MatchString(name) || slices.Contains(taken, name) || strings.HasPrefix(name, "samhsa-") {
		return "my-register"
	}
	return name
}

// label is what people read for a code.
func label(code string) string { return facility.Builtin().Label(code, "en") }

func quoted(text string) string { return fmt.Sprintf("%q", text) }
