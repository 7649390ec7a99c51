package web

import (
	"slices"
	"testing"

	"haven/internal/ask"
	"haven/internal/facility"
	"haven/internal/geo"
)

func resolve(t *testing.T, r ask.Request) ask.Resolved {
	t.Helper()
	asked, err := ask.Resolve(r, geo.Default(), facility.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	return asked
}

// boxes are the codes of a group of choices.
func boxes(choices []choice) []string {
	var codes []string
	for _, c := range choices {
		codes = append(codes, c.Code)
	}
	return codes
}

func TestFiltersShowWhatIsThereAndWhatIsAskedFor(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	facets := facility.CountsOf(map[string]map[string]int{"PAY": {"MD": 12, "MC": 7}, "TC": {"DT": 3}, "OM": {"MU": 2}})
	f := newFilters(say, resolve(t, ask.Request{Code: []string{"mc", "SS", "PEER"}}), facility.Results{Facets: facets})

	if got := boxes(f.Top); !slices.Equal(got, []string{"MD", "SS", "DT", "MU"}) {
		t.Errorf("on top are %q", got)
	}
	if ss := f.Top[1]; !ss.Chosen || ss.Found != 0 {
		t.Errorf("what is asked for is shown even if no place has it: %+v", ss)
	}
	var labels []string
	for _, c := range f.Categories {
		labels = append(labels, c.Label)
	}
	if !slices.Equal(labels, []string{"Payment accepted", "Recovery support"}) {
		t.Errorf("the other categories are %q", labels)
	}
	if pay := f.Categories[0]; pay.Chosen != 1 || !pay.Choices[0].Chosen || pay.Choices[0].Found != 7 {
		t.Errorf("payment is %+v", pay)
	}
}

func TestEachFilterIsThereOnce(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	facets := map[string]map[string]int{}
	for _, c := range facility.Builtin().Codes() {
		if facets[c.Category] == nil {
			facets[c.Category] = map[string]int{}
		}
		facets[c.Category][c.Code] = 1
	}
	f := newFilters(say, resolve(t, ask.Request{}), facility.Results{Facets: facility.CountsOf(facets)})
	codes := boxes(f.Top)
	for _, c := range f.Categories {
		codes = append(codes, boxes(c.Choices)...)
	}
	slices.Sort(codes)
	if all := len(codes); all != 317 || len(slices.Compact(codes)) != all {
		t.Errorf("%d boxes, of which %d differ; want 317", all, len(slices.Compact(codes)))
	}
}

func TestCodesThatPagesNameExist(t *testing.T) {
	for _, code := range slices.Concat(askedMost, usedMost, worthTelling) {
		if _, ok := facility.Builtin().Code(code); !ok {
			t.Errorf("there is no code %s", code)
		}
	}
	for _, category := range readFirst {
		if _, ok := facility.Builtin().Category(category); !ok {
			t.Errorf("there is no category %s", category)
		}
	}
}

func TestHowFarDependsOnTheKindOfPlace(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	for _, test := range []struct {
		request ask.Request
		want    []string
		chosen  string
	}{
		{ask.Request{Near: "30303"}, []string{"5 miles", "10 miles", "25 miles", "50 miles", "100 miles", "Any distance"}, ""},
		{ask.Request{Near: "30303", Radius: "25mi"}, []string{"5 miles", "10 miles", "25 miles", "50 miles", "100 miles", "Any distance"}, ""},
		{ask.Request{Near: "30303", Radius: "40km"}, []string{"5 miles", "10 miles", "25 miles", "50 miles", "100 miles", "Any distance", "40 km"}, "40km"},
		{ask.Request{Near: "Georgia"}, []string{"In Georgia", "5 miles", "10 miles", "25 miles", "50 miles", "100 miles", "Any distance"}, ""},
		{ask.Request{Near: "Georgia", Radius: "25mi"}, []string{"In Georgia", "5 miles", "10 miles", "25 miles", "50 miles", "100 miles", "Any distance"}, "25mi"},
	} {
		labels, chosen := shown(say.radii(test.request, resolve(t, test.request).Place))
		if !slices.Equal(labels, test.want) || !slices.Equal(chosen, []string{test.chosen}) {
			t.Errorf("%+v offers %q with %q chosen", test.request, labels, chosen)
		}
	}
}

func TestOrdersThatMakeSense(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	for _, test := range []struct {
		request ask.Request
		want    []string
	}{
		{ask.Request{}, []string{"Names A to Z", "Openings"}},
		{ask.Request{Near: "30303"}, []string{"Nearest", "Best match", "Openings", "Names A to Z"}},
		{ask.Request{Q: "hope"}, []string{"Best match", "Openings", "Names A to Z"}},
		{ask.Request{Near: "30303", Q: "hope"}, []string{"Nearest", "Best match", "Openings", "Names A to Z"}},
		{ask.Request{Near: "Georgia"}, []string{"From the middle out", "Openings", "Names A to Z"}},
	} {
		orders := say.orders(test.request, resolve(t, test.request).Place)
		if labels, _ := shown(orders); !slices.Equal(labels, test.want) || orders[0].Value != "" {
			t.Errorf("%+v offers %+v", test.request, orders)
		}
	}
}

func shown(options []option) (labels, chosen []string) {
	for _, o := range options {
		labels = append(labels, o.Label)
		if o.Chosen {
			chosen = append(chosen, o.Value)
		}
	}
	return labels, chosen
}

func TestFiltersInGroupsAreExplainedOnce(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	facets := facility.CountsOf(map[string]map[string]int{"SET": {"OIT": 2}, "PAY": {"MD": 12}, "PHR": {"QUETI": 1, "OLANZ": 1}})
	f := newFilters(say, resolve(t, ask.Request{}), facility.Results{Facets: facets})
	if top := f.Top[0]; top.Help != "" {
		t.Errorf("the short list on top explains %+v", top)
	}
	if got := f.Categories[0].Choices[0].Help; got != "IOP: 9 to 19 hours a week; you live at home." {
		t.Errorf("IOP is explained as %q", got)
	}
	medicines := f.Categories[1].Choices
	if len(medicines) != 2 || medicines[0].Help == "" || medicines[1].Help != "" {
		t.Errorf("of two alike the first is explained: %+v", medicines)
	}
}
