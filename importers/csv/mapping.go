package csv

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"haven/importers/table"
	"haven/internal/facility"
)

// OpenMapping reads a mapping file.
func OpenMapping(name string) (*Mapping, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return ReadMapping(file)
}

// ReadMapping reads and checks a mapping. A fault of it is a [MappingError].
func ReadMapping(r io.Reader) (*Mapping, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxMapping+1))
	switch {
	case err != nil:
		return nil, err
	case len(text) > maxMapping:
		return nil, &MappingError{Line: 1, Reason: fmt.Sprintf("more than %d KB: check that it is a mapping", maxMapping>>10)}
	}
	var document yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(text)).Decode(&document); err != nil {
		if err == io.EOF {
			return nil, &MappingError{Line: 1, Reason: "it is empty; haven import csv --suggest DATA.csv drafts one"}
		}
		return nil, fmt.Errorf("the mapping is no YAML: %w", err)
	}
	return newMapping(node{document.Content[0], ""})
}

var mappingKeys = []string{"source", "series", "rank", "complete", "delimiter", "encoding", "fields", "codes", "always", "skip", "updated"}

func newMapping(root node) (*Mapping, error) {
	keys, err := root.known(mappingKeys...)
	if err != nil {
		return nil, err
	}
	for _, needed := range []string{"source", "fields"} {
		if _, has := keys[needed]; !has {
			return nil, root.fault("%s is missing", needed)
		}
	}
	m := &Mapping{rank: facility.RankDirectory}
	for _, key := range mappingKeys {
		value, has := keys[key]
		if !has {
			continue
		}
		if err := m.read(key, value); err != nil {
			return nil, err
		}
	}
	if m.series == "" {
		m.series = m.source
	}
	return m, nil
}

// read reads a key of the mapping.
func (m *Mapping) read(key string, value node) (err error) {
	switch key {
	case "source":
		m.source, err = readSource(value)
	case "series":
		m.series, err = m.readSeries(value)
	case "rank":
		m.rank, err = oneOf(value, ranks)
	case "complete":
		m.complete, err = oneOf(value, map[string]bool{"true": true, "false": false})
	case "delimiter":
		m.dialect.Delimiter, err = readDelimiter(value)
	case "encoding":
		m.dialect.UTF16, err = oneOf(value, map[string]bool{"utf-8": false, "latin-1": false, "windows-1252": false, "utf-16": true})
	case "fields":
		m.fields, err = readFields(value)
	case "codes":
		m.codes, err = readCodes(value)
	case "always":
		m.always, err = readCodeList(value)
	case "skip":
		m.skip, err = readSkip(value)
	case "updated":
		m.updated, err = readUpdated(value)
	}
	return err
}

// ranks are those a file may have. What a helpline, a facility or a steward
// says does not come in files.
var ranks = map[string]facility.Rank{"register": facility.RankRegister, "directory": facility.RankDirectory, "locator": facility.RankLocator}

// oneOf reads a word that must be one of a few.
func oneOf[T any](n node, words map[string]T) (T, error) {
	text, err := n.word()
	value, known := words[strings.ToLower(text)]
	if err == nil && !known {
		all := make([]string, 0, len(words))
		for word := range words {
			all = append(all, word)
		}
		slices.Sort(all)
		err = n.fault("%q is not one of %s", text, strings.Join(all, ", "))
	}
	return value, err
}

var sourceForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

const maxSource = 40

// taken are names of sources that mean others: who says a thing must be plain.
var taken = []string{"samhsa", "samhsa-directory", "findtreatment", "otp", "points", "hsds", "csv", "demo", "facility", "call", "helpline", "steward", "seeker"}

func readSource(n node) (string, error) {
	text, err := n.word()
	switch {
	case err != nil:
		return "", err
	case !sourceForm.MatchString(text) || len(text) > maxSource:
		return "", n.fault("%q is no name of a source: write small letters, digits and hyphens, such as wa-licences", text)
	case slices.Contains(taken, text) || strings.HasPrefix(text, "samhsa-"):
		return "", n.fault("%q is another source: choose a name of its own, such as wa-licences", text)
	}
	return text, nil
}

// readSeries reads the series, which stays within the source's own names: an
// edition of another's series would mark that one's places as gone.
func (m *Mapping) readSeries(n node) (string, error) {
	text, err := n.word()
	if err == nil && text != m.source && (!strings.HasPrefix(text, m.source+"-") || !sourceForm.MatchString(text) || len(text) > 2*maxSource) {
		err = n.fault("%q must be %s, or begin with %s-", text, m.source, m.source)
	}
	return text, err
}

func readDelimiter(n node) (rune, error) {
	text := n.Value
	if n.Kind == yaml.ScalarNode && strings.EqualFold(text, "tab") {
		text = "\t"
	}
	delimiter, size := utf8.DecodeRuneInString(text)
	if n.Kind != yaml.ScalarNode || size != len(text) || !strings.ContainsRune(",;|\t", delimiter) {
		return 0, n.fault("%q is no delimiter: write \",\", \";\", \"|\" or tab", n.Value)
	}
	return delimiter, nil
}

// columns are all that the mapping names.
func (m *Mapping) columns() []column {
	var all []column
	for _, name := range fieldNames {
		all = append(all, m.fields[name].columns...)
	}
	for _, c := range m.codes {
		all = append(all, c.column)
	}
	for _, s := range m.skip {
		all = append(all, s.column)
	}
	if m.updated != nil {
		all = append(all, m.updated.column)
	}
	return all
}

// fits refuses a file that lacks a column.
func (m *Mapping) fits(rows *table.Table) error {
	for _, c := range m.columns() {
		if !rows.Has(c.name) {
			return c.at.fault("the file has no column %q; it has %s", c.name, strings.Join(rows.Columns(), ", "))
		}
	}
	return nil
}

// Dialect is how the mapping says that the file is written.
func (m *Mapping) Dialect() table.Dialect { return m.dialect }
