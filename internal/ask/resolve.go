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
	// Place is what near, or a place named in q, was taken to mean, with the
	// other places of that name in its Alternatives; nil without a place.
	Place      *geo.Place
	Understood Understood

	sentence sentence
	reading  reading
	total    int // what Search found
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
	Text string
	// Filters are those of code and must. What the words of q ask for is in
	// Parts.
	Filters []Filter
	// Danger is DangerOverdose or DangerSuicide where words of q say that
	// somebody may be dying: 911 and 988 come before any result.
	Danger string
	// Parts are all that the request asks for: what q says in its order, then
	// near, code and must.
	Parts []Part
}

// Filter is a set of alternatives of which one must match.
type Filter struct {
	Param    string // the parameter it comes from, "code" or "must"
	Category string // of the codes, such as "PAY"
	Codes    []string
}

// reading is a way to take the words of q.
type reading int

const (
	// asAsked takes words for what they mean, and what remains for a name.
	asAsked reading = iota
	// asAName takes all words for a name: "Detox of Georgia".
	asAName
	// asAskedBarely is asAsked without words that are no name by themselves,
	// such as "clinic".
	asAskedBarely
)

// Resolve finds out what a request means. Its errors are of type *ParamError.
//
// The words of q become filters, a place, wishes or a danger, and what remains
// is searched as text. A place sent as near stands: then one in q is only
// understood where a word such as "in" marks it, and not searched. So do
// radius, code and must, whatever q says. Words in quotation marks are text.
func Resolve(r Request, gaz *geo.Gazetteer, tax *facility.Taxonomy) (Resolved, error) {
	q := strings.Join(strings.Fields(r.Q), " ")
	if len(q) > facility.MaxText {
		return Resolved{}, wrong(paramQ, q, "q is longer than %d bytes. Send a few words: what is needed, where, or a name.", facility.MaxText)
	}
	return resolve(r, interpret(q, r.Near != "", gaz), asAsked, gaz, tax)
}

func resolve(r Request, s sentence, how reading, gaz *geo.Gazetteer, tax *facility.Taxonomy) (Resolved, error) {
	res := Resolved{Request: r, sentence: s, reading: how}
	err := cmp.Or(
		res.readPlace(how, gaz),
		res.readRadius(how),
		res.readFilters(tax),
		res.readConditions(),
		res.readQ(how),
		res.readInclude(),
		res.readSort(),
		readNumber(&res.Query.Page, paramPage, r.Page, 1, maxPage),
		readNumber(&res.Query.PerPage, paramPerPage, r.PerPage, facility.DefaultPerPage, facility.MaxPerPage),
		res.readFacets(),
	)
	if err != nil {
		return Resolved{}, err
	}
	res.addParts(tax)
	return res, nil
}

// readQ adds what q asks for.
func (res *Resolved) readQ(how reading) error {
	s := &res.sentence
	res.readDanger(s)
	res.readWords(s, how)
	text := s.remainder(how == asAskedBarely)
	if how == asAName {
		text = s.wholeName()
	}
	res.Query.Text, res.Understood.Text = text, text
	if text != "" {
		res.Understood.Parts = append(res.Understood.Parts, Part{
			Kind: PartText, Words: text, Label: bothLabels(text), Param: paramQ, Applied: true,
			Change: map[string]string{paramQ: s.withoutText(how)},
		})
	}
	if n := len(res.Query.Groups); n > facility.MaxGroups {
		return wrong(paramQ, s.text, "The search has %d filters that must all match. Send at most %d.", n, facility.MaxGroups)
	}
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
		return wrong(paramSort, string(sort), "sort=distance needs a place. Send near too, or sort by best, openings or name.")
	case sort == facility.SortDistance, sort == facility.SortBest, sort == facility.SortOpenings, sort == facility.SortName:
		q.Sort = sort
	case sort != "":
		return wrong(paramSort, string(sort), "sort is %s. Send distance, best, openings or name.", quoted(string(sort)))
	case q.Near != nil:
		q.Sort = facility.SortDistance
	case q.Text != "" || len(res.Understood.Parts) > 0:
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
	case "all":
		res.Query.Facets, res.Query.CountConditions = true, true
	default:
		return wrong(paramFacets, value, "facets is %s. Send true for counts, all for those of now too, or leave it out.", quoted(value))
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
