package web

import (
	"context"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/sample"
)

func TestEnginesAreToldWhatAPlaceIsAndNoMoreThanAnybody(t *testing.T) {
	s := serve(t, config())
	page := s.get(facilityPath(sample.PeachStreet))
	for _, told := range []string{
		`"@type":"MedicalClinic"`, `"name":"Peach Street Recovery Center, Outpatient Clinic"`, `"telephone":"+14045550101"`,
		`"streetAddress":"101 Sample Street"`, `"latitude":33.7525`, `"url":"https://haven.example/facility/` + sample.PeachStreet + `"`,
	} {
		if !strings.Contains(page.body, told) {
			t.Errorf("the data does not hold %s", told)
		}
	}
	s.get(facilityPath(sample.GrantPark)).keepsQuiet(t, "latitude", "streetAddress", "postalCode", "openstreetmap")
	s.get(facilityPath(sample.FivePoints)).keepsQuiet(t, "latitude") // the middle of a ZIP code
	s.get(facilityPath(sample.OldMill)).keepsQuiet(t, "schema.org")
}

func TestDirectionsLeadToTheDoorWhereItIsKnown(t *testing.T) {
	s := serve(t, config())
	for id, way := range map[string]string{
		sample.PeachStreet: "https://www.openstreetmap.org/directions?to=33.75250%2C-84.38880",
		sample.FivePoints:  "https://www.openstreetmap.org/search?query=22+Placeholder+Avenue%2C+Atlanta%2C+GA+30312",
	} {
		if body := html.UnescapeString(s.get(facilityPath(id)).body); !strings.Contains(body, `href="`+way+`"`) {
			t.Errorf("%s has no directions at %s", id, way)
		}
	}
}

