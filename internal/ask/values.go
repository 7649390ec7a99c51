package ask

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Values are parameters as they were sent, with every value of a name that
// was repeated.
type Values map[string][]string

// Only refuses parameters that are not among names. A parameter that was
// silently ignored would give an answer to another question.
func (v Values) Only(names ...string) error {
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if slices.Contains(names, name) {
			continue
		}
		if len(names) == 0 {
			return wrong(name, "", "There is no parameter %s: this address takes none.", quoted(name))
		}
		err := wrong(name, "", "There is no parameter %s. Use %s.", quoted(name), inWords(names, "and"))
		err.Suggestions = nearest(name, names)
		return err
	}
	return nil
}

// One is the value of a parameter that may be sent once; "" if it was not.
func (v Values) One(name string) (string, error) {
	switch values := v[name]; len(values) {
	case 0:
		return "", nil
	case 1:
		return readable(name, values[0])
	default:
		return "", wrong(name, strings.Join(values, ","), "%s was sent %d times. Send it once.", name, len(values))
	}
}

// All are the values of a parameter that may be repeated or hold several with
// commas between them.
func (v Values) All(name string) ([]string, error) {
	var all []string
	for _, value := range v[name] {
		value, err := readable(name, value)
		if err != nil {
			return nil, err
		}
		for part := range strings.SplitSeq(value, ",") {
			if part = strings.TrimSpace(part); part != "" {
				all = append(all, part)
			}
		}
	}
	return all, nil
}

// readable is the value without blanks around it, if it is text.
func readable(name, value string) (string, error) {
	if !utf8.ValidString(value) || strings.ContainsFunc(value, unicode.IsControl) {
		return "", wrong(name, value, "%s holds characters that cannot be read. Send it as plain UTF-8 text.", name)
	}
	return strings.TrimSpace(value), nil
}

// inWords lists values as a sentence does: "a, b and c".
func inWords(values []string, last string) string {
	n := len(values) - 1
	if n < 1 {
		return strings.Join(values, "")
	}
	return strings.Join(values[:n], ", ") + " " + last + " " + values[n]
}
