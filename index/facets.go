package index

import "sort"

// facets adds to the counts the rows that match, code by code. The codes of a
// category with a group of its own are counted among the rows that match all
// other groups.
func (p *part) facets(q *plan, terms *terms, ws *workspace) {
	counts := q.answer.counts
	ws.before = append(ws.before[:0], counts...)
	p.count(&ws.sure, &ws.counter, counts)
	for _, owner := range q.owners {
		ws.others.reset()
		ws.others.copyFrom(ws.fit)
		for _, g := range q.groups {
			if g.category != owner {
				keepAny(&ws.others, p.columns.yes, g.numbers, false)
			}
		}
		for _, n := range terms.category[owner] {
			counts[n] = ws.before[n]
		}
		p.countOf(terms.category[owner], ws, counts)
	}
}

// rowCost is what it costs to count a row, in words of a column.
const rowCost = 8

// countOf adds the rows of others that have one of the codes: few rows from
// the matrix, many from the columns.
func (p *part) countOf(numbers []int, ws *workspace, counts []int32) {
	numbers = numbers[:sort.SearchInts(numbers, len(p.columns.yes))]
	if len(numbers) == 0 {
		return
	}
	rows, words := ws.others.size()
	if rows == 0 {
		return
	}
	if rows*rowCost > words*len(numbers) {
		for _, n := range numbers {
			counts[n] += int32(ws.others.common(p.columns.yes[n]))
		}
		return
	}
	clear(ws.scratch)
	ws.plus.start(&p.matrix, numbers[0], numbers[len(numbers)-1]+1)
	for _, st := range ws.others.stretches {
		ws.counter.addAll(st, ws.others.bits)
	}
	ws.plus.addTo(ws.scratch, 1)
	for _, n := range numbers {
		counts[n] += ws.scratch[n]
	}
}
