package ask

import (
	"strings"

	"haven/internal/ask/lexicon"
)

// means reports whether a span asks for something by itself.
func (s *span) means() bool {
	switch s.role {
	case lexicon.Moment, lexicon.Wish, lexicon.Danger, lexicon.Place, roleRadius:
		return true
	}
	return s.role.Filters()
}

// names reports whether a span is, for all that is known, a name or part of one.
func (s *span) names() bool { return s.role == lexicon.Word || s.role == lexicon.Name }

// nothingButNames reports whether some words, or all, can be nothing but names.
func (s *sentence) nothingButNames() bool {
	return s.has(lexicon.Word, lexicon.Name) || !s.understood()
}

// understood reports whether any words ask for something.
func (s *sentence) understood() bool {
	for i := range s.spans {
		if s.spans[i].means() {
			return true
		}
	}
	return false
}

// remainder is what is left to be looked for in names. Words such as "clinic"
// belong to it beside unknown ones, and where there is nothing else; with
// bare, unknown words alone are given.
func (s *sentence) remainder(bare bool) string {
	var parts []string
	for first := 0; first < len(s.spans); first++ {
		last := first
		for last < len(s.spans) && !s.spans[last].means() {
			last++
		}
		parts = append(parts, s.name(s.spans[first:last], bare)...)
		first = last
	}
	return plainText(strings.Join(parts, " "))
}

// plainText is a text without quotation marks and needless blanks.
func plainText(text string) string {
	return strings.Join(strings.Fields(strings.Map(unquoted, text)), " ")
}

// name is the name in a run of words that mean nothing, without what is
// around it: "help me find Grady Hospital please".
func (s *sentence) name(run []span, bare bool) []string {
	var all []string
	from, to, named := -1, -1, !s.understood()
	for i := range run {
		sp := &run[i]
		if sp.names() {
			named = true
			all = append(all, s.written(sp.from, sp.to))
		}
		if sp.names() || sp.role == lexicon.Generic {
			if from < 0 {
				from = sp.from
			}
			to = sp.to
		}
	}
	switch {
	case !named || from < 0:
		return nil
	case bare && len(all) > 0:
		return all
	}
	return []string{s.written(from, to)}
}

// without is the text with some spans cut out, and with them the words of no
// weight before them: "that takes" before "medicaid".
func (s *sentence) without(drop func(*span) bool) string {
	var kept strings.Builder
	done := 0 // byte up to which is decided
	for i := range s.spans {
		sp := &s.spans[i]
		end := s.tokens[sp.to-1].To
		switch {
		case drop(sp):
			kept.WriteString(strings.Map(quotesAlone, s.text[done:end]))
		case sp.role == lexicon.Filler || sp.role == lexicon.Near || sp.role == lexicon.Or:
			continue // goes with what follows
		default:
			kept.WriteString(s.text[done:end])
		}
		done = end
	}
	kept.WriteString(s.text[done:])
	return strings.Trim(strings.Join(strings.Fields(kept.String()), " "), " ,;.")
}

// wholeName is the text as a name: all but the place it is in.
func (s *sentence) wholeName() string {
	sure := s.surePlace()
	return plainText(s.without(func(sp *span) bool { return sp == sure }))
}

// withoutText is the text without what was looked for in names.
func (s *sentence) withoutText(how reading) string {
	return s.without(func(sp *span) bool {
		return sp.names() || sp.role == lexicon.Generic || how == asAName && (sp.role != lexicon.Place || sp.bare)
	})
}

// withoutPlaces is the text without the places it names.
func (s *sentence) withoutPlaces() string {
	return s.without(func(sp *span) bool { return sp.role == lexicon.Place })
}

// with is the text with other words in the place of a span.
func (s *sentence) with(sp *span, words string) string {
	return s.text[:s.tokens[sp.from].From] + words + s.text[s.tokens[sp.to-1].To:]
}

func quotesAlone(r rune) rune {
	if lexicon.IsQuote(r) {
		return r
	}
	return -1
}

func unquoted(r rune) rune {
	if lexicon.IsQuote(r) {
		return -1
	}
	return r
}
