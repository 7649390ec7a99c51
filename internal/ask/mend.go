package ask

import (
	"slices"

	"haven/internal/ask/lexicon"
)

// mend reads the text once more with its typos corrected, if it has any. What
// means nothing even so stays as it was written: it is a name, and the
// searcher, who knows all names, is the one to correct it.
func (in *interpreter) mend() {
	written, before := in.tokens, slices.Clone(in.spans)
	in.tokens = slices.Clone(written)
	mended := false
	for _, s := range before {
		if s.role == lexicon.Word && in.correct(s.from) {
			mended = true
		}
	}
	if mended {
		in.scan()
		in.undo(written)
	}
	in.tokens = written
}

// correct corrects a token unless it is right or quoted. Of several words that
// it may stand for, it becomes the one that makes the longest phrase with its
// neighbours: "metal health" is about the mind.
func (in *interpreter) correct(at int) bool {
	token := &in.tokens[at]
	if _, _, place := in.read(at, at+1); place || token.Quoted || in.lex.Knows(token.Word) {
		return false
	}
	written, best, most := token.Word, "", -1
	for _, word := range in.lex.Corrections(written) {
		token.Word = word
		if worth := in.worth(at); worth > most {
			best, most = word, worth
		}
	}
	token.Word = written
	if most >= 0 {
		token.Word = best
	}
	return most >= 0
}

// maxPhrase is how many words before a token may belong to its phrase.
const maxPhrase = 5

// worth is how long a phrase a token is part of: longer by half a word if it
// asks for something.
func (in *interpreter) worth(at int) int {
	most := 0
	for from := max(0, at-maxPhrase); from <= at; from++ {
		s, ok := in.phrase(from)
		if !ok || s.to <= at {
			continue
		}
		worth := 2 * (s.to - s.from)
		if s.means() {
			worth++
		}
		most = max(most, worth)
	}
	return most
}

// undo takes corrections back that made nothing but a word without a meaning.
func (in *interpreter) undo(written []lexicon.Token) {
	var spans []span
	for _, s := range in.spans {
		if s.means() || s.role == lexicon.Generic || in.asWritten(s, written) {
			spans = append(spans, s)
			continue
		}
		for at := s.from; at < s.to; at++ {
			spans = append(spans, span{from: at, to: at + 1, role: lexicon.Word})
		}
	}
	in.spans = spans
}

func (in *interpreter) asWritten(s span, written []lexicon.Token) bool {
	for at := s.from; at < s.to; at++ {
		if in.tokens[at].Word != written[at].Word {
			return false
		}
	}
	return true
}
