package geo

import (
	"regexp"
	"testing"
)

// everywhere is each state, county and city.
func everywhere(g *Gazetteer) []Place {
	all := g.States()
	for i := range g.counties {
		all = append(all, g.counties[i].place(g))
	}
	for i := range g.cities {
		all = append(all, g.cities[i].place(g))
	}
	return all
}

var plainSlug = regexp.MustCompile(`^[a-z]{2}(/[a-z0-9]+(-[a-z0-9]+)*)?$`)

func TestEveryPlaceHasASlugOfItsOwnThatLeadsToIt(t *testing.T) {
	g := Default()
	taken := map[string]Place{}
	for _, p := range everywhere(g) {
		slug := g.Slug(p)
		if !plainSlug.MatchString(slug) {
			t.Errorf("%s has the slug %q", p.Name, slug)
		}
		if other, ok := taken[slug]; ok {
			t.Errorf("%s and %s share %q", p.Name, other.Name, slug)
		}
		taken[slug] = p
		if found, ok := g.BySlug(slug); !ok || found.Name != p.Name || found.Kind != p.Kind {
			t.Errorf("%q leads to %s %q, want %s %q", slug, found.Kind, found.Name, p.Kind, p.Name)
		}
	}
}

func TestSlugsOfNamesWithOddities(t *testing.T) {
	g := Default()
	for text, want := range map[string]string{
		"Atlanta, GA":               "ga/atlanta",
		"Fulton County, GA":         "ga/fulton-county",
		"Georgia":                   "ga",
		"Bay St. Louis, MS":         "ms/bay-saint-louis",
		"New York State":            "ny",
		"St. Louis, MO":             "mo/st-louis",
		"Coeur d'Alene, ID":         "id/coeur-dalene",
		"Winston-Salem, NC":         "nc/winston-salem",
		"Añasco, PR":                "pr/anasco",
		"Orleans Parish, LA":        "la/orleans-parish",
		"Baltimore, MD":             "md/baltimore",
		"Baltimore city, MD":        "md/baltimore-city",
		"Baltimore County, MD":      "md/baltimore-county",
		"Prince George's County MD": "md/prince-georges-county",
		"30303":                     "",
		"33.7, -84.4":               "",
	} {
		p, err := g.Find(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := g.Slug(p); got != want {
			t.Errorf("%s has the slug %q, want %q", text, got, want)
		}
	}
}

func TestOtherSpellingsOfASlugLeadToThePlace(t *testing.T) {
	g := Default()
	for slug, want := range map[string]string{
		"GA/Atlanta":              "Atlanta, GA",
		"georgia":                 "Georgia",
		"georgia/atlanta":         "Atlanta, GA",
		"mo/saint-louis":          "St. Louis, MO",
		"mo/st.-louis":            "St. Louis, MO",
		"la/orleans-county":       "Orleans Parish, LA",
		"ga/mcdonough":            "McDonough, GA",
		"ga/mc-donough":           "McDonough, GA",
		"nv/carson-city":          "Carson City, NV",
		"nv/carson-city-county":   "Carson City, NV",
		"dc/district-of-columbia": "District of Columbia, DC",
	} {
		if p, ok := g.BySlug(slug); !ok || p.Name != want {
			t.Errorf("%q leads to %q, want %q", slug, p.Name, want)
		}
	}
	for _, slug := range []string{"", "/", "xx", "ga/", "ga/nowhere-at-all", "ga/atlanta/more", "ga/county", "ga/%", "/atlanta"} {
		if p, ok := g.BySlug(slug); ok && g.Slug(p) != "ga" {
			t.Errorf("%q leads to %q", slug, p.Name)
		}
	}
}

func FuzzASlugThatIsUnderstoodLeadsToItsPlace(f *testing.F) {
	for _, slug := range []string{"ga", "ga/atlanta", "nv/carson-city-county", "GA/%41", "dc/district-of-columbia", "//"} {
		f.Add(slug)
	}
	g := Default()
	f.Fuzz(func(t *testing.T, slug string) {
		p, ok := g.BySlug(slug)
		if !ok {
			return
		}
		if again, ok := g.BySlug(g.Slug(p)); !ok || again.Name != p.Name || again.Kind != p.Kind {
			t.Errorf("%q means %s %q, whose slug means %s %q", slug, p.Kind, p.Name, again.Kind, again.Name)
		}
	})
}
