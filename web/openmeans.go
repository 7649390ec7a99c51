package web

import (
	"github.com/gofiber/fiber/v2"

	"haven/internal/facility"
)

// openMeansPath is where it is published what counts as open.
const openMeansPath = "/openings-mean"

// openMeansPage is the published definition of "open".
type openMeansPage struct{ Kinds []openKind }

// openKind is a kind of openings with what counts.
type openKind struct{ Label, Means string }

func (openMeansPage) name() string                  { return "openings-mean" }
func (openMeansPage) title(say speech) string       { return say.Text("open-means.heading") }
func (openMeansPage) description(say speech) string { return say.Text("open-means.lead") }

func (s *Server) openMeans(c *fiber.Ctx) error {
	say := s.speech(c)
	var p openMeansPage
	for _, kind := range facility.OpeningKinds() {
		p.Kinds = append(p.Kinds, openKind{say.openingKind(kind), say.Text("open-means." + string(measureOf(kind)))})
	}
	return s.render(c, say, p)
}

// measure is how room of a kind is counted.
type measure string

const (
	bedMeasure         measure = "bed"
	intakeMeasure      measure = "intake"
	appointmentMeasure measure = "appointment"
)

func measureOf(kind facility.OpeningKind) measure {
	switch kind {
	case facility.OpioidTreatmentIntakes:
		return intakeMeasure
	case facility.OutpatientAppointments:
		return appointmentMeasure
	}
	return bedMeasure
}
