package ask

import (
	"slices"

	"haven/internal/ask/lexicon"
)

// joinAlternatives makes one filter of two with an "or" or a slash between
// them: "medicaid or medicare", "suboxone/methadone".
func (in *interpreter) joinAlternatives() {
	var joined []span
	for i := 0; i < len(in.spans); i++ {
		s := in.spans[i]
		n := len(joined) - 1
		or := s.role == lexicon.Or
		switch {
		case or && n >= 0 && i+1 < len(in.spans) && alternatives(joined[n], in.spans[i+1]):
			joined[n] = either(joined[n], in.spans[i+1])
			i++
		case n >= 0 && in.tokens[s.from].Slash && alternatives(joined[n], s):
			joined[n] = either(joined[n], s)
		default:
			joined = append(joined, s)
		}
	}
	in.spans = joined
}

// alternatives reports whether two filters answer the same question.
func alternatives(a, b span) bool { return a.role == b.role && a.role.Filters() }

func either(a, b span) span {
	a.to = b.to
	a.meanings = slices.Clone(a.meanings)
	for _, m := range b.meanings {
		if !slices.Contains(a.meanings, m) {
			a.meanings = append(a.meanings, m)
		}
	}
	return a
}
