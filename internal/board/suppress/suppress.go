// Package suppress hides the small counts of a table of people, and as many
// others as it takes that the totals do not give them away.
//
// A count from 1 to [Minimum]-1 is hidden first. Then the table with its totals
// is read as a network: rows and columns are nodes, counts and totals are the
// edges between them. To add one to a hidden count and keep every row and column
// adding up, one has to go round a closed way of hidden counts, adding and taking
// in turn. For each small count the cheapest such way is found and what lies on
// it is hidden, so that one more there fits all that is published just as well
// as the truth: the count is neither told nor held to one value.
//
// The method is the complementary suppression of Cox (Suppression Methodology
// and Statistical Disclosure Control, JASA 75, 1980), the reading as a network
// that of Gusfield (A Graph Theoretic Approach to Statistical Data Security, SIAM
// J. Computing 17, 1988), and the choice by shortest ways that of Castro (A
// Shortest-Paths Heuristic for Statistical Data Protection in Positive Tables,
// INFORMS J. Computing 19, 2007).
package suppress

// Minimum is the smallest count of people that is published.
const Minimum = 5

// Value is a count as it is published.
type Value struct {
	Count  int // 0 where it is hidden
	Hidden bool
}

// Published is a table as it may be shown. A zero stays a zero: it is nobody.
type Published struct {
	Cells        [][]Value
	RowTotals    []Value
	ColumnTotals []Value
	Total        int
}

// Publish hides what a table of counts, none below zero, is not to tell. people
// are how many there are in each row where somebody may count in several
// columns, and nil where nobody does. The total of all is never hidden, as other
// tables may tell it, too. ok is false when it is of fewer than [Minimum], or when nothing can be published that does not
// give a small count away: then the table is withheld as a whole.
func Publish(counts [][]int, people []int) (p Published, ok bool) {
	n := newNetwork(counts, people)
	if n.peopleAt(edge{n.rows, n.columns}) < Minimum {
		return Published{}, false
	}
	small := n.small()
	for _, e := range small {
		n.hidden[e.row][e.column] = true
	}
	for _, e := range small {
		way, found := n.cheapest(e)
		if !found {
			return Published{}, false
		}
		for _, step := range way {
			n.hidden[step.row][step.column] = true
		}
	}
	return n.published(), true
}
