package ask

import (
	"strconv"
	"strings"

	"haven/internal/ask/lexicon"
)

// oldest is the greatest number that is read as an age.
const oldest = 110

// age finds an age, with the words that tell that it is one: "16 years old",
// "16yo", "16 años", "age 16", "who is 16", "tiene 16".
func (in *interpreter) age(at int) (span, bool) {
	word := in.tokens[at].Word
	digits := strings.TrimRight(word, "yorsy")
	years, err := strconv.Atoi(digits)
	if err != nil || years < 1 || years > oldest || digits[0] == '+' {
		return span{}, false
	}
	end := in.afterYears(at + 1)
	switch unit := word[len(digits):]; {
	case unit == "yo" || unit == "yr" || unit == "yrs" || unit == "y":
	case unit != "":
		return span{}, false
	case end > at+1:
	case !in.is(at-1, "age", "aged", "is", "turned", "am", "im", "shes", "hes", "edad", "tiene", "tengo") || in.counts(at+1):
		return span{}, false
	}
	return span{from: at, to: end, role: lexicon.Person, meanings: []*lexicon.Meaning{in.lex.Meaning(ageGroup(years))}}, true
}

// afterYears is where what says "years old" ends; where it began if nothing does.
func (in *interpreter) afterYears(at int) int {
	if in.is(at, "y") && in.is(at+1, "o") {
		return at + 2
	}
	if !in.is(at, "year", "years", "yr", "yrs", "yo", "ano", "anos") {
		return at
	}
	at++
	if in.is(at, "old") {
		return at + 1
	}
	if in.is(at, "de") && in.is(at+1, "edad") {
		return at + 2
	}
	return at
}

// counts reports whether a number before the token counts something else than
// years of age.
func (in *interpreter) counts(at int) bool {
	return in.is(at, "day", "days", "week", "weeks", "month", "months", "hour", "hours", "mg", "dias", "meses", "horas",
		"semanas", "step", "steps", "times", "percent", "minutes", "minutos") || in.isUnit(at)
}

// ageGroup names the meaning that an age belongs to, as the directory divides
// ages.
func ageGroup(years int) string {
	switch {
	case years < 18:
		return "teens"
	case years < 26:
		return "young-adults"
	case years < 65:
		return "adults"
	}
	return "seniors"
}

// distance finds how far somebody would go: "within 10 miles of", "10mi", "a
// 20 km de". What it is measured from stands behind it or elsewhere.
func (in *interpreter) distance(at int) (span, bool) {
	first := at
	for in.is(at, "within", "less", "than", "under", "a", "menos", "de") {
		at++
	}
	if at == len(in.tokens) || in.tokens[at].Quoted {
		return span{}, false
	}
	word := in.tokens[at].Word
	digits := strings.TrimRight(word, "abcdefghijklmnopqrstuvwxyz")
	unit, end := unitNamed(word[len(digits):]), at+1
	if word == digits && in.isUnit(end) {
		unit, end = unitNamed(in.tokens[end].Word), end+1
	}
	if _, err := parseRadius(digits + unit); unit == "" || err != nil {
		return span{}, false
	}
	for in.is(end, "of", "from", "around", "de", "away") {
		end++
	}
	return span{from: first, to: end, role: roleRadius, radius: digits + unit}, true
}

func (in *interpreter) isUnit(at int) bool {
	return at < len(in.tokens) && unitNamed(in.tokens[at].Word) != ""
}

// unitNamed is the unit of radius that a word stands for; "" if none.
func unitNamed(word string) string {
	switch word {
	case "mi", "mile", "miles", "milla", "millas":
		return "mi"
	case "km", "kms", "kilometer", "kilometers", "kilometre", "kilometres", "kilometro", "kilometros":
		return "km"
	}
	return ""
}
