package ask

import (
	"maps"
	"slices"
	"strings"

	"haven/internal/ask/lexicon"
	"haven/internal/facility"
	"haven/internal/geo"
)

// maxTextWords is up to how many words of a text are tried one by one.
const maxTextWords = 6

// telehealth is the service code that distance does not matter for.
const telehealth = "TELE"

// wider are the circles to try, in order.
var wider = []string{"50mi", "100mi", anyRadius}

// changes are the single changes that could help.
func (res *Resolved) changes(gaz *geo.Gazetteer) []Relaxation {
	all := slices.Concat(res.fartherCircles(), res.otherServices(), res.asServices(), res.fewerWords(), res.fewerFilters(), res.wholeState(gaz))
	var once []Relaxation
	for _, r := range all {
		if !slices.ContainsFunc(once, func(o Relaxation) bool { return maps.Equal(o.Change, r.Change) }) {
			once = append(once, r)
		}
	}
	return once[:min(len(once), maxTried)]
}

func (res *Resolved) fartherCircles() []Relaxation {
	var all []Relaxation
	for _, radius := range wider {
		metres, err := parseRadius(radius)
		if err != nil || res.Place == nil || metres <= res.Query.Radius {
			continue
		}
		r := Relaxation{Kind: RelaxRadius, Label: bothLabels(radius), Change: map[string]string{paramRadius: radius}}
		if radius == anyRadius {
			r.Kind, r.Label = RelaxAnywhere, Label{"Any distance", "Cualquier distancia"}
		}
		all = append(all, r)
	}
	return all
}

// otherServices ask for what may help instead of a service, as words.txt says.
func (res *Resolved) otherServices() []Relaxation {
	var all []Relaxation
	for i := range res.sentence.spans {
		sp := &res.sentence.spans[i]
		if !sp.role.Filters() || len(sp.meanings) > 1 || !res.applies(sp) {
			continue
		}
		for _, id := range sp.meanings[0].Instead {
			m := words().Meaning(id)
			if res.asksFor(m.Codes[0]) {
				continue
			}
			change := map[string]string{paramQ: res.sentence.with(sp, m.Usual(sp.spanish))}
			all = append(all, Relaxation{Kind: RelaxService, Label: Label{m.English, m.Spanish}, Change: change})
		}
	}
	for i, f := range res.Understood.Filters {
		for _, m := range insteadOf(f) {
			filters := slices.Clone(res.Understood.Filters)
			filters[i].Codes = m.Codes[:1]
			change := map[string]string{f.Param: codesOf(filters, f.Param)}
			all = append(all, Relaxation{Kind: RelaxService, Label: Label{m.English, m.Spanish}, Change: change})
		}
	}
	return all
}

// applies reports whether the search goes by a span.
func (res *Resolved) applies(sp *span) bool {
	words := res.sentence.written(sp.from, sp.to)
	return slices.ContainsFunc(res.Understood.Parts, func(p Part) bool { return p.Applied && p.Param == paramQ && p.Words == words })
}

// insteadOf is what may help instead of codes that mean one service.
func insteadOf(f Filter) []*lexicon.Meaning {
	var all []*lexicon.Meaning
	for _, m := range words().Meanings() {
		if len(m.Codes) == 0 || m.Codes[0] != f.Codes[0] || slices.ContainsFunc(f.Codes, func(c string) bool { return !slices.Contains(m.Codes, c) }) {
			continue
		}
		for _, id := range m.Instead {
			if other := words().Meaning(id); !slices.Contains(f.Codes, other.Codes[0]) {
				all = append(all, other)
			}
		}
		break
	}
	return all
}

// asServices takes the words of a name for what they mean: "Houston Detox".
func (res *Resolved) asServices() []Relaxation {
	place := res.sentence.place()
	if res.reading != asAName || place == nil || res.Request.Near != "" {
		return nil
	}
	change := map[string]string{paramNear: place.place.Name, paramQ: res.sentence.withoutPlaces()}
	return []Relaxation{{Kind: RelaxName, Label: bothLabels(place.place.Name), Change: change}}
}

