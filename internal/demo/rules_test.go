package demo

import (
	"maps"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"haven/importers/importertest"
	"haven/importers/samhsa"
	"haven/internal/sharedtest"
)

var publishedForTests = time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)

func offerOf(codes []string) offer {
	o := offer{}
	for _, code := range codes {
		o[code] = true
	}
	return o
}

func TestNoPlaceContradictsItself(t *testing.T) {
	contradictions := map[string]func(o offer) bool{
		"an OTP without methadone":               func(o offer) bool { return o["OTP"] && !o["MU"] },
		"methadone outside of an OTP":            func(o offer) bool { return o["MU"] && !o["OTP"] },
		"an OTP that does not treat opioid use":  func(o offer) bool { return o["OTP"] && o["NOOP"] },
		"prescribes buprenorphine, has none":     func(o offer) bool { return o["UB"] && !o["BU"] },
		"long-term residential, not residential": func(o offer) bool { return o["RL"] && !o["RES"] },
		"residential for no length of time":      func(o offer) bool { return o["RES"] && !o.any("RL", "RS", "RD") },
		"intensive outpatient, not outpatient":   func(o offer) bool { return o["OIT"] && !o["OP"] },
		"a setting for detox without detox":      func(o offer) bool { return o.any("OD", "RD", "HID") && !o["DT"] },
		"detox from alcohol without detox":       func(o offer) bool { return o["ADTX"] && !o["DT"] },
		"smoking both allowed and not":           func(o offer) bool { return len(o.of("SMON", "SMOP", "SMPD")) > 1 },
		"two owners":                             func(o offer) bool { return len(o.of("PVTP", "PVTN", "LCCG", "STG", "TBG", "FED")) > 1 },
		"Creole, but no other language":          func(o offer) bool { return o["F19"] && !o["FX"] },
		"programs for women, men only":           func(o offer) bool { return o["WN"] && !o["FEM"] },
		"children only, with groups for seniors": func(o offer) bool { return o["CHLD"] && o["SE"] && !o.any("YAD", "ADLT") },
		"takes no payment, takes Medicaid":       func(o offer) bool { return o["NP"] && o["MD"] },
	}
	for seed := range uint64(3) {
		_, sink := importertest.Read(t, New(3000, seed, publishedForTests), "")
		for _, r := range sink.Records {
			o := offerOf(r.Claims.Yes)
			for what, is := range contradictions {
				if is(o) {
					t.Errorf("seed %d, line %d: %s", seed, r.Line, what)
				}
			}
		}
	}
}

func TestAnOfferThatKeepsTheRulesStaysAsItIs(t *testing.T) {
	f, r := measured(), rand.New(rand.NewPCG(1, 1))
	for class := range f.classes {
		for range 100 {
			o := f.draw(r, class)
			again := maps.Clone(o)
			again.settle(func(codes []string) string { return f.drawOne(r, codes) })
			if changed := cmp.Diff(o, again); changed != "" {
				t.Fatalf("settling a place of kind %s again changes it:\n%s", f.classes[class].kind, changed)
			}
		}
	}
}

// leastKept is the share of the real rows a rule speaks of that keep it.
const leastKept = 0.9

func TestRulesHoldInTheRealDirectory(t *testing.T) {
	_, sink := importertest.Read(t, samhsa.Importer{}, sharedtest.Path(t, "data", "samhsa-directory", "su-2023.xlsx"))
	var rows []offer
	for _, r := range sink.Records {
		rows = append(rows, offerOf(r.Claims.Yes))
	}
	for _, rule := range rules {
		kept, spoken := countKept(rule, rows)
		if share := float64(kept) / float64(spoken); share < leastKept {
			t.Errorf("rule %v is kept by %d of the %d rows that it speaks of (%.3f)", rule, kept, spoken, share)
		}
	}
}

func countKept(rule rule, rows []offer) (kept, spoken int) {
	for _, o := range rows {
		if !rule.speaksOf(o) {
			continue
		}
		spoken++
		if rule.keptBy(o) {
			kept++
		}
	}
	return kept, spoken
}

func (r rule) speaksOf(o offer) bool { return o.any(r.codes...) && !o.any(r.except...) }

func (r rule) keptBy(o offer) bool { return o.any(r.others...) != (r.how == exclude) }
