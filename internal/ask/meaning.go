package ask

import (
	"slices"
	"strings"

	"haven/internal/ask/lexicon"
	"haven/internal/facility"
)

// nearMe is the wish for a place nearby, which any place fulfils.
const nearMe = "near-me"

// readWords adds what the words of q mean: filters to the query, and a part
// for each thing, once. Of a name, only the place it is in and danger count.
func (res *Resolved) readWords(s *sentence, how reading) {
	seen := map[string]bool{}
	first := s.place()
	if how == asAName {
		first = s.surePlace()
	}
	for i := range s.spans {
		this := &s.spans[i]
		part, ok := res.partOf(s, this, this == first)
		if !ok || seen[this.key()] || how == asAName && this != first && part.Kind != PartDanger {
			continue
		}
		seen[this.key()] = true
		part.Change[paramQ] = s.without(func(other *span) bool { return other.key() == this.key() })
		res.Understood.Parts = append(res.Understood.Parts, part)
		if len(part.Codes) > 0 {
			res.Query.Groups = append(res.Query.Groups, facility.Group{Codes: part.Codes})
		}
		if part.Condition != "" {
			res.Query.Conditions = append(res.Query.Conditions, part.Condition)
		}
	}
	res.sharpen()
}

// partOf is what a span asks for, if it asks for anything.
func (res *Resolved) partOf(s *sentence, this *span, first bool) (Part, bool) {
	part := Part{Kind: PartKind(this.role), Words: s.written(this.from, this.to), Param: paramQ, Change: map[string]string{}}
	switch {
	case this.role.Filters():
		part.Label, part.Codes, part.Applied = this.label(), this.codes(), true
	case this.role == lexicon.Moment:
		part.Condition = this.meanings[0].Condition
		part.Label, part.Applied = LabelOf(part.Condition), true
		if slices.Contains(res.Query.Conditions, part.Condition) {
			return Part{}, false // it was sent as now, or said before
		}
	case this.role == lexicon.Wish && this.meanings[0].ID == nearMe && res.Place != nil:
		return Part{}, false
	case this.role == lexicon.Wish, this.role == lexicon.Danger:
		part.Label = this.label()
	case this.role == lexicon.Place:
		part.Label = bothLabels(this.place.Name)
		if part.Applied = first && res.Request.Near == ""; part.Applied {
			res.leavePlace(part.Change)
		}
	case this.role == roleRadius:
		part.Label = Label{"Within " + this.radius, "A menos de " + this.radius}
		part.Applied = res.Understood.Radius == this.radius && res.Request.Radius == ""
	default:
		return Part{}, false
	}
	return part, true
}

// leavePlace adds to a change what makes no sense without a place.
func (res *Resolved) leavePlace(change map[string]string) {
	if res.Request.Radius != "" {
		change[paramRadius] = ""
	}
	if res.Request.Sort == string(facility.SortDistance) {
		change[paramSort] = ""
	}
}

// readDanger finds words of danger. An overdose comes before all else: it
// leaves minutes.
func (res *Resolved) readDanger(s *sentence) {
	for _, this := range s.spans {
		for _, m := range this.meanings {
			if m.Danger == DangerOverdose || m.Danger != "" && res.Understood.Danger == "" {
				res.Understood.Danger = m.Danger
			}
		}
	}
}

// key is the same for spans that ask for the same.
func (s *span) key() string {
	ids := []string{string(s.role), s.radius}
	if s.place != nil {
		ids = append(ids, s.place.Name)
	} else {
		for _, m := range s.meanings {
			ids = append(ids, m.ID)
		}
	}
	return strings.Join(ids, "\n")
}

func (s *span) label() Label {
	var english, spanish []string
	for _, m := range s.meanings {
		english, spanish = append(english, m.English), append(spanish, m.Spanish)
	}
	return eitherLabel(english, spanish)
}

func (s *span) codes() []string {
	var codes []string
	for _, m := range s.meanings {
		for _, code := range m.Codes {
			if !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}