func TestAPlaceIsOpenByItsOwnClock(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	chicago := facility.Hours{Zone: "America/Chicago", Spans: []facility.Span{{Day: time.Monday, From: 8 * 60, To: 17 * 60}}}
	always := facility.Hours{Zone: "Pacific/Honolulu", AllHours: true}
	for name, test := range map[string]struct {
		hours facility.Hours
		at    string
		want  string
	}{
		"just before it opens": {chicago, "2026-06-01T12:59:00Z", "Closed now (it is 7:59 am there)"},
		"when it opens":        {chicago, "2026-06-01T13:00:00Z", "Open now until 5:00 pm (it is 8:00 am there)"},
		"when it closes":       {chicago, "2026-06-01T22:00:00Z", "Closed now (it is 5:00 pm there)"},
		"in winter":            {chicago, "2026-01-05T13:30:00Z", "Closed now (it is 7:30 am there)"},
		"day and night":        {always, "2026-06-01T12:00:00Z", "Open now (it is 2:00 am there)"},
		"without hours":        {facility.Hours{Zone: "America/Chicago"}, "2026-06-01T12:00:00Z", ""},
		"without a zone":       {facility.Hours{AllHours: true, Zone: "Mars/Base"}, "2026-06-01T12:00:00Z", ""},
	} {
		var err error
		if say.now, err = time.Parse(time.RFC3339, test.at); err != nil {
			t.Fatal(err)
		}
		if got := say.openNow(test.hours); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestWhatToAskIsWhatNobodyHasTold(t *testing.T) {
	s := serve(t, config())
	const last = "What should I bring?"
	for id, asked := range map[string][]string{
		sample.PeachStreet: {"How long is the wait?", "What will I have to pay?", "I take medication. Can I stay on it?", last},
		sample.FivePoints:  {"Do you take my insurance or Medicaid?", "When are you open?", last},
		sample.GrantPark:   {"Is this the right number for new patients?", "Where are you, and how do I get there?", last},
	} {
		s.get(facilityPath(id)).says(t, asked...)
	}
	s.get(facilityPath(sample.PeachStreet)).keepsQuiet(t, "When are you open?", "Is this the right number", "insurance or Medicaid?")
	s.in("es").get(facilityPath(sample.PeachStreet)).says(t, "¿Hay alguien que hable español?")
	s.in("es").get(facilityPath(sample.BayouClinic)).keepsQuiet(t, "¿Hay alguien que hable español?")
}

func TestAFewQuestionsAreEnough(t *testing.T) {
	server := newServer(t, config())
	for _, lang := range []string{"en", "es"} {
		for _, p := range sample.Places() {
			listing, profile := p.Listing(), p.Profile()
			if n := len(server.speechIn(lang).questions(&listing, &profile)); n < 3 || n > maxQuestions {
				t.Errorf("%s has %d questions in %s", p.ID, n, lang)
			}
		}
	}
}

// itemised are the services of a page, as they stand in its lists.
var itemised = regexp.MustCompile(`<li>([^<]+)`)

func TestAPageSaysEachServiceOnce(t *testing.T) {
	s := serve(t, config())
	for _, p := range sample.Places() {
		_, offers, _ := strings.Cut(s.get(facilityPath(p.ID)).body, `id="offers"`)
		offers, _, _ = strings.Cut(offers, `class="beyond"`)
		said := map[string]int{}
		for _, service := range itemised.FindAllStringSubmatch(offers, -1) {
			said[strings.TrimSpace(html.UnescapeString(service[1]))]++
		}
		profile := p.Profile()
		for code, f := range profile.Codes {
			if label := facility.Builtin().Label(code, english); f.Value == facility.Yes && said[label] != 1 {
				t.Errorf("%s says %q %d times", p.ID, label, said[label])
			}
		}
	}
}

func TestATopicShowsItsFirstServicesAndFoldsAwayMany(t *testing.T) {
	say := newServer(t, config()).speechIn(english)
	facts := map[string]facility.CodeFact{}
	for _, n := range []struct{ codes, shown, folded int }{{0, 0, 0}, {maxShown, maxShown, 0}, {maxShown + 2, maxShown + 2, 0}, {maxShown + 3, maxShown, 3}} {
		people, _ := facility.Builtin().Category("SG")
		for _, code := range people.Codes[:n.codes] {
			facts[code.Code] = facility.CodeFact{Value: facility.Yes}
		}
		for _, topic := range newOffered(say, facts).Topics {
			if topic.Label != "Who it is for" {
				continue
			}
			if len(topic.Services) != n.shown || len(topic.More) != n.folded {
				t.Errorf("of %d services %d show and %d are folded", n.codes, len(topic.Services), len(topic.More))
			}
		}
	}
}

func TestAQRCodeHoldsThePublicAddress(t *testing.T) {
	s := serve(t, config())
	image := s.get(facilityPath("hvnmerged1") + qrPath)
	want, err := drawQR("https://haven.example/facility/" + sample.PeachStreet)
	if err != nil || image.body != want || image.Header.Get("Content-Type") != "image/svg+xml" {
		t.Errorf("it is %s %s (%v)", image.Header.Get("Content-Type"), image.body, err)
	}
	if err := wellFormed(want); err != nil || !strings.HasPrefix(want, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 `) {
		t.Errorf("%v: %s", err, want)
	}
	if _, err := drawQR(strings.Repeat("too long", 1000)); err == nil {
		t.Error("what does not fit is drawn")
	}
}

// calls is a Directory whose places all have a name that would be code.
type calls struct{ samples }

const codeName = "</script><img src=x onerror=alert(1)>\u2028{{.}}"

func (d calls) Profile(ctx context.Context, id string) (facility.Listing, facility.Profile, error) {
	l, p, err := d.samples.Profile(ctx, id)
	l.Name.Name, l.Name.Unit, p.Website.Value = codeName, codeName, "javascript:alert(1)"
	l.AKA = []facility.Name{{Name: codeName}}
	return l, p, err
}

func (d calls) Listings(_ context.Context, ids ...string) (map[string]facility.Listing, error) {
	return listingsBy(d.Profile, ids)
}

func TestWhatASourceCallsAPlaceIsNeverRun(t *testing.T) {
	cfg := config()
	cfg.Directory = calls{samples{new([]facility.Report)}}
	s := serve(t, cfg)
	place := facilityPath(sample.PeachStreet)
	list := s.list(sample.PeachStreet, sample.GrantPark)
	for _, path := range []string{place, place + reportPath, list, list + comparePath} {
		page := s.get(path)
		page.says(t, "</script><img src=x onerror=alert(1)>")
		for _, code := range []string{"<img src=x", `="javascript:`, "\u2028\""} {
			if strings.Contains(page.body, code) {
				t.Errorf("%s holds %q", path, code)
			}
		}
		if data := jsonld.FindString(page.body); (data == "") != (path != place) {
			t.Errorf("%s has the data %q", path, data)
		}
	}
}
