package ask

import (
	"slices"
	"strings"

	"haven/internal/facility"
)

// momentary is a condition as people ask for it. One more to ask for is one
// more line here, and a stanza of words.txt for how people say it.
type momentary struct {
	condition facility.Condition
	label     Label
	// codes are main codes of services that there are openings in: who asks for
	// one of them and for openings means those.
	codes []string
}

var momentaries = []momentary{
	{facility.HasOpenings, Label{"Openings now", "Con cupo ahora"}, nil},
	{facility.HasBeds, Label{"Beds free now", "Camas libres ahora"}, nil},
	{facility.ConditionOf(facility.DetoxBeds), Label{"Detox beds free now", "Camas de desintoxicación libres ahora"}, []string{"DT", "ADTX", "ODTX"}},
	{facility.ConditionOf(facility.ResidentialBeds), Label{"Live-in beds free now", "Camas con estancia libres ahora"}, []string{"RES", "RL", "RS"}},
	{facility.ConditionOf(facility.ResidentialMen), Label{"Live-in beds for men free now", "Camas con estancia para hombres libres ahora"}, nil},
	{facility.ConditionOf(facility.ResidentialWomen), Label{"Live-in beds for women free now", "Camas con estancia para mujeres libres ahora"}, nil},
	{facility.ConditionOf(facility.ResidentialParents), Label{"Live-in beds for parents with children free now", "Camas con estancia para padres con hijos libres ahora"}, nil},
	{facility.ConditionOf(facility.ResidentialYouth), Label{"Live-in beds for young people free now", "Camas con estancia para jóvenes libres ahora"}, nil},
	{facility.ConditionOf(facility.OpioidTreatmentIntakes), Label{"First methadone visit within two days", "Primera cita para metadona en dos días"}, []string{"OTP", "MU"}},
	{facility.ConditionOf(facility.OutpatientAppointments), Label{"First outpatient visit within a week", "Primera cita sin estancia en una semana"}, []string{"OP"}},
	{facility.OpenNow, Label{"Open now", "Abierto ahora"}, nil},
	{facility.WalkIn, Label{"Walk-in, without an appointment", "Sin cita"}, nil},
	{facility.ConfirmedLately, Label{"Confirmed in the last 30 days", "Confirmado en los últimos 30 días"}, nil},
}

// LabelOf is what people read for a condition.
func LabelOf(c facility.Condition) Label {
	i := slices.IndexFunc(momentaries, func(m momentary) bool { return m.condition == c })
	if i < 0 {
		return bothLabels(string(c))
	}
	return momentaries[i].label
}

// readConditions reads what must hold now.
func (res *Resolved) readConditions() error {
	for _, text := range res.Request.Now {
		c := facility.Condition(strings.ToLower(text))
		if !c.Known() {
			return unknownCondition(text)
		}
		if !slices.Contains(res.Query.Conditions, c) {
			res.Query.Conditions = append(res.Query.Conditions, c)
		}
	}
	return nil
}

func unknownCondition(text string) error {
	var all []string
	for _, c := range facility.Conditions() {
		all = append(all, string(c))
	}
	err := wrong(paramNow, text, "now is %s. Send %s.", quoted(text), inWords(all, "or"))
	err.Suggestions = nearest(text, all)
	return err
}

// addConditionParts adds a part for each condition of now.
func (res *Resolved) addConditionParts() {
	sent := res.sentConditions()
	for i, c := range sent {
		rest := slices.Delete(slices.Clone(sent), i, i+1)
		res.Understood.Parts = append(res.Understood.Parts, Part{
			Kind: PartMoment, Label: LabelOf(c), Condition: c, Param: paramNow, Applied: true,
			Change: map[string]string{paramNow: strings.Join(conditionTexts(rest), ",")},
		})
	}
}

// sentConditions are those of now, which come before those of q.
func (res *Resolved) sentConditions() []facility.Condition {
	n := len(res.Query.Conditions)
	for _, p := range res.Understood.Parts {
		if p.Condition != "" && p.Param == paramQ && p.Applied {
			n--
		}
	}
	return res.Query.Conditions[:n]
}

func conditionTexts(conditions []facility.Condition) []string {
	texts := make([]string, len(conditions))
	for i, c := range conditions {
		texts[i] = string(c)
	}
	return texts
}

// sharpen turns openings of any kind that q asks for into those of the one
// service that is asked for: "detox beds".
func (res *Resolved) sharpen() {
	kind, ok := res.kindAskedFor()
	if !ok {
		return
	}
	for i := range res.Understood.Parts {
		p := &res.Understood.Parts[i]
		if p.Param != paramQ || p.Condition == "" || !slices.Contains(p.Condition.Kinds(), kind) {
			continue
		}
		c := facility.ConditionOf(kind)
		res.Query.Conditions[slices.Index(res.Query.Conditions, p.Condition)] = c
		p.Condition, p.Label = c, LabelOf(c)
	}
}

// kindAskedFor is the one kind of opening in the services asked for.
func (res *Resolved) kindAskedFor() (kind facility.OpeningKind, ok bool) {
	for _, m := range momentaries {
		asked := slices.ContainsFunc(res.Query.Groups, func(g facility.Group) bool {
			return len(g.Codes) > 0 && slices.Contains(m.codes, g.Codes[0])
		})
		if !asked {
			continue
		}
		if ok {
			return "", false
		}
		kind, ok = m.condition.Kinds()[0], true
	}
	return kind, ok
}

// saidConditions are those of q.
func (res *Resolved) saidConditions() []facility.Condition {
	return res.Query.Conditions[len(res.sentConditions()):]
}

// hoped is the request with all that q says must hold now as no more than a
// wish: where nobody has told that it holds, everybody can be asked.
func (res Resolved) hoped() (Resolved, bool) {
	said := res.saidConditions()
	return res.hoping(said), len(said) > 0
}

// hoping is the request with some of what q says must hold now as a wish.
func (res Resolved) hoping(wishes []facility.Condition) Resolved {
	res.Query.Conditions = slices.DeleteFunc(slices.Clone(res.Query.Conditions), func(c facility.Condition) bool {
		return slices.Contains(wishes, c)
	})
	res.Understood.Parts = slices.Clone(res.Understood.Parts)
	for i := range res.Understood.Parts {
		if p := &res.Understood.Parts[i]; p.Param == paramQ && slices.Contains(wishes, p.Condition) {
			p.Kind, p.Applied, p.Condition = PartWish, false, ""
		}
	}
	return res
}
