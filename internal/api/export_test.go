package api_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"haven/internal/api"
	"haven/internal/facility"
	"haven/internal/sample"
)

func export(t *testing.T, target, contentType string) string {
	t.Helper()
	response, body := get(t, target)
	if response.StatusCode != 200 || response.Header.Get("Content-Type") != contentType {
		t.Fatalf("%s: %d %s: %s", target, response.StatusCode, response.Header.Get("Content-Type"), body)
	}
	return body
}

func TestALineOfTheExportIsTheFacility(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(export(t, "/api/v1/export.ndjson", "application/x-ndjson")), "\n")
	if want := len(sample.Places()) - 1; len(lines) != want {
		t.Fatalf("%d lines, want %d: all but the one that is gone", len(lines), want)
	}
	for _, line := range lines {
		exported := decode[api.Facility](t, line)
		if diff := cmp.Diff(facilityAnswer(t, exported.ID), exported); diff != "" {
			t.Errorf("%s (-facility +export):\n%s", exported.ID, diff)
		}
		if len(exported.Codes) == 0 {
			t.Errorf("%s has no codes", exported.ID)
		}
	}
}

func TestGoneFacilitiesAreExportedWhenAskedFor(t *testing.T) {
	body := export(t, "/api/v1/export.ndjson?include=gone", "application/x-ndjson")
	if strings.Count(body, "\n") != len(sample.Places()) || !strings.Contains(body, sample.OldMill) {
		t.Errorf("%d lines", strings.Count(body, "\n"))
	}
}

