package api

import (
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/geo"
)

// SuggestAnswer completes what somebody is typing.
type SuggestAnswer struct {
	// Suggestions are places, services and facilities, the likeliest first.
	Suggestions []Suggestion `json:"suggestions"`
}

// Suggestion is one way to complete what was typed.
type Suggestion struct {
	// Kind is zip, city, county or state; service, payment, person,
	// language or danger; or facility.
	Kind string `json:"kind"`
	Text string `json:"text"` // in the language asked for
	// Send holds the parameters of the search that it stands for.
	Send map[string]string `json:"send"`
	// ID, City and State are those of a facility.
	ID    string `json:"id,omitempty"`
	City  string `json:"city,omitempty"`
	State string `json:"state,omitempty"`
}

const (
	paramQ     = "q"
	paramLimit = "limit"
	paramLang  = "lang"
	paramNear  = "near"

	defaultSuggestions = 8
	maxSuggestions     = 20
	maxTyped           = 100 // bytes; longer text is not the beginning of a name

	english = "en"
	spanish = "es"
)

func suggestParams() []string { return []string{paramQ, paramLimit, paramLang, paramNear} }

func (a *api) suggest(c *fiber.Ctx) error {
	v, err := values(c)
	if err != nil {
		return err
	}
	typed, err := suggestRequest(v, a.Gazetteer)
	if err != nil {
		return err
	}
	found, err := ask.Suggest(c.UserContext(), a.Searcher, a.Gazetteer, typed)
	if err != nil {
		return err
	}
	return c.JSON(SuggestAnswer{Suggestions: list(each(found, suggestionOf))})
}

func suggestionOf(s ask.Suggestion) Suggestion {
	return Suggestion{Kind: s.Kind, Text: s.Text, Send: s.Send, ID: s.ID, City: s.City, State: s.State}
}

func suggestRequest(v ask.Values, gaz *geo.Gazetteer) (ask.Typed, error) {
	t := ask.Typed{Lang: english, Limit: defaultSuggestions}
	if err := v.Only(suggestParams()...); err != nil {
		return t, err
	}
	for _, read := range []func(ask.Values, *ask.Typed) error{readTyped, readLimit, readLang} {
		if err := read(v, &t); err != nil {
			return t, err
		}
	}
	near, err := v.One(paramNear)
	if err != nil || near == "" {
		return t, err
	}
	place, err := ask.FindPlace(near, gaz)
	t.Near = &place.Point
	return t, err
}

func readTyped(v ask.Values, t *ask.Typed) (err error) {
	if t.Text, err = v.One(paramQ); err != nil {
		return err
	}
	switch {
	case t.Text == "":
		return &ask.ParamError{Param: paramQ, Message: "q is missing. Send what was typed so far."}
	case len(t.Text) > maxTyped:
		return &ask.ParamError{
			Param: paramQ, Value: t.Text,
			Message: fmt.Sprintf("q is longer than %d bytes. Send the beginning of a name, place or service.", maxTyped),
		}
	}
	return nil
}

func readLimit(v ask.Values, t *ask.Typed) error {
	text, err := v.One(paramLimit)
	if err != nil || text == "" {
		return err
	}
	t.Limit, err = strconv.Atoi(text)
	if err != nil || t.Limit < 1 || t.Limit > maxSuggestions {
		return &ask.ParamError{
			Param: paramLimit, Value: text,
			Message: fmt.Sprintf("limit is not a whole number from 1 to %d. Send one, or leave it out.", maxSuggestions),
		}
	}
	return nil
}

func readLang(v ask.Values, t *ask.Typed) error {
	lang, err := v.One(paramLang)
	switch {
	case err != nil || lang == "":
		return err
	case lang != english && lang != spanish:
		return &ask.ParamError{Param: paramLang, Value: lang, Message: "lang is neither en nor es. Send one of them, or leave it out."}
	}
	t.Lang = lang
	return nil
}
