package api

import (
	"time"

	"haven/internal/facility"
)

// results are written as a list of [Result].
type results struct {
	hits     []facility.Hit
	now      time.Time
	listings *written
}

func (r results) write(w *writer) {
	var found Found
	for i := range r.hits {
		found = foundOf(&r.hits[i], r.now, found.Ages)
		w.next()
		w.object(func() {
			r.listings.write(w, r.hits[i].Listing)
			writeFound(w, &found)
		})
	}
}

func writeSearchAnswer(w *writer, a *SearchAnswer, results results) {
	w.object(func() { writeSearchFields(w, a, results) })
}

func writeSearchFields(w *writer, a *SearchAnswer, results results) {
	w.number("total", int64(a.Total))
	w.number("page", int64(a.Page))
	w.number("per_page", int64(a.PerPage))
	if a.Place == nil {
		w.name("place")
		w.Null()
	} else {
		writeObject(w, "place", a.Place, writePlace)
	}
	writeObject(w, "understood", &a.Understood, writeUnderstood)
	w.name("results")
	w.array(func() { results.write(w) })
	if a.Facets.Asked() {
		writeObject(w, "facets", &a.Facets, writeFacets)
	}
	if len(a.Now) > 0 {
		writeCounts(w, a.Now)
	}
	w.number("maybe", int64(a.Maybe))
	writeList(w, "relaxations", a.Relaxations, writeRelaxation)
	if a.Nearest != nil {
		writeObject(w, "nearest", a.Nearest, writeNearest)
	}
	w.number("revision", a.Revision)
}

func writePlace(w *writer, p *Place) {
	w.text("name", p.Name)
	w.decimal("lat", p.Lat)
	w.decimal("lon", p.Lon)
	w.text("kind", string(p.Kind))
	if len(p.Alternatives) > 0 {
		writeList(w, "alternatives", p.Alternatives, writePlace)
	}
}

func writeUnderstood(w *writer, u *Understood) {
	w.textIfAny("near", u.Near)
	w.textIfAny("radius", u.Radius)
	w.textIfAny("within", u.Within)
	w.textIfAny("text", u.Text)
	writeList(w, "filters", u.Filters, writeFilter)
	w.textIfAny("danger", u.Danger)
	writeList(w, "parts", u.Parts, writePart)
}

func writeFilter(w *writer, f *Filter) {
	w.text("param", f.Param)
	w.text("category", f.Category)
	w.texts("codes", f.Codes)
}

func writePart(w *writer, p *Part) {
	w.text("kind", string(p.Kind))
	w.textIfAny("words", p.Words)
	writeObject(w, "label", &p.Label, writeLabel)
	w.textsIfAny("codes", p.Codes)
	w.textIfAny("now", string(p.Now))
	w.text("param", p.Param)
	w.flag("applied", p.Applied)
	w.params("change", p.Change)
}

func writeLabel(w *writer, l *Label) {
	w.text("en", l.English)
	w.text("es", l.Spanish)
}

// writeFacets writes the counts as they are read, without a map of them.
func writeFacets(w *writer, f *Facets) {
	for category, counts := range f.Categories() {
		w.key(category)
		w.object(func() {
			for code, n := range counts {
				w.key(code)
				w.Int(n)
			}
		})
	}
}

func writeFound(w *writer, f *Found) {
	w.name("distance_mi")
	if f.DistanceMi == nil {
		w.Null()
	} else {
		w.Float64(*f.DistanceMi)
	}
	w.texts("matched", f.Matched)
	w.texts("unknown", f.Unknown)
	if f.Open != nil {
		w.flag("open", *f.Open)
	}
	if f.OpenUntil != nil {
		w.moment("open_until", *f.OpenUntil)
	}
	writeList(w, "ages", f.Ages, writeAge)
}

func writeAge(w *writer, a *Age) {
	w.text("field", string(a.Field))
	w.moment("as_of", a.AsOf)
	w.text("source", a.Source)
	w.numberIfAny("term_days", a.TermDays)
	w.flag("fresh", a.Fresh)
}

func writeRelaxation(w *writer, r *Relaxation) {
	w.text("kind", string(r.Kind))
	writeObject(w, "label", &r.Label, writeLabel)
	w.params("change", r.Change)
	w.number("total", int64(r.Total))
}

func writeNearest(w *writer, n *Nearest) {
	w.text("id", n.ID)
	w.text("name", n.Name)
	w.decimal("distance_mi", n.DistanceMi)
}
