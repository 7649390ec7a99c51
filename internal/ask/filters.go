package ask

import (
	"slices"
	"strings"

	"haven/internal/facility"
)

// maxCodes is how many codes one parameter may hold: more than the largest
// category has.
const maxCodes = 100

// readFilters makes one group per category of the codes in code, and one per
// code in must.
func (res *Resolved) readFilters(tax *facility.Taxonomy) error {
	codes, err := known(paramCode, res.Request.Code, tax)
	if err != nil {
		return err
	}
	must, err := known(paramMust, res.Request.Must, tax)
	if err != nil {
		return err
	}
	for _, f := range byCategory(codes, tax) {
		res.addFilter(f, facility.Group{Codes: f.Codes, Category: f.Category})
	}
	for _, code := range must {
		f := Filter{Param: paramMust, Category: tax.CategoryOf(code), Codes: []string{code}}
		res.addFilter(f, facility.Group{Codes: f.Codes})
	}
	if n := len(res.Query.Groups); n > facility.MaxGroups {
		return wrong(paramMust, strings.Join(must, ","), "The search has %d filters that must all match. Send at most %d.", n, facility.MaxGroups)
	}
	return nil
}

func (res *Resolved) addFilter(f Filter, g facility.Group) {
	res.Understood.Filters = append(res.Understood.Filters, f)
	res.Query.Groups = append(res.Query.Groups, g)
}

// known checks codes, in capitals and each once.
func known(param string, texts []string, tax *facility.Taxonomy) ([]string, error) {
	if len(texts) > maxCodes {
		return nil, wrong(param, strings.Join(texts, ","), "%s holds %d codes. Send at most %d.", param, len(texts), maxCodes)
	}
	var codes []string
	for _, text := range texts {
		code := strings.ToUpper(text)
		if _, ok := tax.Code(code); !ok {
			return nil, unknownCode(param, text, tax)
		}
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes, nil
}

func unknownCode(param, text string, tax *facility.Taxonomy) error {
	near := nearestCodes(text, tax)
	var labelled []string
	for _, code := range near {
		labelled = append(labelled, code+" ("+tax.Label(code, "en")+")")
	}
	hint := ""
	if len(near) > 0 {
		hint = " Did you mean " + inWords(labelled, "or") + "?"
	}
	err := wrong(param, text, "%s is not a service code.%s All codes are listed at /api/v1/taxonomy.", quoted(text), hint)
	err.Suggestions = near
	return err
}

// byCategory groups codes by category, in the order the categories first
// appear.
func byCategory(codes []string, tax *facility.Taxonomy) []Filter {
	var filters []Filter
	for _, code := range codes {
		category := tax.CategoryOf(code)
		i := slices.IndexFunc(filters, func(f Filter) bool { return f.Category == category })
		if i < 0 {
			i = len(filters)
			filters = append(filters, Filter{Param: paramCode, Category: category})
		}
		filters[i].Codes = append(filters[i].Codes, code)
	}
	return filters
}
