package ask

import (
	"slices"

	"haven/internal/ask/lexicon"
	"haven/internal/geo"
)

// A town's name is often a facility's name as well: Hope, Grady, Serenity. So a
// bare name is a place only from so many people on.
const (
	// knownTown applies where all else in the text was understood, as in
	// "detox pikeville", and to names that words.txt lists as facilities'.
	knownTown = 5_000
	// knownCity applies where the name is all there is: "phoenix". New Hope,
	// Minnesota, has 21,000 people.
	knownCity = 50_000
	// largeCity applies behind other unknown words: "new start houston".
	largeCity = 100_000
)

const (
	maxPlaceWords = 5 // "city of winston salem nc"
	// maxLookups keeps a text of nothing but names' beginnings cheap: a lookup
	// takes some microseconds.
	maxLookups = 60
)

// placeFrom finds a place that begins at a token: one that a word such as
// "near" announces, or one that says itself that it is a place, as a ZIP code,
// a county, or a city with its state.
func (in *interpreter) placeFrom(at int) (span, bool) {
	after := at + in.marker(at)
	marked := after > at || len(in.spans) > 0 && in.spans[len(in.spans)-1].role == roleRadius
	longest := min(after+maxPlaceWords, len(in.tokens))
	if after == longest || !in.gaz.Begins(in.written(after, longest)) {
		return span{}, false
	}
	for end := longest; end > after; end-- {
		place, exact, ok := in.read(after, end)
		if !ok || !marked && !in.evident(place, exact, after, end) {
			continue
		}
		if !in.strayState(after, end, marked) && !in.streetNamed(end) {
			if marked {
				place = in.orLikelier(place, after, end)
			}
			bare := !marked && place.Kind == geo.KindCounty && in.stateWords(place, after, end) == 0
			return span{from: at, to: end, role: lexicon.Place, place: &place, bare: bare}, true
		}
	}
	return span{}, false
}

// hamlet is how few people may live in a place for a large city one typo away
// to be likelier: "near huston" is Houston, and not Huston in Idaho.
const hamlet = 2_000

// orLikelier is the place, or the large city that it likely is a misspelling of.
func (in *interpreter) orLikelier(p geo.Place, from, to int) geo.Place {
	if p.Kind != geo.KindCity || p.Population >= hamlet || in.stateWords(p, from, to) > 0 {
		return p
	}
	large, ok := in.gaz.Misspelt(in.written(from, to), largeCity)
	if !ok {
		return p
	}
	large.Alternatives = append([]geo.Place{p}, large.Alternatives...)
	return large
}

// marker is how many tokens announce that a place follows them.
func (in *interpreter) marker(at int) int {
	if s, ok := in.phrase(at); ok && s.role == lexicon.Near {
		return s.to - s.from
	}
	if p, _ := in.lex.Longest(in.tokens[at : at+1]); p != nil && p.Kind == lexicon.Near {
		return 1
	}
	return 0
}

// read looks some tokens up in the gazetteer; exact tells that they are a full
// name.
func (in *interpreter) read(from, to int) (place geo.Place, exact, ok bool) {
	for i := from; i < to; i++ {
		if in.tokens[i].Quoted {
			return geo.Place{}, false, false
		}
	}
	if in.lookups >= maxLookups || !in.gaz.Begins(in.written(from, to)) {
		return geo.Place{}, false, false
	}
	in.lookups++
	place, exact, ok = in.gaz.Read(in.written(from, to))
	return place, exact, ok && (place.Kind != geo.KindZIP || in.isZIPOf(place, from, to))
}

// isZIPOf reports whether all that stands before a ZIP code is its city or
// state: the gazetteer does not mind what else does.
func (in *interpreter) isZIPOf(zip geo.Place, from, to int) bool {
	for from < to && !isZIP(in.tokens[to-1].Word) {
		to-- // the four digits of ZIP+4
	}
	if to-from < 2 {
		return true
	}
	before, _, ok := in.gaz.Read(in.written(from, to-1))
	return ok && before.State == zip.State
}

// streetWords stand behind the name of a street, which often is a city's.
var streetWords = []string{
	"street", "st", "avenue", "ave", "road", "rd", "boulevard", "blvd", "drive", "lane", "ln", "highway", "hwy", "parkway", "pkwy",
	"pike", "plaza", "calle", "avenida",
}

// streetNamed reports whether what ends at a token is the name of a street.
func (in *interpreter) streetNamed(to int) bool { return in.is(to, streetWords...) }

// evident reports whether the words can be nothing but a place.
func (in *interpreter) evident(p geo.Place, exact bool, from, to int) bool {
	switch p.Kind {
	case geo.KindPoint:
		return true
	case geo.KindZIP: // but not the number of a house
		return to == len(in.tokens) || in.tokens[to].Comma || in.known(to)
	case geo.KindCounty:
		return exact
	case geo.KindCity:
		return in.stateWords(p, from, to) > 0
	}
	return false
}

// known reports whether a phrase begins at a token.
func (in *interpreter) known(at int) bool {
	_, ok := in.phrase(at)
	return ok
}

// stateWords is how many of the last words name the place's state.
func (in *interpreter) stateWords(p geo.Place, from, to int) int {
	for n := min(3, to-from-1); n > 0; n-- {
		if s, ok := in.gaz.State(in.written(to-n, to)); ok && s.State == p.State {
			return n
		}
	}
	return 0
}

// strayCodes are states' codes that are words of English or Spanish. They mean
// the state where they are written in capitals, and after a city where a comma
// stands before them or nothing but a ZIP code behind.
var strayCodes = []string{"in", "or", "me", "hi", "ok", "oh", "la", "de", "as", "al", "mi", "id", "pa", "co", "ma", "mo", "ms", "md", "mh", "mt", "ne"}

// strayInQuestions are those that even a word such as "in" does not make a
// state: "near me", "en la", "para mi".
var strayInQuestions = []string{"in", "or", "me", "hi", "la", "as", "mi"}

func (in *interpreter) strayState(from, to int, marked bool) bool {
	last := in.tokens[to-1]
	if !slices.Contains(strayCodes, last.Word) || last.Capital && !in.allCapitals() {
		return false
	}
	if to-from == 1 {
		return !marked || slices.Contains(strayInQuestions, last.Word)
	}
	return !last.Comma && to < len(in.tokens) && !isZIP(in.tokens[to].Word)
}

// allCapitals reports that somebody wrote everything in capitals, so that
// they tell nothing.
func (in *interpreter) allCapitals() bool {
	for _, t := range in.tokens {
		if len(t.Word) > 2 && !t.Capital && !isZIP(t.Word) {
			return false
		}
	}
	return len(in.tokens) > 1
}

func isZIP(word string) bool {
	for i := range len(word) {
		if word[i] < '0' || word[i] > '9' {
			return false
		}
	}
	return len(word) == 5
}

// outweighs decides between a place and a phrase that begin at one token: the
// longer one wins. In "in va" the state wins over a phrase of the same length
// behind the marker, in "near hope" the town if it is one that people know.
func (in *interpreter) outweighs(place, phrase span) bool {
	if place.to != phrase.to {
		if phrase.role != lexicon.Near || place.to < phrase.to {
			return place.to > phrase.to
		}
		inner, ok := in.phrase(phrase.to)
		if !ok || inner.to < place.to {
			return true
		}
		if inner.role == lexicon.Name {
			return inner.to == place.to && place.place.Population >= knownTown
		}
		return inner.to == place.to && place.place.Kind == geo.KindState
	}
	return phrase.role == lexicon.Name && place.place.Kind != geo.KindCity
}
