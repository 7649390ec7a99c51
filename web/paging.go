package web

import (
	"strconv"

	"haven/internal/facility"
)

// paging leads through the results; all of it is empty for a single page.
type paging struct {
	Here           string // "Page 2 of 9"
	Previous, Next *change
}

func newPaging(say speech, q facility.Query, total int) paging {
	last := (total + q.PerPage - 1) / q.PerPage
	if last < 2 {
		return paging{}
	}
	p := paging{Here: say.Text("paging.here", q.Page, last)}
	if q.Page > 1 {
		p.Previous = toPage(say.Text("paging.previous"), min(q.Page-1, last))
	}
	if q.Page < last {
		p.Next = toPage(say.Text("paging.next"), q.Page+1)
	}
	return p
}

func toPage(label string, number int) *change {
	c := newChange(label, map[string]string{pageField: strconv.Itoa(number)})
	return &c
}
