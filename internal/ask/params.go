package ask

import (
	"slices"

	"haven/internal/ask/lexicon"
	"haven/internal/facility"
)

// addParts adds a part for near, for each filter of code and must, and for each
// condition of now.
func (res *Resolved) addParts(tax *facility.Taxonomy) {
	parts := &res.Understood.Parts
	*parts = slices.Grow(*parts, 1+len(res.Understood.Filters))
	if res.Request.Near != "" {
		change := map[string]string{paramNear: ""}
		res.leavePlace(change)
		*parts = append(*parts, Part{
			Kind: PartPlace, Words: res.Request.Near, Label: bothLabels(res.Place.Name),
			Param: paramNear, Applied: true, Change: change,
		})
	}
	for i, f := range res.Understood.Filters {
		*parts = append(*parts, Part{
			Kind: PartKind(lexicon.KindOf(f.Category)), Label: labelOf(f.Codes, tax), Codes: f.Codes,
			Param: f.Param, Applied: true, Change: map[string]string{f.Param: without(res.Understood.Filters, i)},
		})
	}
	res.addConditionParts()
}

func labelOf(codes []string, tax *facility.Taxonomy) Label {
	var english, spanish []string
	for _, code := range codes {
		english, spanish = append(english, tax.Label(code, "en")), append(spanish, tax.Label(code, "es"))
	}
	return eitherLabel(english, spanish)
}
