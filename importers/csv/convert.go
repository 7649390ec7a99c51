package csv

import (
	"cmp"
	"slices"
	"strings"

	"haven/importers"
	"haven/importers/check"
	"haven/importers/postal"
	"haven/importers/table"
	"haven/internal/facility"
	"haven/internal/geo"
)

// words are the texts of a field's columns that are not empty, each as what it
// stands for, or the constant.
func (f *field) words(row table.Row) []string {
	if len(f.columns) == 0 && f.value != "" {
		return []string{f.value}
	}
	var words []string
	for _, c := range f.columns {
		text := row.Get(c.name)
		if meant, has := f.values[fold(text)]; has {
			text = meant
		}
		if text != "" {
			words = append(words, text)
		}
	}
	return words
}

// text is a field of a row.
func (m *Mapping) text(row table.Row, name string) string {
	f := m.fields[name]
	return strings.Join(f.words(row), " ")
}

// label is what a field is called in a report: its column.
func (m *Mapping) label(name string) string {
	if columns := m.fields[name].columns; len(columns) > 0 {
		return columns[0].name
	}
	return name
}

// claims is what a row states, or why it cannot be taken.
func (r *reading) claims(row table.Row, notes *notes) (facility.Claims, *importers.RowError) {
	judged := check.NewRow(row.Line)
	claims := facility.Claims{
		Name: facility.Says(facility.Name{
			Name: judged.Name(r.label("name"), r.text(row, "name")),
			Unit: judged.Text(r.label("unit"), r.text(row, "unit")),
		}),
		Address: facility.Says(r.address(row, judged)),
	}
	r.claimNumbers(row, judged, &claims)
	r.claimWebsite(row, &claims, notes)
	r.claimPoint(row, &claims, notes)
	claims.Yes, claims.No = r.answers(row)
	return claims, judged.Fault()
}

func (m *Mapping) address(row table.Row, judged *check.Row) facility.Address {
	street := judged.AddressLine(m.label("street"), m.text(row, "street"))
	unit := judged.AddressLine(m.label("suite"), m.text(row, "suite"))
	if unit == "" {
		street, unit = postal.SplitUnit(street)
	}
	return facility.Address{
		Street: street,
		Unit:   unit,
		City:   judged.City(m.label("city"), m.text(row, "city")),
		State:  judged.State(m.label("state"), stateCode(m.text(row, "state"))),
		ZIP:    judged.ZIP(m.label("zip"), postal.PadZIP(m.text(row, "zip"))),
	}
}

// stateCode is the code of a state that is written out.
func stateCode(text string) string {
	if len(text) > 2 {
		if state, ok := geo.Default().State(text); ok {
			return state.State
		}
	}
	return text
}

// claimNumbers states the numbers. Only a file that maps intake lines says, by
// an empty cell, that there are none.
func (m *Mapping) claimNumbers(row table.Row, judged *check.Row, claims *facility.Claims) {
	var intake []check.Number
	for _, c := range m.fields["intake"].columns {
		intake = append(intake, check.Number{Field: c.name, Text: row.Get(c.name)})
	}
	if constant := m.fields["intake"].value; constant != "" {
		intake = append(intake, check.Number{Field: "intake", Text: constant})
	}
	claims.Phone, claims.Intake = judged.Numbers(check.Number{Field: m.label("phone"), Text: m.text(row, "phone")}, intake...)
}

func (m *Mapping) claimWebsite(row table.Row, claims *facility.Claims, notes *notes) {
	text := m.text(row, "website")
	if text == "" {
		return
	}
	website, err := check.Website(text)
	if err != nil {
		notes.add(m.label("website"), text, err.Error())
		return
	}
	claims.Website = facility.Says(website)
}

// claimPoint states the coordinates, unless the street is undisclosed: they
// would disclose it.
func (m *Mapping) claimPoint(row table.Row, claims *facility.Claims, notes *notes) {
	latitude, longitude := m.text(row, "latitude"), m.text(row, "longitude")
	at := latitude + ", " + longitude
	switch {
	case latitude == "" && longitude == "":
	case claims.Address.Value.Street == "":
		notes.add(m.label("latitude"), at, "there is no street, and the point might disclose one")
	default:
		point, err := check.Point(latitude, longitude)
		if err != nil {
			notes.add(m.label("latitude"), at, err.Error())
			return
		}
		claims.Point = facility.Says(point)
	}
}

// answers are the codes that a row says yes and no to, sorted. A yes in one
// column stands against a no in another.
func (r *reading) answers(row table.Row) (yes, no []string) {
	said := map[string]facility.Answer{}
	for _, code := range r.always {
		said[code] = facility.Yes
	}
	for _, c := range r.codes {
		for code, answer := range r.answersOf(&c, row) {
			if said[code] != facility.Yes {
				said[code] = answer
			}
		}
	}
	for code, answer := range said {
		if answer == facility.Yes {
			yes = append(yes, code)
		} else {
			no = append(no, code)
		}
	}
	slices.Sort(yes)
	slices.Sort(no)
	return yes, no
}

// answersOf is what one column says.
func (r *reading) answersOf(c *codeColumn, row table.Row) map[string]facility.Answer {
	said := map[string]facility.Answer{}
	text := row.Get(c.name)
	cell := fold(text)
	if c.code != "" {
		switch {
		case c.yes[cell]:
			said[c.code] = facility.Yes
		case c.no[cell]:
			said[c.code] = facility.No
		case !c.unknown[cell] && cell != "":
			r.unknown.Add(c.name+"\n"+cell, row.Line, c.name, text)
		}
		return said
	}
	if cell != "" && c.unlistedIsNo {
		for _, codes := range c.values {
			for _, code := range codes {
				said[code] = facility.No
			}
		}
	}
	for name := range strings.SplitSeq(text, cmp.Or(c.split, "\x00")) { // cells have no \x00
		codes, known := c.values[fold(name)]
		for _, code := range codes {
			said[code] = facility.Yes
		}
		if !known && !c.ignore[fold(name)] && fold(name) != "" {
			r.unknown.Add(c.name+"\n"+fold(name), row.Line, c.name, table.Clean(name))
		}
	}
	return said
}
