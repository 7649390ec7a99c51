package web

import (
	"slices"

	"haven/internal/facility"
)

// maxQuestions are as many as somebody asks who is afraid to call.
const maxQuestions = 6

// questions are what to ask a place when calling: first how long the wait is,
// then what nobody has told of it, last what to bring.
func (say speech) questions(l *facility.Listing, p *facility.Profile) []string {
	paid, _ := say.answersIn(p.Codes, "PAY")
	_, medication := say.answersIn(p.Codes, "OM")
	asked := []string{say.Text("question.wait")}
	for _, q := range []struct {
		fits bool
		text string
	}{
		{say.Lang() == "es" && l.Answer("SP") != facility.Yes, say.Text("question.spanish")},
		{l.Gone || p.Phone.Known() && !p.Phone.Fresh(say.now), say.Text("question.number")},
		{!paid, say.Text("question.payment")},
		{paid, say.Text("question.cost")},
		{!medication, say.Text("question.medication")},
		{medication && l.Answer("MOA") != facility.Yes, say.Text("question.my-medication")},
		{l.Withheld, say.Text("question.where")},
		{!p.Hours.Known(), say.Text("question.hours")},
	} {
		if q.fits {
			asked = append(asked, q.text)
		}
	}
	asked = slices.Clip(asked[:min(len(asked), maxQuestions-1)])
	if p.Bring.Stated && p.Bring.Fresh(say.now) {
		return asked
	}
	return append(asked, say.Text("question.bring"))
}
