package ask

import (
	"errors"
	"slices"

	"haven/internal/ask/lexicon"
	"haven/internal/geo"
)

// findBarePlaces finds a place that nothing announces, in what is left of a
// text that names no other: "suboxone atlanta". Of several the last is it;
// words that stand before other unknown ones are the beginning of a name:
// Phoenix House, Oakland Family Services.
func (in *interpreter) findBarePlaces() {
	if in.nearGiven || in.place() != nil {
		return
	}
	for last := len(in.spans) - 1; last >= 0; last-- {
		first := last
		for first >= 0 && in.spans[first].names() {
			first--
		}
		if first < last && in.findBarePlace(first+1, last) {
			return
		}
		last = first
	}
}

// findBarePlace looks at a run of names and unknown words, whole or its end.
func (in *interpreter) findBarePlace(first, last int) bool {
	from, to := in.spans[first].from, in.spans[last].to
	for at := first; at <= last; at++ {
		start := in.spans[at].from
		if to-start > maxPlaceWords || !in.unknown(at, last) {
			continue
		}
		place, exact, ok := in.read(start, to)
		if !ok || !exact || !in.knownEnough(place, start, from, to) || in.strayEnd(start, from, to) {
			continue
		}
		if place.Kind == geo.KindState && at > first && in.misspeltIn(first, last) {
			return true
		}
		in.spans = slices.Replace(in.spans, at, last+1, span{from: start, to: to, role: lexicon.Place, place: &place, bare: true})
		return true
	}
	return false
}

// unknown reports whether some spans are unknown words, none of them quoted.
func (in *interpreter) unknown(first, last int) bool {
	for i := first; i <= last; i++ {
		if in.spans[i].role != lexicon.Word || in.tokens[in.spans[i].from].Quoted {
			return false
		}
	}
	return true
}

// strayEnd reports that the code of a state is likely none. As the last word
// behind others that were understood it is one, as in "detox pa"; not behind
// unknown words, as in "101 Peachtree Street NE".
func (in *interpreter) strayEnd(start, from, to int) bool {
	if start > from {
		return to-start == 1 && slices.Contains(strayCodes, in.tokens[start].Word)
	}
	return in.strayState(start, to, false) && !(to == len(in.tokens) && in.filters())
}

func (in *interpreter) knownEnough(p geo.Place, start, from, to int) bool {
	needed := knownCity
	switch {
	case p.Kind == geo.KindCounty || p.Kind == geo.KindPoint:
		return false
	case start > from:
		needed = largeCity
	case in.filters() && !in.otherWords(from, to):
		needed = knownTown
	}
	return p.Kind == geo.KindZIP && start == from || p.Population >= needed
}

// otherWords reports whether there are unknown words outside of some tokens.
func (in *interpreter) otherWords(from, to int) bool {
	for _, s := range in.spans {
		if (s.role == lexicon.Word || s.role == lexicon.Name) && (s.from < from || s.to > to) {
			return true
		}
	}
	return false
}

// misspeltIn takes unknown words before a state for a city with a typo:
// "alanta ga".
func (in *interpreter) misspeltIn(first, last int) bool {
	return in.unknown(first, last) && in.replaceMisspelt(first, last, in.announced(first))
}

// announced reports whether a word such as "near" stands before a span.
func (in *interpreter) announced(at int) bool { return at > 0 && in.spans[at-1].role == lexicon.Near }

// findMisspeltPlace takes unknown words for a place with a typo: any city or
// ZIP code behind a word such as "near", a large city where all else was
// understood.
func (in *interpreter) findMisspeltPlace() {
	if in.place() != nil {
		return
	}
	for i := range in.spans {
		if !in.unknown(i, i) {
			continue
		}
		last := i
		for last+1 < len(in.spans) && in.unknown(last+1, last+1) {
			last++
		}
		announced := in.announced(i)
		if !announced && (in.nearGiven || !in.filters() || in.otherWords(in.spans[i].from, in.spans[last].to)) {
			return
		}
		if in.replaceMisspelt(i, last, announced) {
			return
		}
	}
}

// replaceMisspelt makes a place of a run of unknown words, or of its beginning
// where it is announced.
func (in *interpreter) replaceMisspelt(first, last int, announced bool) bool {
	start, people := first, largeCity
	if announced {
		start, people = first-1, 0
	}
	for end := last; end >= first && (announced || end == last); end-- {
		place, ok := in.misspelt(in.spans[first].from, in.spans[end].to, people)
		if !ok {
			continue
		}
		made := span{from: in.spans[start].from, to: in.spans[end].to, role: lexicon.Place, place: &place}
		in.spans = slices.Replace(in.spans, start, end+1, made)
		return true
	}
	return false
}

func (in *interpreter) misspelt(from, to, people int) (geo.Place, bool) {
	if to-from > 1 || !isZIP(in.tokens[from].Word) {
		return in.gaz.Misspelt(in.written(from, to), people)
	}
	var unknown *geo.UnknownPlaceError
	if _, err := in.gaz.Find(in.tokens[from].Word); !errors.As(err, &unknown) || len(unknown.Suggestions) == 0 {
		return geo.Place{}, false
	}
	place, _, ok := in.gaz.Read(unknown.Suggestions[0])
	return place, ok
}
