package ask

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"haven/internal/ask/lexicon"
	"haven/internal/facility"
	"haven/internal/geo"
)

// Typed is what somebody has typed so far, to be completed.
type Typed struct {
	Text  string
	Lang  string     // "en" or "es": the language of labels
	Near  *geo.Point // what is near it is likelier; nil if not known
	Limit int
}

// Suggestion is one way to complete what somebody is typing.
type Suggestion struct {
	// Kind is what it is: a kind of place, a kind of part such as "service",
	// or "facility".
	Kind string
	Text string // what people read
	// Send holds the parameters of the search that it stands for.
	Send map[string]string
	// ID, City and State are those of a facility.
	ID, City, State string

	likelihood float64
}

// SuggestFacility is the kind of a suggested facility.
const SuggestFacility = "facility"

// Suggest completes what somebody is typing with places, services and names of
// facilities, the likeliest first. What stands before is kept: behind
// "methadone near" places are suggested, with methadone.
func Suggest(ctx context.Context, search facility.Searcher, gaz *geo.Gazetteer, t Typed) ([]Suggestion, error) {
	if len(t.Text) > facility.MaxText || t.Limit < 1 {
		return nil, nil
	}
	typing := newTyping(t, gaz)
	facilities, err := typing.facilities(ctx, search)
	if err != nil {
		return nil, err
	}
	return chosen(t.Limit, typing.places(), typing.meanings(), facilities), nil
}

// typing is a text that is being typed: what was said before, and what is
// begun.
type typing struct {
	Typed
	gaz  *geo.Gazetteer
	said string // "methadone"
	// begun is the part that is to be completed: "atl".
	begun  string
	tokens []lexicon.Token
	// placeSaid: a place is among what was said; placeBegun: "near" stands
	// before what is begun.
	placeSaid, placeBegun bool
}

func newTyping(t Typed, gaz *geo.Gazetteer) *typing {
	ty := &typing{Typed: t, gaz: gaz, begun: strings.TrimSpace(t.Text)}
	ty.tokens = lexicon.Tokens(ty.begun)
	if len(ty.tokens) < 2 {
		return ty
	}
	last := ty.tokens[len(ty.tokens)-1]
	before := interpret(ty.begun[:last.From], false, gaz)
	ty.placeSaid = before.place() != nil
	from := 0 // token with which what is begun begins
	for i := range before.spans {
		if before.spans[i].means() {
			from = before.spans[i].to
		}
	}
	for from < len(ty.tokens)-1 && ty.leadsOn(before, from) {
		from++
	}
	ty.said = strings.TrimSpace(ty.begun[:ty.tokens[from].From])
	if s := interpret(ty.said, false, gaz); len(s.spans) > 0 && s.spans[len(s.spans)-1].role == lexicon.Near {
		ty.placeBegun = true
		ty.said = s.without(func(sp *span) bool { return sp.role == lexicon.Near })
	}
	ty.begun, ty.tokens = ty.begun[ty.tokens[from].From:], ty.tokens[from:]
	return ty
}

// leadsOn reports whether a token only leads on to what is begun: "near", "that
// takes".
func (ty *typing) leadsOn(before sentence, at int) bool {
	for i := range before.spans {
		if s := &before.spans[i]; s.from <= at && at < s.to {
			return s.role == lexicon.Near || s.role == lexicon.Filler || s.role == lexicon.Or
		}
	}
	return false
}

// minDanger is how many letters begin a danger and not much else: "overd", not
// "over".
const minDanger = 5

// meanings are services, payments, people and languages, and dangers.
func (ty *typing) meanings() []Suggestion {
	if ty.placeBegun {
		return nil
	}
	var all []Suggestion
	for rank, p := range words().Begun(ty.tokens, ty.Lang == "es") {
		if p.Kind == lexicon.Danger && len(ty.begun) < minDanger {
			continue
		}
		all = append(all, Suggestion{
			Kind: string(p.Kind), Text: p.Label(ty.Lang),
			Send:       map[string]string{paramQ: strings.TrimSpace(ty.said + " " + p.Usual(ty.Lang == "es"))},
			likelihood: ty.likelihoodOf(p, rank),
		})
	}
	return all
}

// places are those whose names begin so.
func (ty *typing) places() []Suggestion {
	if ty.placeSaid && !ty.placeBegun {
		return ty.placesCalled(ty.Typed.Text, "")
	}
	all := ty.placesCalled(ty.begun, ty.said)
	if ty.said != "" && !ty.placeBegun {
		all = append(ty.placesCalled(ty.Typed.Text, ""), all...)
	}
	return all
}

// manyPlaces are looked at to find those nearby among them.
const manyPlaces = 40

func (ty *typing) placesCalled(name, said string) []Suggestion {
	var all []Suggestion
	for _, p := range ty.gaz.Suggest(name, manyPlaces) {
		send := map[string]string{paramNear: p.Name}
		if said != "" {
			send[paramQ] = said
		}
		all = append(all, Suggestion{Kind: string(p.Kind), Text: p.Name, Send: send, likelihood: ty.likelihoodOfPlace(p)})
	}
	return all
}

func (ty *typing) facilities(ctx context.Context, search facility.Searcher) ([]Suggestion, error) {
	if ty.placeBegun {
		return nil, nil
	}
	n := ty.Limit
	if ty.Near != nil {
		n = manyPlaces
	}
	found, err := search.Suggest(ctx, ty.Typed.Text, n)
	if err != nil {
		return nil, fmt.Errorf("suggest names: %w", err)
	}
	var all []Suggestion
	for _, f := range found {
		all = append(all, Suggestion{
			Kind: SuggestFacility, Text: f.Name, ID: f.ID, City: f.City, State: f.State,
			Send:       map[string]string{paramQ: `"` + strings.Map(unquoted, f.Name) + `"`},
			likelihood: ty.likelihoodOfFacility(f),
		})
	}
	return all, nil
}

// chosen are the likeliest of all. Each sort gets at least a quarter of the
// room if it has as many.
func chosen(limit int, sorts ...[]Suggestion) []Suggestion {
	var first, rest []Suggestion
	for _, some := range sorts {
		slices.SortStableFunc(some, likelier)
		sure := min(len(some), limit/(len(sorts)+1))
		first, rest = append(first, some[:sure]...), append(rest, some[sure:]...)
	}
	slices.SortStableFunc(rest, likelier)
	all := append(first, rest[:min(len(rest), limit-len(first))]...)
	slices.SortStableFunc(all, likelier)
	return all
}

func likelier(a, b Suggestion) int { return cmp.Compare(b.likelihood, a.likelihood) }
