package ask

import (
	"cmp"
	"strconv"
	"strings"

	"haven/internal/facility"
	"haven/internal/geo"
)

// maxPage keeps page times per_page a small number; nobody reads that far.
const maxPage = 100_000

// Resolved is what a request means.
type Resolved struct {
	Request Request
	Query   facility.Query
	// Place is what Near was taken to mean, with the other places of that
	// name in its Alternatives; nil without a place.
	Place      *geo.Place
	Understood Understood
}

// Understood tells in words what a request was taken to mean.
type Understood struct {
	Near string // the place's name
	// Radius is the circle searched, such as "25mi", or "any"; "" when the
	// search is inside a county or state, or has no place.
	Radius string
	// Within names the county or state that the search is inside of.
	Within string
	// Text is what is searched for in names, streets and cities.
	Text    string
	Filters []Filter
}

// Filter is a set of alternatives of which one must match.
type Filter struct {
	Param    string // the parameter it comes from, "code" or "must"
	Category string // of the codes, such as "PAY"
	Codes    []string
}

// Resolve finds out what a request means. Its errors are of type *ParamError.
func Resolve(r Request, gaz *geo.Gazetteer, tax *facility.Taxonomy) (Resolved, error) {
	res := Resolved{Request: r}
	err := cmp.Or(
		res.readPlace(gaz),
		res.readRadius(),
		res.readText(),
		res.readFilters(tax),
		res.readInclude(),
		res.readSort(),
		readNumber(&res.Query.Page, paramPage, r.Page, 1, maxPage),
		readNumber(&res.Query.PerPage, paramPerPage, r.PerPage, facility.DefaultPerPage, facility.MaxPerPage),
		res.readFacets(),
	)
	if err != nil {
		return Resolved{}, err
	}
	return res, nil
}

func (res *Resolved) readText() error {
	text := strings.Join(strings.Fields(res.Request.Q), " ")
	if len(text) > facility.MaxText {
		return wrong(paramQ, text, "q is longer than %d bytes. Send a few words of a name, street or city.", facility.MaxText)
	}
	res.Query.Text = text
	res.Understood.Text = text
	return nil
}

func (res *Resolved) readInclude() error {
	switch value := res.Request.Include; value {
	case "":
	case "gone":
		res.Query.IncludeGone = true
	default:
		return wrong(paramInclude, value, "include is %s. Send gone, or leave it out.", quoted(value))
	}
	return nil
}

// readSort chooses the order: asked for, else by distance from a place, else
// the best for a text, else by name.
func (res *Resolved) readSort() error {
	q := &res.Query
	switch sort := facility.Sort(res.Request.Sort); {
	case sort == facility.SortDistance && q.Near == nil:
		return wrong(paramSort, string(sort), "sort=distance needs a place. Send near too, or sort by best or name.")
	case sort == facility.SortDistance, sort == facility.SortBest, sort == facility.SortName:
		q.Sort = sort
	case sort != "":
		return wrong(paramSort, string(sort), "sort is %s. Send distance, best or name.", quoted(string(sort)))
	case q.Near != nil:
		q.Sort = facility.SortDistance
	case q.Text != "":
		q.Sort = facility.SortBest
	default:
		q.Sort = facility.SortName
	}
	return nil
}

func (res *Resolved) readFacets() error {
	switch value := res.Request.Facets; value {
	case "", "false":
	case "true":
		res.Query.Facets = true
	default:
		return wrong(paramFacets, value, "facets is %s. Send true for counts, or leave it out.", quoted(value))
	}
	return nil
}

// readNumber reads a whole number from 1 to highest; usual if it was not sent.
func readNumber(n *int, param, value string, usual, highest int) error {
	if value == "" {
		*n = usual
		return nil
	}
	var err error
	if *n, err = strconv.Atoi(value); err != nil || *n < 1 || *n > highest {
		return wrong(param, value, "%s is %s. Send a whole number from 1 to %d.", param, quoted(value), highest)
	}
	return nil
}
