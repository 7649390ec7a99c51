package api

// writeListing writes the fields of a listing as their tags say.
func writeListing(w *writer, l *Listing) {
	w.text("id", l.ID)
	w.text("name", l.Name)
	w.textIfAny("unit", l.Unit)
	w.textsIfAny("aka", l.AKA)
	w.decimal("lat", l.Lat)
	w.decimal("lon", l.Lon)
	w.text("location_precision", string(l.LocationPrecision))
	writeObject(w, "address", &l.Address, writeAddress)
	w.flag("withheld", l.Withheld)
	writeList(w, "phones", l.Phones, writeLine)
	w.textIfAny("website", l.Website)
	w.texts("codes", l.Codes)
	w.moment("as_of", l.AsOf)
	w.text("source", l.Source)
	w.flag("gone", l.Gone)
	if l.Reach != nil {
		writeObject(w, "reach", l.Reach, writeReach)
	}
	writeMoments(w, l)
}

func writeReach(w *writer, r *Reach) {
	w.decimal("rate", r.Rate)
	w.number("calls", int64(r.Calls))
	w.moment("until", r.Until)
}

func writeAddress(w *writer, a *Address) {
	w.textIfAny("street", a.Street)
	w.textIfAny("unit", a.Unit)
	w.text("city", a.City)
	w.text("state", a.State)
	w.textIfAny("zip", a.ZIP)
	w.textIfAny("county", a.County)
}

func writeLine(w *writer, l *Line) {
	w.text("kind", string(l.Kind))
	w.text("number", l.Number)
	w.textIfAny("ext", l.Ext)
	w.textIfAny("vanity", l.Vanity)
	w.text("text", l.Text)
	w.textsIfAny("languages", l.Languages)
}
