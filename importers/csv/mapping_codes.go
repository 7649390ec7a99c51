package csv

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"haven/internal/facility"
)

// What cells say where the mapping does not tell. An empty cell is unknown:
// who leaves a box empty has not said no.
var (
	usualYes     = setOf("y", "yes", "true", "t", "1", "x", "✓", "s", "sí", "si")
	usualNo      = setOf("n", "no", "false", "f", "0")
	usualUnknown = setOf("", "u", "unknown", "n/a", "na", "-", "?", "desconocido")
)

func setOf(words ...string) map[string]bool {
	set := map[string]bool{}
	for _, word := range words {
		set[word] = true
	}
	return set
}

func readCodes(n node) ([]codeColumn, error) {
	if n.Kind != yaml.SequenceNode {
		return nil, n.fault("this must be a list: lines that begin with - column: …")
	}
	items, err := n.items()
	if err != nil {
		return nil, err
	}
	codes := make([]codeColumn, len(items))
	for i, item := range items {
		if codes[i], err = readCodeColumn(item); err != nil {
			return nil, err
		}
	}
	return codes, nil
}

func readCodeColumn(n node) (codeColumn, error) {
	keys, err := n.known("column", "code", "yes", "no", "unknown", "split", "values", "ignore", "unlisted")
	if err != nil {
		return codeColumn{}, err
	}
	from, has := keys["column"]
	if !has {
		return codeColumn{}, n.fault("column is missing")
	}
	_, one := keys["code"]
	_, several := keys["values"]
	if one == several {
		return codeColumn{}, n.fault("give either code, for a column of yes and no, or values, for a column of names")
	}
	c := codeColumn{yes: usualYes, no: usualNo, unknown: usualUnknown}
	if c.column, err = readColumn(from); err != nil {
		return c, err
	}
	if one {
		return c, c.readAnswers(n, keys)
	}
	return c, c.readNames(keys)
}

// readAnswers reads what a column of yes and no says about one code.
func (c *codeColumn) readAnswers(n node, keys map[string]node) (err error) {
	for _, key := range []string{"split", "ignore", "unlisted"} {
		if value, has := keys[key]; has {
			return value.fault("this is for a column with values, not for one with a code")
		}
	}
	if c.code, err = readCode(keys["code"]); err != nil {
		return err
	}
	for key, set := range map[string]*map[string]bool{"yes": &c.yes, "no": &c.no, "unknown": &c.unknown} {
		if value, has := keys[key]; has {
			if *set, err = value.folded(); err != nil {
				return err
			}
		}
	}
	for word := range c.yes {
		if c.no[word] || c.unknown[word] {
			return n.fault("%q is given as yes and as something else", word)
		}
	}
	for word := range c.no {
		if c.unknown[word] {
			return n.fault("%q is given as no and as unknown", word)
		}
	}
	return nil
}

// readNames reads which names in a column mean which codes.
func (c *codeColumn) readNames(keys map[string]node) error {
	for _, key := range []string{"yes", "no", "unknown"} {
		if value, has := keys[key]; has {
			return value.fault("this is for a column with a code, not for one with values")
		}
	}
	pairs, err := keys["values"].pairs()
	if err != nil {
		return err
	}
	c.values = make(map[string][]string, len(pairs))
	for _, p := range pairs {
		if c.values[fold(p.name)], err = readCodeList(p.value); err != nil {
			return err
		}
	}
	if value, has := keys["ignore"]; has {
		if c.ignore, err = value.folded(); err != nil {
			return err
		}
	}
	if value, has := keys["split"]; has {
		if c.split = value.Value; value.Kind != yaml.ScalarNode || c.split == "" || len(c.split) > 10 {
			return value.fault("write what stands between two names, such as \";\"")
		}
	}
	if value, has := keys["unlisted"]; has {
		c.unlistedIsNo, err = oneOf(value, map[string]bool{"no": true, "unknown": false})
	}
	return err
}

func readCodeList(n node) ([]string, error) {
	items, err := n.items()
	if err != nil {
		return nil, err
	}
	codes := make([]string, len(items))
	for i, item := range items {
		if codes[i], err = readCode(item); err != nil {
			return nil, err
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes), nil
}

func readCode(n node) (string, error) {
	text, err := n.word()
	if err != nil {
		return "", err
	}
	if _, known := facility.Builtin().Code(text); known {
		return text, nil
	}
	if closest := facility.Builtin().Closest(text); closest != "" {
		return "", n.fault("there is no service code %q; did you mean %s (%s)?", text, closest, facility.Builtin().Label(closest, "en"))
	}
	return "", n.fault("there is no service code %q; /api/v1/taxonomy lists them", text)
}

func readSkip(n node) ([]skipped, error) {
	items, err := n.items()
	if err != nil {
		return nil, err
	}
	all := make([]skipped, len(items))
	for i, item := range items {
		keys, err := item.known("column", "values")
		if err != nil {
			return nil, err
		}
		if len(keys) < 2 {
			return nil, item.fault("give column and values")
		}
		if all[i].column, err = readColumn(keys["column"]); err != nil {
			return nil, err
		}
		if all[i].values, err = keys["values"].folded(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func readUpdated(n node) (*dated, error) {
	keys, err := n.known("column", "format")
	if err != nil {
		return nil, err
	}
	if len(keys) < 2 {
		return nil, n.fault("give column and format, such as MM/DD/YYYY")
	}
	var d dated
	if d.column, err = readColumn(keys["column"]); err != nil {
		return nil, err
	}
	format := keys["format"]
	text, err := format.word()
	if err != nil {
		return nil, err
	}
	if d.layout = layoutOf(text); d.layout == "" {
		return nil, format.fault("%q is no format of a date: write YYYY, MM or M or Mon, and DD or D, such as MM/DD/YYYY or D Mon YYYY", text)
	}
	return &d, nil
}

var (
	dateForm  = regexp.MustCompile(`^(YYYY|MM|M|Mon|DD|D)([-/. ]|, )(YYYY|MM|M|Mon|DD|D)([-/. ]|, )(YYYY|MM|M|Mon|DD|D)$`)
	dateParts = map[string]string{"YYYY": "2006", "MM": "01", "M": "1", "Mon": "Jan", "DD": "02", "D": "2"}
)

// layoutOf is a format as package time has it; "" for one that lacks year,
// month or day.
func layoutOf(format string) string {
	parts := dateForm.FindStringSubmatch(format)
	if parts == nil {
		return ""
	}
	layout := dateParts[parts[1]] + parts[2] + dateParts[parts[3]] + parts[4] + dateParts[parts[5]]
	day := time.Date(2031, time.May, 23, 0, 0, 0, 0, time.UTC)
	if read, err := time.Parse(layout, day.Format(layout)); err != nil || !read.Equal(day) {
		return ""
	}
	return layout
}

// day reads a day; a time of day after it is left out.
func (d *dated) day(text string) (time.Time, error) {
	if !strings.Contains(d.layout, " ") {
		text, _, _ = strings.Cut(text, " ")
	}
	if before, _, timed := strings.Cut(text, "T"); timed && strings.Count(before, "-") == 2 {
		text = before
	}
	return time.Parse(d.layout, text)
}
