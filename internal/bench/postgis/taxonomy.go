package postgis

import (
	"slices"
	"strconv"
	"strings"

	"haven/internal/facility"
)

// taxonomy gives service codes numbers.
type taxonomy struct {
	codes    []facility.Code
	number   map[string]int
	category map[string][]int // the numbers of a category's codes
	legend   *facility.Legend
}

func newTaxonomy() taxonomy {
	t := taxonomy{codes: facility.Builtin().Codes(), number: map[string]int{}, category: map[string][]int{}}
	codes := make([]string, len(t.codes))
	for n, c := range t.codes {
		codes[n] = c.Code
		t.number[c.Code] = n
		t.category[c.Category] = append(t.category[c.Category], n)
	}
	t.legend = facility.NewLegend(codes, facility.Builtin())
	return t
}

// numbersOf are the codes' numbers, ascending: intarray wants them so.
func (t *taxonomy) numbersOf(codes []string) []int {
	numbers := make([]int, len(codes))
	for i, code := range codes {
		numbers[i] = t.number[code]
	}
	slices.Sort(numbers)
	return numbers
}

// notNo are the codes that the listing answers with yes or not at all.
func (t *taxonomy) notNo(l *facility.Listing) []int {
	no := map[int]bool{}
	for _, n := range t.numbersOf(l.No.List()) {
		no[n] = true
	}
	var numbers []int
	for n := range t.codes {
		if !no[n] {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// array is numbers as PostgreSQL reads them.
func array(numbers []int) string {
	text := make([]string, len(numbers))
	for i, n := range numbers {
		text[i] = strconv.Itoa(n)
	}
	return "{" + strings.Join(text, ",") + "}"
}
