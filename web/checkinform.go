package web

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"haven/internal/checkin"
	"haven/internal/facility"
)

// The fields of a link's page.
const (
	tellField  = "tell"
	undoField  = "undo"
	untilField = "until"

	openPrefix  = "open."
	totalPrefix = "total."
	waitPrefix  = "wait."

	// fullTold says of all kinds at once that nothing is open.
	fullTold = "full"
)

// answerIn reads what a place told in a form that asked it for some kinds of
// openings. checkin.ErrIncomplete for what cannot be read.
func answerIn(form url.Values, kinds []facility.OpeningKind) (a checkin.Answer, err error) {
	told := form.Get(tellField)
	a = checkin.Answer{Kind: checkin.Kind(told), Words: strings.Join(form[wordsField], "\n")}
	switch {
	case told == fullTold:
		a.Kind = checkin.Room
		a.Openings, err = openingsIn(form, kinds, func(facility.OpeningKind) string { return "0" })
	case a.Kind == checkin.Room:
		a.Openings, err = openingsIn(form, kinds, func(kind facility.OpeningKind) string { return form.Get(openPrefix + string(kind)) })
	case a.Kind == checkin.Paused && form.Get(untilField) != "":
		a.Until, err = time.Parse(time.DateOnly, form.Get(untilField))
	}
	if err != nil {
		return a, fmt.Errorf("%w: %w", checkin.ErrIncomplete, err)
	}
	return a, nil
}

// openingsIn reads the openings of a form; a kind without a number is not told.
func openingsIn(form url.Values, kinds []facility.OpeningKind, open func(facility.OpeningKind) string) (facility.Openings, error) {
	openings := facility.Openings{}
	for _, kind := range kinds {
		number := strings.TrimSpace(open(kind))
		if number == "" {
			continue
		}
		o, err := openingOf(number, form.Get(totalPrefix+string(kind)), form.Get(waitPrefix+string(kind)))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", kind, err)
		}
		openings[kind] = o
	}
	return openings, openings.Validate()
}

func openingOf(open, total, wait string) (o facility.Opening, err error) {
	for _, number := range []struct {
		text string
		into *int
	}{{open, &o.Open}, {total, &o.Total}, {wait, &o.WaitlistDays}} {
		text := strings.TrimSpace(number.text)
		if text == "" {
			continue
		}
		if *number.into, err = strconv.Atoi(text); err != nil {
			return o, fmt.Errorf("%.20q is no whole number", text)
		}
	}
	return o, nil
}