func TestTheTableHasARowForEachFacility(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(export(t, "/api/v1/export.csv", "text/csv; charset=utf-8"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(sample.Places()) {
		t.Fatalf("%d rows with the header, want %d", len(rows), len(sample.Places()))
	}
	peach := map[string]string{}
	for i, name := range rows[0] {
		peach[name] = rows[1][i]
	}
	for name, want := range map[string]string{
		"id": sample.PeachStreet, "zip": "30303", "lon": "-84.3888", "phone": "(404) 555-0101",
		"intake_phones": "(404) 555-0102 ext. 7", "as_of": "2026-05-25T15:30:00Z", "gone": "false",
	} {
		if peach[name] != want {
			t.Errorf("%s is %q, want %q", name, peach[name], want)
		}
	}
	if codes := strings.Fields(peach["codes"]); !cmp.Equal(codes, sample.Listings()[0].Yes.List()) {
		t.Errorf("codes are %v", codes)
	}
}

func TestTheMapHasAPointForEachFacility(t *testing.T) {
	var collection struct {
		Type     string
		Features []api.Feature
	}
	if err := json.Unmarshal([]byte(export(t, "/api/v1/export.geojson", "application/geo+json")), &collection); err != nil {
		t.Fatal(err)
	}
	if collection.Type != "FeatureCollection" || len(collection.Features) != len(sample.Places())-1 {
		t.Fatalf("%s of %d", collection.Type, len(collection.Features))
	}
	first := collection.Features[0]
	if first.Type != "Feature" || first.Geometry.Type != "Point" || first.Geometry.Coordinates != [2]float64{-84.3888, 33.7525} || first.Properties.ID != first.ID {
		t.Errorf("the first is %+v", first)
	}
}

func TestNoExportTellsAWithheldAddress(t *testing.T) {
	for _, format := range api.Formats() {
		_, body := get(t, "/api/v1/export."+format)
		if !strings.Contains(body, sample.GrantPark) {
			t.Errorf("%s lacks the facility", format)
		}
		for _, secret := range []string{"Hidden", "30315"} {
			if strings.Contains(body, secret) {
				t.Errorf("%s tells %s", format, secret)
			}
		}
	}
}

func TestAnExportTakesOnlyInclude(t *testing.T) {
	response, body := get(t, "/api/v1/export.csv?include=all")
	refused(t, response, body, "include", "gone")
	response, body = get(t, "/api/v1/export.csv?near=30303")
	refused(t, response, body, "near", "include")
}

// one is a directory of one listing, or of an error.
type one struct {
	samples
	listing facility.Listing
	err     error
}

func (o one) Each(_ context.Context, _ bool, fn func(facility.Listing, facility.Profile) error) error {
	if o.err != nil {
		return o.err
	}
	return fn(o.listing, facility.Profile{})
}

func (o one) EachListing(ctx context.Context, includeGone bool, fn func(facility.Listing) error) error {
	return o.Each(ctx, includeGone, func(l facility.Listing, _ facility.Profile) error { return fn(l) })
}

func TestOnlyAnExportThatShowsProfilesAsksForThem(t *testing.T) {
	if err := api.Export(context.Background(), &bytes.Buffer{}, "geojson", unfolded{}, false, sample.Now); err != nil {
		t.Error(err)
	}
}

// unfolded is a directory that cannot fold profiles.
type unfolded struct{ samples }

func (unfolded) Each(context.Context, bool, func(facility.Listing, facility.Profile) error) error {
	return errors.New("profiles were asked for")
}

// slow is a directory whose listings come once they may.
type slow struct {
	samples
	asked chan struct{} // gets a value for each export that waits
	may   chan struct{} // closed to let them all go on
}

func (s slow) EachListing(ctx context.Context, includeGone bool, fn func(facility.Listing) error) error {
	s.asked <- struct{}{}
	<-s.may
	return s.samples.EachListing(ctx, includeGone, fn)
}

func TestOfThreeExportsAtOnceOneIsAskedToWait(t *testing.T) {
	cfg, directory := config(), slow{asked: make(chan struct{}), may: make(chan struct{})}
	cfg.Directory = directory
	app := newApp(cfg)
	ask := func(method string) *http.Response {
		response, _ := send(t, app, httptest.NewRequest(method, "/api/v1/export.geojson", nil))
		return response
	}
	var two sync.WaitGroup
	for range 2 {
		two.Go(func() {
			if response := ask("GET"); response.StatusCode != 200 {
				t.Errorf("one of two exports is answered %d", response.StatusCode)
			}
		})
		<-directory.asked
	}
	if response := ask("GET"); response.StatusCode != 429 || response.Header.Get("Retry-After") == "" {
		t.Errorf("a third export is answered %d, Retry-After %q", response.StatusCode, response.Header.Get("Retry-After"))
	}
	if response := ask("HEAD"); response.StatusCode != 200 {
		t.Errorf("the headers of a third are answered %d", response.StatusCode)
	}
	close(directory.may)
	two.Wait()
	go func() { <-directory.asked }()
	if response := ask("GET"); response.StatusCode != 200 {
		t.Errorf("when they have ended, one is answered %d", response.StatusCode)
	}
}

func TestASpreadsheetRunsNothingOfOurTable(t *testing.T) {
	nasty := facility.Listing{ID: "hvn0000013", Name: facility.Name{Name: `=HYPERLINK("http://evil.example")`, Unit: "+Plus"}, Address: facility.Address{Street: "-1 Minus", City: "@City"}}
	var out bytes.Buffer
	if err := api.Export(context.Background(), &out, "csv", one{listing: nasty}, false, sample.Now); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{`'=HYPERLINK("http://evil.example")`, "'+Plus", "'-1 Minus"}; !cmp.Equal(rows[1][1:4], want) || rows[1][5] != "'@City" {
		t.Errorf("cells are %q", rows[1])
	}
}

func TestEveryTextOfTheTableIsMadeHarmless(t *testing.T) {
	for _, start := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"} {
		text := start + "1"
		nasty := facility.Listing{ID: "hvn0000013", Name: facility.Name{Name: text, Unit: text}, Yes: facility.Codes(text), Source: text}
		var out bytes.Buffer
		if err := api.Export(context.Background(), &out, "csv", one{listing: nasty}, false, sample.Now); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, column := range []string{"name", "unit", "codes", "source"} {
			if got := rows[1][slices.Index(rows[0], column)]; got != "'"+text {
				t.Errorf("%s holds %q, want an apostrophe before %q", column, got, text)
			}
		}
	}
}

func TestAnExportThatFailsSaysSo(t *testing.T) {
	broken := errors.New("the disk is gone")
	for _, format := range api.Formats() {
		if err := api.Export(context.Background(), &bytes.Buffer{}, format, one{err: broken}, false, sample.Now); !errors.Is(err, broken) {
			t.Errorf("%s: %v", format, err)
		}
	}
	if err := api.Export(context.Background(), &bytes.Buffer{}, "xml", samples{}, false, sample.Now); err == nil || !strings.Contains(err.Error(), "ndjson") {
		t.Errorf("an unknown format: %v", err)
	}
}
