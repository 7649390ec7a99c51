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
// first. Of short names one letter makes another word: they may differ by one.
func nearest(text string, names []string) []string {
	text = strings.ToLower(text)
	type candidate struct {
		name  string
		edits int
	}
	var near []candidate
	for _, name := range names {
		if d := edits(text, strings.ToLower(name)); d <= min(maxMisspelt, (len(name)+1)/2) {
			near = append(near, candidate{name, d})
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return cmp.Compare(a.edits, b.edits) })
	var found []string
	for _, c := range near[:min(len(near), maxSuggestions)] {
		found = append(found, c.name)
	}
	return found
}

// nearestCodes are service codes that text may stand for: codes spelt much
// like it, else those whose label or name has it as a part.
func nearestCodes(text string, tax *facility.Taxonomy) []string {
	var codes, named []string
	lower := strings.ToLower(text)
	for _, c := range tax.Codes() {
		codes = append(codes, c.Code)
		label := strings.ToLower(c.English + "\n" + c.Spanish + "\n" + c.Name)
		if len(lower) > 2 && len(named) < maxSuggestions && strings.Contains(label, lower) {
			named = append(named, c.Code)
		}
	}
	if len(named) > 0 {
		return named
	}
	return nearest(text, codes)
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
