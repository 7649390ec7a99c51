package web

import (
	"html/template"
	"slices"
	"strings"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/geo"
)

// The fields of the search form; their names are the API's.
const (
	qField      = "q"
	nearField   = "near"
	radiusField = "radius"
	sortField   = "sort"
	codeField   = "code"
	mustField   = "must"
	pageField   = "page"

	anyRadius = "any"
)

// searchForm is the search as asked, to be changed and sent again.
type searchForm struct {
	Q, Near   string
	Open      bool // whether the boxes show
	Staff     bool // whether somebody searches for a caller
	NearWrong bool
	Radius    []option
	Sort      []option
	// Carried are the fields that nobody sees: what no control stands for.
	Carried []field
}

type option struct {
	Value, Label string
	Chosen       bool
}

// htmlOf is the inside of a select. Pages have hundreds of options: to write them
// is quicker than to have a template for each.
func htmlOf(options []option) template.HTML {
	var out strings.Builder
	out.Grow(len(options) * usualOption)
	for _, o := range options {
		out.WriteString(`<option value="`)
		template.HTMLEscape(&out, []byte(o.Value))
		out.WriteString(`"`)
		if o.Chosen {
			out.WriteString(" selected")
		}
		out.WriteString(">")
		template.HTMLEscape(&out, []byte(o.Label))
		out.WriteString("</option>")
	}
	return template.HTML(out.String())
}

// usualOption is as long as most options are, in bytes.
const usualOption = 60

type field struct{ Name, Value string }

func newForm(say speech, r ask.Request, place *geo.Place) searchForm {
	f := searchForm{Q: r.Q, Near: r.Near, Sort: say.orders(r, place)}
	if place != nil {
		f.Radius = say.radii(r, place)
	}
	f.carry(mustField, r.Must...)
	return f
}

func (f *searchForm) carry(name string, values ...string) {
	for _, value := range values {
		f.Carried = append(f.Carried, field{name, value})
	}
}

func (f *searchForm) carryList(l shortlist) {
	if len(l) > 0 {
		f.carry(listField, l.String())
	}
}

// isArea reports whether a place is so large that searches go inside it.
func isArea(place *geo.Place) bool {
	return place != nil && (place.Kind == geo.KindCounty || place.Kind == geo.KindState)
}

// usualRadius is the circle of a search that names none.
const usualRadius = "25mi"

// radii are how far a search may go. What the kind of place suggests is sent
// as nothing: inside a county or state, else the usual circle.
func (say speech) radii(r ask.Request, place *geo.Place) []option {
	area := isArea(place)
	var options []option
	if area {
		options = append(options, option{"", say.Text("radius.within", place.Name), r.Radius == ""})
	}
	circles := []string{"5mi", "10mi", usualRadius, "50mi", "100mi", anyRadius}
	if r.Radius != "" && !slices.Contains(circles, r.Radius) {
		circles = append(circles, r.Radius)
	}
	for _, circle := range circles {
		o := option{circle, say.radius(circle), circle == r.Radius}
		if circle == usualRadius && !area {
			o.Value, o.Chosen = "", r.Radius == "" || o.Chosen
		}
		options = append(options, o)
	}
	return options
}

// radius is a distance as asked for, in words: "25 miles".
func (say speech) radius(value string) string {
	if value == anyRadius {
		return say.Text("radius.any")
	}
	if number, ok := strings.CutSuffix(value, "km"); ok {
		return say.Text("radius.km", number)
	}
	return say.Text("radius.miles", strings.TrimSuffix(value, "mi"))
}

// orders are the orders of results that make sense for a search. The first is
// the usual one; it is sent as nothing, so that it fits the next search too.
func (say speech) orders(r ask.Request, place *geo.Place) []option {
	var orders []facility.Sort
	if r.Near != "" {
		orders = append(orders, facility.SortDistance)
	}
	if r.Q != "" || r.Near != "" && !isArea(place) {
		orders = append(orders, facility.SortBest)
	}
	if len(orders) == 0 {
		orders = append(orders, facility.SortName, facility.SortOpenings)
	} else {
		orders = append(orders, facility.SortOpenings, facility.SortName)
	}
	options := make([]option, len(orders))
	for i, order := range orders {
		options[i] = option{string(order), say.Text("sort." + string(order)), string(order) == r.Sort}
	}
	if isArea(place) {
		options[0].Label = say.Text("sort.middle")
	}
	options[0].Value = ""
	return options
}
