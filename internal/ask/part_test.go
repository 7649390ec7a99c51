package ask_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/ask"
	"haven/internal/facility"
)

func TestEveryPartCanBeTakenOut(t *testing.T) {
	for _, c := range understoodCases(t) {
		request := ask.Request{Q: c.query, Near: c.near, Radius: "", Code: []string{"MD", "DT"}, Must: []string{"SP"}}
		for _, p := range mustResolve(t, request).Understood.Parts {
			changed, err := request.With(p.Change)
			if err != nil {
				t.Fatal(err)
			}
			res, err := resolve(changed)
			if err != nil {
				t.Errorf("%q without %s: %v", c.query, p.Label.English, err)
			}
			same := func(o ask.Part) bool { return o.Kind == p.Kind && o.Label == p.Label && o.Param == p.Param }
			if slices.ContainsFunc(res.Understood.Parts, same) {
				t.Errorf("%q still asks for %s with %v", c.query, p.Label.English, p.Change)
			}
		}
	}
}

func TestTakingAPartOutLeavesTheOthers(t *testing.T) {
	const q = "methadone near 30303 that takes medicaid"
	var without []string
	for _, p := range mustResolve(t, ask.Request{Q: q}).Understood.Parts {
		without = append(without, p.Words+" | "+p.Change["q"])
	}
	want := []string{
		"methadone | near 30303 that takes medicaid",
		"near 30303 | methadone that takes medicaid",
		"medicaid | methadone near 30303",
	}
	if diff := cmp.Diff(want, without); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestThePartsOfAllParametersAreTold(t *testing.T) {
	res := mustResolve(t, ask.Request{
		Q: "grady vivitrol today", Near: "30303", Radius: "10mi", Sort: "distance", Code: []string{"MD", "MC", "DT"}, Must: []string{"SP"},
	})
	want := []ask.Part{
		{Kind: ask.PartService, Words: "vivitrol", Label: ask.Label{English: "Naltrexone shot (Vivitrol)", Spanish: "Inyección de naltrexona (Vivitrol)"},
			Codes: []string{"VTRL", "NU", "UN", "RPN"}, Param: "q", Applied: true, Change: map[string]string{"q": "grady today"}},
		{Kind: ask.PartWish, Words: "today", Label: ask.Label{English: "A place today", Spanish: "Un lugar hoy"},
			Param: "q", Change: map[string]string{"q": "grady vivitrol"}},
		{Kind: ask.PartText, Words: "grady", Label: ask.Label{English: "grady", Spanish: "grady"},
			Param: "q", Applied: true, Change: map[string]string{"q": "vivitrol today"}},
		{Kind: ask.PartPlace, Words: "30303", Label: ask.Label{English: "30303 (Atlanta, GA)", Spanish: "30303 (Atlanta, GA)"},
			Param: "near", Applied: true, Change: map[string]string{"near": "", "radius": "", "sort": ""}},
		{Kind: ask.PartPayment, Label: ask.Label{English: "Medicaid or Medicare", Spanish: "Medicaid o Medicare"},
			Codes: []string{"MD", "MC"}, Param: "code", Applied: true, Change: map[string]string{"code": "DT"}},
		{Kind: ask.PartService, Label: ask.Label{English: "Detox (withdrawal care)", Spanish: "Desintoxicación (detox)"},
			Codes: []string{"DT"}, Param: "code", Applied: true, Change: map[string]string{"code": "MD,MC"}},
		{Kind: ask.PartLanguage, Label: ask.Label{English: "Spanish", Spanish: "Español"},
			Codes: []string{"SP"}, Param: "must", Applied: true, Change: map[string]string{"must": ""}},
	}
	if diff := cmp.Diff(want, res.Understood.Parts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWordsMakeGroupsBesideThoseOfCodeAndMust(t *testing.T) {
	res := mustResolve(t, ask.Request{Q: "methadone or subutex", Code: []string{"MD"}, Must: []string{"SP"}})
	want := []facility.Group{
		{Codes: []string{"MD"}, Category: "PAY"},
		{Codes: []string{"SP"}},
		{Codes: []string{"MU", "OTP", "MM", "MMW", "METH", "BU", "BUM", "UB", "BWN", "BMW", "BWON"}},
	}
	if diff := cmp.Diff(want, res.Query.Groups); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatIsSentApartStands(t *testing.T) {
	res := mustResolve(t, ask.Request{Q: "detox within 10 miles of Houston", Near: "30303", Radius: "50mi"})
	if res.Place.City != "Atlanta" || res.Understood.Radius != "50mi" || res.Query.Text != "" {
		t.Errorf("searched %s around %s for %q", res.Understood.Radius, res.Place.Name, res.Query.Text)
	}
	res = mustResolve(t, ask.Request{Q: "detox within 10 miles of Houston"})
	if res.Place.City != "Houston" || res.Understood.Radius != "10mi" {
		t.Errorf("searched %s around %s", res.Understood.Radius, res.Place.Name)
	}
	if res = mustResolve(t, ask.Request{Q: "detox in Texas", Radius: "100mi"}); res.Understood.Radius != "100mi" {
		t.Errorf("searched %q in Texas", res.Understood.Radius)
	}
}

func TestAlternativesAreListedInBothLanguages(t *testing.T) {
	for _, test := range []struct {
		codes []string
		want  ask.Label
	}{
		{[]string{"MD", "MC"}, ask.Label{English: "Medicaid or Medicare", Spanish: "Medicaid o Medicare"}},
		{[]string{"OP", "HI"}, ask.Label{
			English: "Outpatient (no overnight stay) or Hospital stay (inpatient)", Spanish: "Ambulatorio (sin quedarse a dormir) u Hospitalización",
		}},
	} {
		parts := mustResolve(t, ask.Request{Code: test.codes}).Understood.Parts
		if got := parts[0].Label; got != test.want {
			t.Errorf("%q are labelled %+v, want %+v", test.codes, got, test.want)
		}
	}
}
