package plainwords

import "strings"

// englishSyllables counts the syllables of a word in small letters by its
// spelling: a group of vowels is one, but for those that are silent or spoken
// apart. Names and
// rare words may be a syllable off, either way.
func englishSyllables(word string) int {
	word = strings.TrimSuffix(strings.ReplaceAll(word, "’", "'"), "'s")
	count := groups(word, "aeiouyéó")
	for _, pair := range spokenApart {
		count += strings.Count(word, pair)
	}
	for _, single := range spokenAsOne {
		count -= strings.Count(word, single)
	}
	return max(1, count-silentEnding(word))
}

// spokenApart are vowels that are two syllables, as in "Medicaid", "area",
// "radio" and "trying"; spokenAsOne are the words where they are not: "station",
// "special", "religious".
var (
	spokenApart = []string{"ia", "io", "iu", "area", "idea", "real", "eo", "ying", "ual", "uou", "uat", "diet", "scie", "fluen"}
	spokenAsOne = []string{"tion", "sion", "cion", "gion", "cial", "tial", "cian", "cious", "tious", "people", "every", "iend"}
)

// silentEnding is 1 for a word whose last vowel is not spoken: "care", "used",
// "places" has it spoken, "makes" does not.
func silentEnding(word string) int {
	stem, ending := word, ""
	for _, e := range []string{"ely", "eless", "ement", "eful", "es", "ed", "e"} {
		if strings.HasSuffix(word, e) {
			stem, ending = strings.TrimSuffix(word, e), e
			break
		}
	}
	switch {
	case ending == "" || groups(stem, "aeiouy") == 0 || endsInAny(stem, "a", "e", "i", "o", "u", "y"):
		return 0
	case ending == "e" && endsInAny(stem, "bl", "cl", "dl", "fl", "gl", "kl", "pl", "tl", "zl"):
		return 0
	case ending == "es" && endsInAny(stem, "s", "c", "x", "z", "ch", "sh", "g", "bl", "pl", "tl"):
		return 0
	case ending == "ed" && endsInAny(stem, "t", "d", "bl", "pl"):
		return 0
	}
	return 1
}

func endsInAny(word string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}

// groups is how many runs of vowels a word has.
func groups(word, vowels string) int {
	count, inside := 0, false
	for _, r := range word {
		vowel := strings.ContainsRune(vowels, r)
		if vowel && !inside {
			count++
		}
		inside = vowel
	}
	return count
}

// spanishSyllables counts the syllables of a word in small letters, as Spanish
// spelling tells them: neighbouring vowels are one syllable, unless both are
// strong (a, e, o) or a weak one bears the accent.
func spanishSyllables(word string) int {
	word = strings.ReplaceAll(strings.ReplaceAll(word, "qu", "q"), "h", "")
	for _, silent := range []string{"gue", "gui", "gué", "guí"} {
		word = strings.ReplaceAll(word, silent, "g"+silent[2:])
	}
	if stem, ok := strings.CutSuffix(word, "y"); ok && stem != "" {
		word = stem + "i"
	}
	count, previous := 0, ' '
	for _, r := range word {
		if isSpanishVowel(r) && (!isSpanishVowel(previous) || isHiatus(previous, r)) {
			count++
		}
		previous = r
	}
	return max(1, count)
}

func isSpanishVowel(r rune) bool { return strings.ContainsRune("aeiouáéíóúü", r) }

func isHiatus(a, b rune) bool {
	const strong, accented = "aeoáéó", "íú"
	both := string([]rune{a, b})
	return strings.ContainsAny(both, accented) || strings.ContainsRune(strong, a) && strings.ContainsRune(strong, b)
}
