package csv

import (
	"fmt"
	"slices"
	"strings"
)

// write writes the draft as a mapping.
func (d *draft) write() string {
	var out strings.Builder
	fmt.Fprintf(&out, `# A draft by haven import csv --suggest: look it over before you use it.
# haven import csv --map THIS.yaml %s

source: %s  # who says it: shown beside each fact, and kept for ever
rank: directory  # or register (a licence register), or locator (a weaker source)
complete: false  # true if the file lists all there is: what it lacks is then marked as gone
`, "DATA.csv", d.source())
	if d.dialect.Delimiter != 0 {
		delimiter := quoted(string(d.dialect.Delimiter))
		if d.dialect.Delimiter == '\t' {
			delimiter = "tab"
		}
		fmt.Fprintf(&out, "delimiter: %s\n", delimiter)
	}
	if d.dialect.UTF16 {
		out.WriteString("encoding: utf-16\n")
	}
	d.writeUpdated(&out)
	d.writeFields(&out)
	d.writeCodes(&out)
	d.writeRest(&out)
	return out.String()
}

func (d *draft) writeUpdated(out *strings.Builder) {
	for _, c := range d.columns {
		if c.means == meansUpdated {
			fmt.Fprintf(out, "updated: {column: %s, format: %s}  # the latest is taken for the day of the edition\n", quoted(c.name), quoted(c.layout))
		}
	}
}

// writeFields writes the fields. What must be there and was not found is
// written as an empty constant, which the mapping's check will point at.
func (d *draft) writeFields(out *strings.Builder) {
	out.WriteString("\nfields:\n")
	for _, name := range fieldNames {
		var columns []string
		for _, c := range d.columns {
			if c.means == name {
				columns = append(columns, quoted(c.name))
			}
		}
		switch {
		case len(columns) > 1:
			fmt.Fprintf(out, "  %s: [%s]\n", name, strings.Join(columns, ", "))
		case len(columns) == 1:
			fmt.Fprintf(out, "  %s: %s\n", name, columns[0])
		case slices.Contains(requiredFields, name):
			fmt.Fprintf(out, "  %s: {value: \"\"}  # no column looks like it: name one, or give the value that all rows have\n", name)
		}
	}
}

func (d *draft) writeCodes(out *strings.Builder) {
	heading := "\ncodes:\n"
	for _, c := range d.columns {
		if c.code == "" && c.means != meansServices {
			continue
		}
		names := namesIn(c)
		if c.means == meansServices && !slices.ContainsFunc(names, isService) {
			fmt.Fprintf(out, "# The column %s may name services, but none that Haven knows: %s\n", quoted(c.name), some(names))
			continue
		}
		out.WriteString(heading)
		heading = ""
		if c.code != "" {
			fmt.Fprintf(out, "  - {column: %s, code: %s}  # %s; cells say %s\n", quoted(c.name), c.code, label(c.code), some(c.values))
			continue
		}
		writeNames(out, c, names)
	}
}

func isService(name string) bool { return known().codes[plain(name)] != "" }

func writeNames(out *strings.Builder, c *sampled, names []string) {
	fmt.Fprintf(out, "  - column: %s\n", quoted(c.name))
	if split := splitOf(c.values); split != "" {
		fmt.Fprintf(out, "    split: %s\n", quoted(split))
	}
	out.WriteString("    unlisted: unknown  # no, if a cell names all that a place has\n    values:\n")
	for _, name := range names {
		if code := known().codes[plain(name)]; code != "" {
			fmt.Fprintf(out, "      %s: %s  # %s\n", quoted(name), code, label(code))
		}
	}
	for _, name := range names {
		if !isService(name) {
			fmt.Fprintf(out, "      # %s: ?  give its code, or put it under ignore\n", quoted(name))
		}
	}
}

// writeRest tells of columns without a meaning.
func (d *draft) writeRest(out *strings.Builder) {
	heading := "\n# Not used:\n"
	for _, c := range d.columns {
		if c.means == "" && c.code == "" {
			fmt.Fprintf(out, "%s#   %s, such as %s\n", heading, quoted(c.name), some(c.values))
			heading = ""
		}
	}
}

// some are the first few values.
func some(values []string) string {
	const few = 4
	var all []string
	for _, value := range values[:min(few, len(values))] {
		if runes := []rune(value); len(runes) > maxShown {
			value = string(runes[:maxShown]) + "…"
		}
		all = append(all, quoted(value))
	}
	switch {
	case len(all) == 0:
		return "nothing"
	case len(values) > few:
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}

// maxShown is how much of a value a comment shows.
const maxShown = 40
