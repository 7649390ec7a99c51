package api

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/geo"
)

// SuggestAnswer completes what somebody is typing.
type SuggestAnswer struct {
	// Suggestions are places first, then facilities.
	Suggestions []Suggestion `json:"suggestions"`
}

// Suggestion is a place, to be sent as near, or a facility, to be opened.
type Suggestion struct {
	// Kind is zip, city, county, state or facility.
	Kind string `json:"kind"`
	Text string `json:"text"`
	// ID, City and State are those of a facility.
	ID    string `json:"id,omitempty"`
	City  string `json:"city,omitempty"`
	State string `json:"state,omitempty"`
}

const (
	kindFacility = "facility"

	paramQ     = "q"
	paramLimit = "limit"

	defaultSuggestions = 8
	maxSuggestions     = 20
	maxTyped           = 100 // bytes; longer text is not the beginning of a name
)

func suggestParams() []string { return []string{paramQ, paramLimit} }

func (a *api) suggest(c *fiber.Ctx) error {
	v, err := values(c)
	if err != nil {
		return err
	}
	typed, limit, err := suggestRequest(v)
	if err != nil {
		return err
	}
	facilities, err := a.Searcher.Suggest(c.UserContext(), typed, limit)
	if err != nil {
		return err
	}
	return c.JSON(SuggestAnswer{Suggestions: suggestions(a.Gazetteer.Suggest(typed, limit), facilities, limit)})
}

func suggestRequest(v ask.Values) (typed string, limit int, err error) {
	if err := v.Only(suggestParams()...); err != nil {
		return "", 0, err
	}
	if typed, err = v.One(paramQ); err != nil {
		return "", 0, err
	}
	if typed == "" {
		return "", 0, &ask.ParamError{Param: paramQ, Message: "q is missing. Send what was typed so far."}
	}
	if len(typed) > maxTyped {
		return "", 0, &ask.ParamError{Param: paramQ, Value: typed, Message: "q is longer than 100 bytes. Send the beginning of a name or place."}
	}
	text, err := v.One(paramLimit)
	if err != nil || text == "" {
		return typed, defaultSuggestions, err
	}
	limit, err = strconv.Atoi(text)
	if err != nil || limit < 1 || limit > maxSuggestions {
		return "", 0, &ask.ParamError{Param: paramLimit, Value: text, Message: "limit is not a whole number from 1 to 20. Send one, or leave it out."}
	}
	return typed, limit, nil
}

// suggestions puts places first. Each kind gets half of the room, and what
// the other leaves.
func suggestions(places []geo.Place, facilities []facility.Suggestion, limit int) []Suggestion {
	half := (limit + 1) / 2
	forPlaces := min(len(places), max(half, limit-len(facilities)))
	all := []Suggestion{}
	for _, p := range places[:forPlaces] {
		all = append(all, Suggestion{Kind: string(p.Kind), Text: p.Name})
	}
	for _, f := range facilities[:min(len(facilities), limit-forPlaces)] {
		all = append(all, Suggestion{Kind: kindFacility, Text: f.Name, ID: f.ID, City: f.City, State: f.State})
	}
	return all
}