// fewerWords leave out one word of the text, or all.
func (res *Resolved) fewerWords() []Relaxation {
	if res.Query.Text == "" {
		return nil
	}
	all := res.oneWordLess()
	if res.alone() {
		return all
	}
	change := map[string]string{paramQ: res.sentence.withoutText(res.reading)}
	return append(all, Relaxation{Kind: RelaxText, Label: bothLabels(res.Query.Text), Change: change})
}

// oneWordLess leaves out one word of the text, if another is left that tells
// more than "street" does.
func (res *Resolved) oneWordLess() []Relaxation {
	s := &res.sentence
	var names, telling []*span
	for i := range s.spans {
		sp := &s.spans[i]
		if !sp.names() {
			continue
		}
		names = append(names, sp)
		if !s.is(sp.from, streetWords...) {
			telling = append(telling, sp)
		}
	}
	if len(names) > maxTextWords {
		return nil
	}
	var all []Relaxation
	for _, sp := range names {
		if len(telling) == 0 || len(telling) == 1 && telling[0] == sp {
			continue
		}
		change := map[string]string{paramQ: s.without(func(o *span) bool { return o == sp })}
		all = append(all, Relaxation{Kind: RelaxWord, Label: bothLabels(s.written(sp.from, sp.to)), Change: change})
	}
	return all
}

// fewerFilters leave out one filter.
func (res *Resolved) fewerFilters() []Relaxation {
	if res.alone() {
		return nil
	}
	var all []Relaxation
	for _, p := range res.Understood.Parts {
		if p.Applied && (len(p.Codes) > 0 || p.Condition != "") {
			all = append(all, Relaxation{Kind: RelaxFilter, Label: p.Label, Change: p.Change, forsaken: p.Kind == PartService})
		}
	}
	return all
}

// alone reports that one thing is all that is asked for: without it, the
// whole directory would be left.
func (res *Resolved) alone() bool {
	n := 0
	for _, p := range res.Understood.Parts {
		if p.Applied {
			n++
		}
	}
	return n < 2
}

// wholeState looks in the whole state, and there for care from a distance too.
func (res *Resolved) wholeState(gaz *geo.Gazetteer) []Relaxation {
	if res.Place == nil {
		return nil
	}
	state, ok := gaz.State(res.Place.State)
	if !ok {
		return nil
	}
	inState := map[string]string{paramNear: state.Name, paramRadius: ""}
	if res.Request.Near == "" {
		inState[paramQ] = res.sentence.withoutPlaces()
	}
	var all []Relaxation
	if res.Query.Within != (facility.Area{State: state.State}) {
		all = append(all, Relaxation{Kind: RelaxState, Label: bothLabels(state.Name), Change: inState})
	}
	if res.asksFor(telehealth) {
		return all
	}
	remote := maps.Clone(inState)
	remote[paramMust] = strings.Join(append(slices.Clone(res.Request.Must), telehealth), ",")
	m := words().Meaning("telehealth")
	return append(all, Relaxation{Kind: RelaxTelehealth, Label: Label{m.English, m.Spanish}, Change: remote})
}

func (res *Resolved) asksFor(code string) bool {
	return slices.ContainsFunc(res.Query.Groups, func(g facility.Group) bool { return slices.Contains(g.Codes, code) })
}

// without is the value of a filter's parameter that leaves the filter out.
func without(filters []Filter, i int) string {
	return codesOf(slices.Delete(slices.Clone(filters), i, i+1), filters[i].Param)
}

// codesOf is the value of a parameter for its filters among some.
func codesOf(filters []Filter, param string) string {
	var codes []string
	for _, f := range filters {
		if f.Param == param {
			codes = append(codes, f.Codes...)
		}
	}
	return strings.Join(codes, ",")
}
