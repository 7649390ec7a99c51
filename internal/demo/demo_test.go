package demo_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"haven/importers"
	"haven/importers/importertest"
	"haven/internal/demo"
	"haven/internal/facility"
	"haven/internal/geo"
)

var published = time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)

// read makes up a directory of 3,000 places.
func read(t *testing.T, seed uint64) (importers.Edition, *importertest.Sink) {
	t.Helper()
	return importertest.Read(t, demo.New(3000, seed, published), "")
}

func encode(t *testing.T, seed uint64) []byte {
	t.Helper()
	edition, sink := read(t, seed)
	text, err := json.Marshal([]any{edition, sink.Records, sink.Points})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestTheSameSeedMakesTheSameDirectory(t *testing.T) {
	first := encode(t, 1)
	if !bytes.Equal(first, encode(t, 1)) {
		t.Error("two directories of one seed differ")
	}
	if bytes.Equal(first, encode(t, 2)) {
		t.Error("two seeds make the same directory")
	}
}

func TestTheDirectoryIsACompleteEdition(t *testing.T) {
	edition, sink := read(t, 1)
	if edition.Series != "demo" || !edition.Complete || !edition.Modified.Equal(published) || len(edition.Codes) != 224 {
		t.Errorf("edition is %q, complete %v, of %v with %d codes", edition.Series, edition.Complete, edition.Modified, len(edition.Codes))
	}
	if len(sink.Records) != 3000 || len(sink.Rejected) != 0 {
		t.Errorf("%d places and %d rejections, want 3000 and none", len(sink.Records), len(sink.Rejected))
	}
	for i, r := range sink.Records {
		if r.Line != i+1 || r.Rank != facility.RankDirectory {
			t.Fatalf("place %d has line %d and rank %d", i, r.Line, r.Rank)
		}
	}
}

func TestAnyNumberOfPlacesCanBeMade(t *testing.T) {
	for _, places := range []int{0, 1, 52, 6_000} {
		_, sink := importertest.Read(t, demo.New(places, 1, published), "")
		if len(sink.Records) != places {
			t.Errorf("asked for %d places, got %d", places, len(sink.Records))
		}
	}
}

func TestAFaultOfTheSinkEndsTheReading(t *testing.T) {
	full := errors.New("disk full")
	if _, err := demo.New(10, 1, published).Read(context.Background(), "", &importertest.Sink{Err: full}); err != full {
		t.Errorf("got %v, want the sink's error as it is", err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := demo.New(10, 1, published).Read(stopped, "", &importertest.Sink{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}

// Nobody must be called, visited or clicked by mistake.
func TestNothingLeadsToARealPlace(t *testing.T) {
	_, sink := read(t, 1)
	fictional := regexp.MustCompile(`^\+1\d{3}55501\d\d$`)
	for _, r := range sink.Records {
		for _, phone := range numbers(&r.Claims) {
			if !fictional.MatchString(phone.E164) || phone.Vanity != "" {
				t.Fatalf("line %d: %v is not a number for fiction", r.Line, phone)
			}
			if read, err := facility.ParsePhone(phone.String()); err != nil || read != phone {
				t.Fatalf("line %d: %v is read as %v, %v", r.Line, phone, read, err)
			}
		}
		if site := r.Claims.Website; site != nil {
			u, err := url.Parse(site.Value)
			if err != nil || u.Scheme != "https" || !regexp.MustCompile(`^[a-z]+(-[a-z]+)*\.example\.org$`).MatchString(u.Host) {
				t.Fatalf("line %d: %s is not under example.org", r.Line, site.Value)
			}
		}
	}
}

func numbers(c *facility.Claims) []facility.Phone {
	phones := []facility.Phone{c.Phone.Value}
	if c.Intake != nil {
		phones = append(phones, c.Intake.Value...)
	}
	return phones
}

func TestEveryStateHasPlacesInRealCities(t *testing.T) {
	places := geo.Default()
	_, sink := read(t, 1)
	count := map[string]int{}
	for _, r := range sink.Records {
		a := r.Claims.Address.Value
		count[a.State]++
		zip, known := places.ZIP(a.ZIP)
		if !known || zip.City != a.City || zip.State != a.State {
			t.Fatalf("line %d: %s is not a ZIP code of %s, %s", r.Line, a.ZIP, a.City, a.State)
		}
		if p := r.Claims.Point; p != nil && geo.Distance(p.Value, zip.Point) > 3010 {
			t.Fatalf("line %d: %v is %.0f m from %s", r.Line, p.Value, geo.Distance(p.Value, zip.Point), a.ZIP)
		}
	}
	if len(count) != 52 {
		t.Errorf("%d states, want 50, the District of Columbia and Puerto Rico", len(count))
	}
	for state, n := range count {
		if n < 3 {
			t.Errorf("%s has %d places", state, n)
		}
	}
	if count["CA"] < 10*count["WY"] {
		t.Errorf("California has %d places, Wyoming %d: not by population", count["CA"], count["WY"])
	}
}

// Pages and matching must bear what the real directory does.
func TestRealOdditiesAreMirrored(t *testing.T) {
	_, sink := read(t, 1)
	seen := map[string]int{}
	names, doors, lines := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range sink.Records {
		c := &r.Claims
		name := c.Name.Value
		names[name.Name]++
		doors[c.Address.Value.String()]++
		lines[c.Phone.Value.E164]++
		tally(seen, map[string]bool{
			"a name over 38 characters": len(name.Name) > 38,
			"a unit":                    name.Unit != "",
			"a Spanish name":            strings.ContainsAny(name.Name, "áéíóúñ"),
			"an intake number":          c.Intake != nil,
			"an extension":              c.Phone.Value.Ext != "",
			"no point":                  c.Point == nil,
			"hours":                     c.Hours != nil,
			"a website":                 c.Website != nil,
			"a suite":                   c.Address.Value.Unit != "",
		})
	}
	tally(seen, map[string]bool{
		"a chain of 10":            most(names) >= 10,
		"a number of 10 places":    most(lines) >= 10,
		"two programs at one door": most(doors) == 2,
		"known points of streets":  len(sink.Points) > 100,
	})
	for what, n := range seen {
		if n == 0 {
			t.Errorf("there is not %s", what)
		}
	}
	if share := float64(seen["no point"]) / 3000; share < 0.2 || share > 0.3 {
		t.Errorf("%.2f of the places have no point, want about a quarter", share)
	}
}

func tally(seen map[string]int, is map[string]bool) {
	for what, yes := range is {
		if yes {
			seen[what]++
		} else {
			seen[what] += 0
		}
	}
}

func most(counts map[string]int) int {
	n := 0
	for _, count := range counts {
		n = max(n, count)
	}
	return n
}

func TestNoTwoPlacesAreOneByNameAndAddress(t *testing.T) {
	for seed := range uint64(3) {
		_, sink := read(t, seed)
		seen := map[string]int{}
		for _, r := range sink.Records {
			key := r.Claims.Name.Value.String() + "|" + r.Claims.Address.Value.String()
			if other, twice := seen[key]; twice {
				t.Errorf("seed %d: lines %d and %d are the same: %s", seed, other, r.Line, key)
			}
			seen[key] = r.Line
		}
	}
}

func TestHoursAreValidAndInTheZoneOfThePlace(t *testing.T) {
	_, sink := read(t, 1)
	for _, r := range sink.Records {
		c := &r.Claims
		if c.Hours == nil {
			continue
		}
		if err := c.Hours.Value.Validate(); err != nil {
			t.Fatalf("line %d: %v", r.Line, err)
		}
		if zone := c.Hours.Value.Zone; c.Address.Value.State == "CA" && zone != "America/Los_Angeles" {
			t.Fatalf("line %d: a place in California keeps the hours of %s", r.Line, zone)
		}
	}
}
