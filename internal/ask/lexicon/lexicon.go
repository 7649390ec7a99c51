// Package lexicon holds the words that people use when they ask for help, and
// what each of them means: service codes, a wish, a danger, or nothing. The
// words are data in a file that anybody can read and add to; this package
// reads that file, finds its phrases in a text, and forgives typos.
package lexicon

import "haven/internal/facility"

// Kind is what a phrase is for in a search.
type Kind string

// The kinds of phrases. Those of the first block are filters: they have codes.
const (
	Service  Kind = "service"
	Payment  Kind = "payment"
	Person   Kind = "person" // who it is for
	Language Kind = "language"

	Danger  Kind = "danger"  // somebody may be dying
	Moment  Kind = "moment"  // a filter on what holds for a while only: it has a condition
	Wish    Kind = "wish"    // understood, but no fact of ours answers it: ask when you call
	Near    Kind = "near"    // a place follows: "near", "cerca de"
	Place   Kind = "place"   // a place by a name that the gazetteer reads as another
	Or      Kind = "or"      // what stands before and after are alternatives
	Generic Kind = "generic" // says nothing by itself, but may be part of a name: "clinic"
	Filler  Kind = "filler"  // says nothing: "please"
	Name    Kind = "name"    // a name, though it also is a place or a word of another kind
	Word    Kind = "word"    // no phrase, but right as it is written
)

// Filters reports whether phrases of the kind narrow a search.
func (k Kind) Filters() bool {
	return k == Service || k == Payment || k == Person || k == Language
}

// Meaning is what some phrases mean.
type Meaning struct {
	ID   string // its name in the file, such as "methadone"
	Kind Kind
	// English and Spanish are what people read for it.
	English, Spanish string
	// Codes are the alternatives that a filter asks for, the main one first.
	Codes []string
	// Condition is what must hold now, of a moment.
	Condition facility.Condition
	// Danger is "overdose" or "suicide" where help cannot wait.
	Danger string
	// Place is what the gazetteer is to read instead.
	Place string
	// Instead are the IDs of what may help where this cannot be had.
	Instead []string
	// Phrases are the ways to say it, the most usual first.
	Phrases []Phrase
}

// Label is what people read for the meaning in a language, "en" or "es".
func (m *Meaning) Label(lang string) string {
	if lang == "es" {
		return m.Spanish
	}
	return m.English
}

// Usual is the most usual way to say it in a language.
func (m *Meaning) Usual(spanish bool) string {
	for _, p := range m.Phrases {
		if p.Spanish == spanish {
			return p.Text
		}
	}
	return m.Phrases[0].Text
}

// Phrase is one way to say something.
type Phrase struct {
	*Meaning
	Text    string
	Spanish bool
}

// Lexicon finds phrases. It is immutable and safe for concurrent use.
type Lexicon struct {
	meanings []*Meaning
	byID     map[string]*Meaning
	root     node
	spelling spelling
	// beginnings are the phrases that ask for something, sorted by their words.
	beginnings []beginning
}

// node is where one or more words lead.
type node struct {
	phrase *Phrase // that ends here
	next   map[string]*node
}

// New reads the words of a file, and adds the names and labels of the
// taxonomy's codes that it does not speak of.
func New(file string, tax *facility.Taxonomy) (*Lexicon, error) {
	l := &Lexicon{byID: map[string]*Meaning{}}
	meanings, err := parse(file)
	if err != nil {
		return nil, err
	}
	for _, m := range meanings {
		if err := l.add(m, tax); err != nil {
			return nil, err
		}
	}
	if err := l.checkReferences(); err != nil {
		return nil, err
	}
	l.addLabels(tax)
	l.sortBeginnings()
	return l, nil
}

// Meanings are all meanings: those of the file in its order, then those made
// from the taxonomy. Do not change them.
func (l *Lexicon) Meanings() []*Meaning { return l.meanings }

// Meaning returns a meaning by its ID; nil if there is none.
func (l *Lexicon) Meaning(id string) *Meaning { return l.byID[id] }

// Longest finds the longest phrase that the tokens begin with, and how many
// tokens it takes; nil if there is none.
func (l *Lexicon) Longest(tokens []Token) (*Phrase, int) {
	var longest *Phrase
	length := 0
	at := &l.root
	for i := range tokens {
		if at = at.next[tokens[i].Word]; at == nil {
			break
		}
		if at.phrase != nil {
			longest, length = at.phrase, i+1
		}
	}
	return longest, length
}

// insert makes a phrase findable; it returns the one that is already there.
func (l *Lexicon) insert(p *Phrase) *Phrase {
	at := &l.root
	for _, t := range Tokens(p.Text) {
		if at.next == nil {
			at.next = map[string]*node{}
		}
		next := at.next[t.Word]
		if next == nil {
			next = &node{}
			at.next[t.Word] = next
		}
		at = next
		l.spelling.learn(t.Word)
	}
	if at.phrase != nil {
		return at.phrase
	}
	at.phrase = p
	return nil
}
