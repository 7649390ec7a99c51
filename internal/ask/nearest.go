package ask

import (
	"cmp"
	"slices"
	"strings"

	"haven/internal/facility"
)

const (
	maxSuggestions = 3
	maxMisspelt    = 2 // edits
)

// nearest are the names that text is likely a misspelling of, the likeliest
// first: by edits, then by how far they begin alike. Of short names one letter
// makes another word: they may differ by one.
func nearest(text string, names []string) []string {
	text = strings.ToLower(text)
	away := map[string]int{}
	var near []string
	for _, name := range names {
		if d := edits(text, strings.ToLower(name)); d <= min(maxMisspelt, (len(name)+1)/2) {
			away[name] = d
			near = append(near, name)
		}
	}
	slices.SortStableFunc(near, func(a, b string) int {
		return cmp.Or(cmp.Compare(away[a], away[b]), cmp.Compare(alike(text, b), alike(text, a)))
	})
	return near[:min(len(near), maxSuggestions)]
}

// alike is how many bytes two words begin with in common.
func alike(text, name string) int {
	name = strings.ToLower(name)
	n := 0
	for n < len(text) && n < len(name) && text[n] == name[n] {
		n++
	}
	return n
}

// nearestCodes are service codes that text may stand for: those whose label or
// name has it as a part, the shortest label first, else codes spelt much like
// it.
func nearestCodes(text string, tax *facility.Taxonomy) []string {
	var spelt, named []string
	for _, c := range tax.Codes() {
		spelt = append(spelt, c.Code)
		if len(text) > 2 && strings.Contains(labels(c), strings.ToLower(text)) {
			named = append(named, c.Code)
		}
	}
	if len(named) == 0 {
		return nearest(text, spelt)
	}
	slices.SortStableFunc(named, func(a, b string) int {
		return cmp.Compare(len(tax.Label(a, "en")), len(tax.Label(b, "en")))
	})
	return named[:min(len(named), maxSuggestions)]
}

func labels(c facility.Code) string {
	return strings.ToLower(c.English + "\n" + c.Spanish + "\n" + c.Name)
}

// edits counts the insertions, deletions and substitutions between two words.
// Words that differ in length by more than maxMisspelt are not looked at.
func edits(a, b string) int {
	if max(len(a)-len(b), len(b)-len(a)) > maxMisspelt {
		return maxMisspelt + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			substituted := diagonal
			if a[i] != b[j] {
				substituted++
			}
			diagonal, row[j+1] = row[j+1], min(row[j]+1, row[j+1]+1, substituted)
		}
	}
	return row[len(b)]
}
