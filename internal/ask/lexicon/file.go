package lexicon

import (
	"errors"
	"fmt"
	"strings"

	"haven/internal/facility"
)

// parse reads the stanzas of a words file. The top of that file tells how they
// are written.
func parse(file string) ([]*Meaning, error) {
	var meanings []*Meaning
	key := ""
	for n, line := range strings.Split(file, "\n") {
		text := strings.TrimSpace(line)
		var err error
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
			key = ""
		case strings.HasPrefix(text, "["):
			key = ""
			meanings = append(meanings, &Meaning{ID: strings.Trim(text, "[]")})
		case len(meanings) == 0:
			err = errors.New("a stanza begins with its name, such as [methadone]")
		default:
			key, err = meanings[len(meanings)-1].read(line, key)
		}
		if err != nil {
			return nil, fmt.Errorf("words file, line %d: %w", n+1, err)
		}
	}
	return meanings, nil
}

// read takes a line of a stanza: "key: value", or more of the last key's value.
func (m *Meaning) read(line, lastKey string) (key string, err error) {
	key, value, found := strings.Cut(line, ":")
	if line[0] == ' ' || line[0] == '\t' {
		if lastKey == "" {
			return "", errors.New("an indented line continues the one before it, and there is none")
		}
		key, value, found = lastKey, line, true
	}
	if !found {
		return "", fmt.Errorf("%q is not a key, a colon and a value", line)
	}
	return key, m.set(key, strings.TrimSpace(value))
}

func (m *Meaning) set(key, value string) error {
	switch key {
	case "kind":
		m.Kind = Kind(value)
	case "en":
		m.English = value
	case "es":
		m.Spanish = value
	case "codes":
		m.Codes = append(m.Codes, strings.Fields(value)...)
	case "holds":
		m.Condition = facility.Condition(value)
	case "danger":
		m.Danger = value
	case "place":
		m.Place = value
	case "instead":
		m.Instead = append(m.Instead, strings.Fields(value)...)
	case "words", "palabras":
		for text := range strings.SplitSeq(value, ",") {
			if text = strings.TrimSpace(text); text != "" {
				m.Phrases = append(m.Phrases, Phrase{Text: text, Spanish: key == "palabras"})
			}
		}
	default:
		return fmt.Errorf("there is no key %q", key)
	}
	return nil
}

// add takes a meaning in, with its phrases.
func (l *Lexicon) add(m *Meaning, tax *facility.Taxonomy) error {
	if err := m.validate(tax); err != nil {
		return fmt.Errorf("words file, [%s]: %w", m.ID, err)
	}
	if l.byID[m.ID] != nil {
		return fmt.Errorf("words file: there are two stanzas [%s]", m.ID)
	}
	if m.isOneCode() {
		m.English, m.Spanish = tax.Label(m.Codes[0], "en"), tax.Label(m.Codes[0], "es")
	}
	l.byID[m.ID] = m
	l.meanings = append(l.meanings, m)
	for i := range m.Phrases {
		p := &m.Phrases[i]
		p.Meaning = m
		if other := l.insert(p); other != nil && other.Meaning != m {
			return fmt.Errorf("words file: %q is both in [%s] and in [%s]", p.Text, other.ID, m.ID)
		}
	}
	return nil
}

func (m *Meaning) validate(tax *facility.Taxonomy) error {
	switch m.Kind {
	case Service, Payment, Person, Language, Moment, Wish, Danger, Near, Place, Or, Generic, Filler, Name, Word:
	default:
		return fmt.Errorf("there is no kind %q", m.Kind)
	}
	switch {
	case len(m.Phrases) == 0:
		return errors.New("it has no words")
	case m.Kind.Filters() == (len(m.Codes) == 0):
		return errors.New("services, payments, persons and languages have codes, and nothing else has")
	case m.isOneCode() && m.English+m.Spanish != "":
		return errors.New("it is labelled as its one code is, in the taxonomy, and has no en and es")
	case (m.Kind == Moment) != m.Condition.Known() || m.Kind != Moment && m.Condition != "":
		return errors.New("moments hold a condition that the program knows, and nothing else does")
	case (m.Kind.Filters() && !m.isOneCode() || m.Kind == Moment || m.Kind == Wish || m.Kind == Danger) && (m.English == "" || m.Spanish == ""):
		return errors.New("it lacks its label in English or Spanish")
	case m.Danger != "" && m.Danger != "overdose" && m.Danger != "suicide", m.Kind == Danger && m.Danger == "":
		return errors.New("danger is overdose or suicide")
	}
	for _, code := range m.Codes {
		if _, ok := tax.Code(code); !ok {
			return fmt.Errorf("there is no service code %s", code)
		}
	}
	for _, p := range m.Phrases {
		if len(Tokens(p.Text)) == 0 {
			return fmt.Errorf("%q has no letter or digit", p.Text)
		}
	}
	return nil
}

// isOneCode reports whether the meaning is a service code's own: pages then call
// it and a tick box of that code by the same name.
func (m *Meaning) isOneCode() bool { return len(m.Codes) == 1 }

func (l *Lexicon) checkReferences() error {
	for _, m := range l.meanings {
		for _, id := range m.Instead {
			if other := l.byID[id]; other == nil || !other.Kind.Filters() {
				return fmt.Errorf("words file, [%s]: instead names [%s], which is no filter", m.ID, id)
			}
		}
	}
	return nil
}
