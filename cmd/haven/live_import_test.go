package main

import (
	"strings"
	"testing"

	"haven/importers/findtreatment/sitetest"
	"haven/internal/geo"
)

func TestPlacesOfAStateAreAskedForAndImported(t *testing.T) {
	site := sitetest.Start(t,
		sitetest.Place{Name: "Harbor House", City: "Olympia", State: "WA", ZIP: "98501", At: geo.Point{Lat: 47.04, Lon: -122.9},
			Services: map[string]string{"TC": "Substance use treatment", "PAY": "Medicaid; Barter"}},
		sitetest.Place{Name: "Rose House", City: "Portland", State: "OR", ZIP: "97201", At: geo.Point{Lat: 45.5, Lon: -122.7}})
	site.Tell(3)
	h := newHaven(t, "")
	h.env = append(h.env, "HAVEN_FINDTREATMENT_URL="+site.URL)
	before := h.must("import", "findtreatment", "--state", "wa", "--dry-run")
	if len(h.export()) != 0 || count(t, before, "listings new") != 1 {
		t.Errorf("a dry run is to tell and not to import:\n%s", before)
	}
	asked := len(site.Asked())
	report := h.must("import", "findtreatment", "--state", "wa")
	for _, says := range []string{"1 places in", "said that it had 3 places, and gave 2", `PAY "Barter"`, "a part"} {
		if !strings.Contains(report, says) {
			t.Errorf("the report does not say %q:\n%s", says, report)
		}
	}
	all := h.export()
	if len(all) != 1 || all[0].Name != "Harbor House" || all[0].Precision != "exact" || all[0].Source != "findtreatment" {
		t.Errorf("imported %+v", all)
	}
	if len(site.Asked()) != asked {
		t.Errorf("after the dry run of the same day the site was asked again")
	}
	near := h.must("import", "findtreatment", "--near", "Portland, OR", "--within", "25mi")
	if len(h.export()) != 2 || count(t, near, "listings new") != 1 {
		t.Error(near)
	}
}

func TestASiteThatRefusesChangesNothing(t *testing.T) {
	site := sitetest.Start(t)
	site.Trouble(sitetest.Say(200, "Invalid limitType or limitValue"))
	h := newHaven(t, "")
	r := h.run("import", "findtreatment", "--state", "WA", "--findtreatment-url", site.URL)
	if r.status != exitFailed || !strings.Contains(r.stderr, "Invalid limitType") {
		t.Errorf("ended with %d: %s", r.status, r.stderr)
	}
}
