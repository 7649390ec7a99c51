package contradiction

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"haven/internal/facility"
)

var update = flag.Bool("update", false, "write docs/contradictions.md anew")

// place makes a listing: "Name, City", a phone and codes, those denied after a
// minus sign.
func place(called, phone, website string, codes ...string) facility.Listing {
	name, city, _ := strings.Cut(called, ", ")
	l := facility.Listing{ID: called, Name: facility.Name{Name: name}, Address: facility.Address{City: city, State: "CO"}, Website: website}
	if phone != "" {
		l.Phones = []facility.Line{{Kind: facility.MainLine, Phone: facility.Phone{E164: "+1" + phone}}}
	}
	var yes, no []string
	for _, code := range codes {
		if denied, ok := strings.CutPrefix(code, "-"); ok {
			no = append(no, denied)
		} else {
			yes = append(yes, code)
		}
	}
	l.Yes, l.No = facility.CodesOf(yes...), facility.CodesOf(no...)
	return l
}

const alder, birch = "3035550101", "3035550102"

// examples hold a listing that breaks each rule and one that nearly does.
var examples = map[string]struct{ yes, no facility.Listing }{
	"phone-taken":                           {place("Alder, Denver", birch, ""), place("Birch West, Denver", birch, "")},
	"website-taken":                         {place("Alder, Denver", "", "https://www.birch.example/"), place("Birch West, Denver", "", "birch.example")},
	"otp-without-methadone":                 {place("A, D", "", "", "OTP", "-MU"), place("A, D", "", "", "OTP")},
	"phone-of-nobody":                       {place("A, D", "9999999999", ""), place("A, D", "9999999998", "")},
	"detox-only-with-long-term-residential": {place("A, D", "", "", "DT", "RL"), place("A, D", "", "", "DT", "RL", "SA")},
	"children-only-with-adult-groups":       {place("A, D", "", "", "CHLD", "-YAD", "-ADLT", "-SNR", "MN"), place("A, D", "", "", "CHLD", "-YAD", "-ADLT", "-SNR", "MN", "AD")},
	"adolescents-group-without-adolescents": {place("A, D", "", "", "AD", "-CHLD"), place("A, D", "", "", "AD")},
	"outpatient-methadone-without-otp":      {place("A, D", "", "", "MU", "OP", "-OTP", "-HI"), place("A, D", "", "", "MU", "OP", "-OTP", "HI")},
	"residential-kind-without-residential":  {place("A, D", "", "", "RL", "-RES"), place("A, D", "", "", "RL")},
	"outpatient-kind-without-outpatient":    {place("A, D", "", "", "OIT", "-OP"), place("A, D", "", "", "OIT", "OP")},
	"alcohol-only-and-opioids-only":         {place("A, D", "", "", "AUDO", "OUDO"), place("A, D", "", "", "OUDO")},
	"phone-of-strangers":                    {place("Alder, Denver", birch, ""), place("Alder, Boulder", birch, "")},
	"website-of-strangers":                  {place("Alder, Denver", "", "birch.example"), place("Birch West, Denver", "", "birch.example")},
}

func TestEachRuleFindsWhatItSaysAndNoMore(t *testing.T) {
	before := place("Alder, Denver", alder, "alder.example")
	all := NewDirectory([]facility.Listing{before, place("Birch, Boulder", birch, "birch.example")})
	for _, r := range Rules() {
		e, ok := examples[r.Name]
		if !ok {
			t.Errorf("%s has no examples", r.Name)
			continue
		}
		if !r.Broken(Case{Listing: &e.yes, Before: &before, All: all}) {
			t.Errorf("%s should be found in %+v", r.Name, e.yes)
		}
		if r.Broken(Case{Listing: &e.no, Before: &before, All: all}) {
			t.Errorf("%s should not be found in %+v", r.Name, e.no)
		}
	}
}

func TestANumberThatDidNotChangeIsNotTaken(t *testing.T) {
	l := place("Alder, Denver", birch, "birch.example")
	all := NewDirectory([]facility.Listing{l, place("Birch, Boulder", birch, "birch.example")})
	for _, before := range []*facility.Listing{nil, &l} {
		for _, r := range Find(Case{Listing: &l, Before: before, All: all}) {
			if strings.HasSuffix(r.Name, "-taken") {
				t.Errorf("%s without a change", r.Name)
			}
		}
	}
}

func TestRulesAreListedWorstFirst(t *testing.T) {
	if !slices.IsSortedFunc(Rules(), func(a, b Rule) int { return int(b.Severity - a.Severity) }) {
		t.Error("a steward reads the worst first")
	}
}

const docs = "../../docs/contradictions.md"

func TestTheRulesAreDocumented(t *testing.T) {
	var want strings.Builder
	for _, r := range Rules() {
		fmt.Fprintf(&want, "### %s (%v)\n\n%s %s\nSource: %s.\n\n", r.Name, r.Severity, r.Finds, r.Why, r.Source)
	}
	text, err := os.ReadFile(docs)
	if err != nil {
		t.Fatal(err)
	}
	head, _, found := strings.Cut(string(text), "## Rules\n\n")
	written := head + "## Rules\n\n" + strings.TrimSpace(want.String()) + "\n"
	if *update {
		if err := os.WriteFile(docs, []byte(written), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if !found || string(text) != written {
		t.Errorf("%s is not of these rules: run go test ./internal/contradiction -update", docs)
	}
}
