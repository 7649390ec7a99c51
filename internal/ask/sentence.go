package ask

import (
	"haven/internal/ask/lexicon"
	"haven/internal/geo"
)

// roleRadius is a role besides the kinds of phrases: how far, as in "within 10
// miles of".
const roleRadius lexicon.Kind = "radius"

// sentence is a text with what its words were taken to mean. The spans cover
// all tokens, in order.
type sentence struct {
	text   string
	tokens []lexicon.Token
	spans  []span
}

// span is some words that together mean one thing.
type span struct {
	from, to int // tokens, the last excluded
	role     lexicon.Kind
	// meanings are alternatives; there is more than one only with an "or".
	meanings []*lexicon.Meaning
	spanish  bool
	place    *geo.Place
	bare     bool // a place that no word announces, nor a state behind it
	radius   string
}

// interpreter reads one text. It goes through its words once; at each it takes
// the longest phrase or place that begins there.
type interpreter struct {
	sentence
	gaz *geo.Gazetteer
	lex *lexicon.Lexicon
	// nearGiven: a place was sent apart; only marked ones are looked for.
	nearGiven bool
	lookups   int // how often the gazetteer was asked
}

func interpret(text string, nearGiven bool, gaz *geo.Gazetteer) sentence {
	in := interpreter{gaz: gaz, lex: words(), nearGiven: nearGiven}
	in.text, in.tokens = text, lexicon.Tokens(text)
	in.scan()
	in.mend()
	in.findBarePlaces()
	in.findMisspeltPlace()
	in.joinAlternatives()
	return in.sentence
}

func (in *interpreter) scan() {
	in.spans = in.spans[:0]
	for at := 0; at < len(in.tokens); {
		s := in.next(at)
		in.spans = append(in.spans, s)
		at = s.to
	}
}

// next is what begins at a token.
func (in *interpreter) next(at int) span {
	word := span{from: at, to: at + 1, role: lexicon.Word}
	if in.tokens[at].Quoted {
		return word
	}
	s, found := in.phrase(at)
	for _, number := range []func(int) (span, bool){in.age, in.distance} {
		if n, ok := number(at); ok && (!found || n.to > s.to) {
			return n
		}
	}
	if place, ok := in.placeFrom(at); ok && (!found || in.outweighs(place, s)) {
		return place
	}
	if found {
		return s
	}
	return word
}

// phrase is the longest phrase of the lexicon that begins at a token.
func (in *interpreter) phrase(at int) (span, bool) {
	end := at
	for end < len(in.tokens) && !in.tokens[end].Quoted {
		end++
	}
	p, n := in.lex.Longest(in.tokens[at:end])
	if p == nil {
		return span{}, false
	}
	s := span{from: at, to: at + n, role: p.Kind, meanings: []*lexicon.Meaning{p.Meaning}, spanish: p.Spanish}
	if p.Kind == lexicon.Place {
		place, _, ok := in.gaz.Read(p.Place)
		if !ok {
			return span{}, false
		}
		s.place = &place
		first, _ := in.lex.Longest(in.tokens[at : at+1])
		s.bare = first == nil || first.Kind != lexicon.Near
	}
	return s, true
}

// written is the text of some tokens, as it was written.
func (s *sentence) written(from, to int) string {
	return s.text[s.tokens[from].From:s.tokens[to-1].To]
}

// is reports whether a token is one of some words.
func (s *sentence) is(at int, words ...string) bool {
	if at < 0 || at >= len(s.tokens) {
		return false
	}
	for _, w := range words {
		if s.tokens[at].Word == w {
			return true
		}
	}
	return false
}

// has reports whether a span has one of some roles.
func (s *sentence) has(roles ...lexicon.Kind) bool {
	for i := range s.spans {
		for _, role := range roles {
			if s.spans[i].role == role {
				return true
			}
		}
	}
	return false
}

// filters reports whether some words narrow the search.
func (s *sentence) filters() bool {
	return s.has(lexicon.Service, lexicon.Payment, lexicon.Person, lexicon.Language)
}

// place is the span of the first place; nil without one.
func (s *sentence) place() *span {
	for i := range s.spans {
		if s.spans[i].role == lexicon.Place {
			return &s.spans[i]
		}
	}
	return nil
}

// surePlace is the span of the first place that is no part of a name.
func (s *sentence) surePlace() *span {
	for i := range s.spans {
		if s.spans[i].role == lexicon.Place && !s.spans[i].bare {
			return &s.spans[i]
		}
	}
	return nil
}

// radius is how far the words say that somebody would go; "" if they do not.
func (s *sentence) radius() string {
	for i := range s.spans {
		if s.spans[i].role == roleRadius {
			return s.spans[i].radius
		}
	}
	return ""
}
