package api

// json writes the answer as its tags say.
func (a *SearchAnswer) json(w *writer) {
	w.object(func() { writeSearchAnswer(w, a) })
}

func writeSearchAnswer(w *writer, a *SearchAnswer) {
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
	writeList(w, "results", a.Results, writeResult)
	if a.Facets.Asked() {
		writeObject(w, "facets", &a.Facets, writeFacets)
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

func writeResult(w *writer, r *Result) {
	writeListing(w, &r.Listing)
	w.name("distance_mi")
	if r.DistanceMi == nil {
		w.Null()
	} else {
		w.Float64(*r.DistanceMi)
	}
	w.texts("matched", r.Matched)
	w.texts("unknown", r.Unknown)
	writeList(w, "ages", r.Ages, writeAge)
}

func writeAge(w *writer, a *Age) {
	w.text("field", string(a.Field))
	w.moment("as_of", a.AsOf)
	w.text("source", a.Source)
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
