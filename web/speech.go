package web

import (
	"strconv"
	"time"

	"haven/internal/facility"
	"haven/internal/geo"
	"haven/web/messages"
)

// speech puts what the domain knows into words: in one language, as seen at
// one moment, on one page.
type speech struct {
	*messages.Catalogue
	tax *facility.Taxonomy
	now time.Time
	// here is the path of the page, without the language.
	here string
}

// speechIn speaks a language that there are messages in.
func (s *Server) speechIn(lang string) speech {
	return speech{Catalogue: s.languages[lang], tax: s.Taxonomy(), now: s.Now(), here: "/"}
}

func (say speech) label(code string) string { return say.tax.Label(code, say.Lang()) }

func (say speech) labels(codes []string) []string {
	labels := make([]string, len(codes))
	for i, code := range codes {
		labels[i] = say.label(code)
	}
	return labels
}

func (say speech) category(c facility.Category) string {
	if say.Lang() == "es" {
		return c.Spanish
	}
	return c.English
}

// source names who said a thing; a source of somebody else's import by its id.
func (say speech) source(id string) string {
	if key := "source." + id; say.Has(key) {
		return say.Text(key)
	}
	return id
}

// said is who spoke and when: "SAMHSA treatment directory, June 29, 2023".
func (say speech) said(by *facility.Provenance) string {
	return say.Text("origin.said", say.source(by.Source), say.Date(by.At))
}

const (
	day   = 24 * time.Hour
	month = 30 * day
	year  = 365 * day
)

// ago is how long before now something was, in the largest whole unit.
func (say speech) ago(at time.Time) string {
	switch age := say.now.Sub(at); {
	case age < day:
		return say.Text("ago.today")
	case age < 2*month:
		return say.Count("ago.days", int(age/day))
	case age < 2*year:
		return say.Count("ago.months", int(age/month))
	default:
		return say.Count("ago.years", int(age/year))
	}
}

// distance tells no more than is known: whole miles where the point is not the
// place's own. It is empty without a place to measure from.
func (say speech) distance(metres float64, precision facility.Precision) string {
	miles := metres / geo.Mile
	switch {
	case metres < 0:
		return ""
	case precision != facility.Exact:
		return say.Count("distance.about", max(1, int(miles+0.5)))
	case miles < 0.1:
		return say.Text("distance.here")
	case miles < 9.95:
		return say.Text("distance.exact", strconv.FormatFloat(miles, 'f', 1, 64))
	}
	return say.Count("distance.far", int(miles+0.5))
}
