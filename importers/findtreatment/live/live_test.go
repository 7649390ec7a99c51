package live

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"haven/importers/findtreatment"
	"haven/importers/findtreatment/sitetest"
	"haven/importers/importertest"
	"haven/internal/geo"
)

var (
	olympia = geo.Point{Lat: 47.04, Lon: -122.9}
	nearby  = Query{Near: olympia, Within: 40 * geo.Kilometre}
)

// around are so many places around Olympia.
func around(count int) []sitetest.Place {
	places := make([]sitetest.Place, count)
	for i := range places {
		places[i] = sitetest.Place{Name: fmt.Sprintf("Harbor House %d", i+1), City: "Olympia", State: "WA", ZIP: "98501", At: olympia,
			Services: map[string]string{"TC": "Substance use treatment", "PAY": "Medicaid; Medicare"}}
	}
	return places
}

// waits are what a client has waited.
type waits []time.Duration

// client asks the site, and waits in no time.
func client(t *testing.T, site *sitetest.Site, waited *waits) *Client {
	c := New(site.URL, t.TempDir(), nil)
	c.Now = func() time.Time { return time.Date(2026, 2, 3, 23, 0, 0, 0, time.UTC) }
	c.Sleep = func(ctx context.Context, d time.Duration) error {
		*waited = append(*waited, d)
		return ctx.Err()
	}
	return c
}

// names are the places that the importer reads in a file of answers.
func names(t *testing.T, file string) []string {
	t.Helper()
	_, sink := importertest.Read(t, findtreatment.Importer{}, file)
	var all []string
	for _, r := range sink.Records {
		all = append(all, r.Claims.Name.Value.Name)
	}
	return all
}

func mustFetch(t *testing.T, c *Client, q Query) Answers {
	t.Helper()
	answers, err := c.Fetch(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return answers
}

func TestAllPagesAreFetchedInTurnWithABreathBetween(t *testing.T) {
	site := sitetest.Start(t, around(2*pageSize+7)...)
	var waited waits
	answers := mustFetch(t, client(t, site, &waited), nearby)
	if answers.Rows != 2*pageSize+7 || answers.Told != answers.Given || len(names(t, answers.File)) != answers.Rows {
		t.Errorf("fetched %+v", answers)
	}
	if got := site.Asked(); !slices.Equal(got, []string{"1", "2", "3"}) || !slices.Equal(waited, waits{pause, pause}) {
		t.Errorf("asked for pages %v, waited %v", got, waited)
	}
	if filepath.Base(answers.File) != "findtreatment-47.0400,-122.9000-40000m-2026-02-03.json" {
		t.Errorf("the file is %s: its name is to tell what was asked, and when", answers.File)
	}
}

func TestAStateIsFetchedWithoutItsNeighbours(t *testing.T) {
	portland := sitetest.Place{Name: "Rose House", City: "Portland", State: "OR", ZIP: "97201", At: geo.Point{Lat: 45.5, Lon: -122.7}}
	spokane := sitetest.Place{Name: "Falls House", City: "Spokane", State: "WA", ZIP: "99201", At: geo.Point{Lat: 47.66, Lon: -117.43}}
	miami := sitetest.Place{Name: "Palm House", City: "Miami", State: "FL", ZIP: "33101", At: geo.Point{Lat: 25.8, Lon: -80.2}}
	site := sitetest.Start(t, append(around(1), portland, spokane, miami)...)
	q, err := OfState("wa", geo.Default())
	if err != nil {
		t.Fatal(err)
	}
	answers := mustFetch(t, client(t, site, new(waits)), q)
	if got := names(t, answers.File); !slices.Equal(got, []string{"Harbor House 1", "Falls House"}) || answers.Given != 3 {
		t.Errorf("fetched %v of %+v", got, answers)
	}
	if _, err := OfState("Washington", geo.Default()); err == nil || !strings.Contains(err.Error(), "such as WA") {
		t.Errorf("%v should say how to write a state", err)
	}
}

func TestPassingTroubleIsWaitedOut(t *testing.T) {
	busy := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "30")
		w.WriteHeader(http.StatusTooManyRequests)
	}
	for why, tt := range map[string]struct {
		trouble []http.HandlerFunc
		waited  waits
	}{
		"errors of the site, longer each time": {[]http.HandlerFunc{sitetest.Say(500, "oops"), sitetest.Say(503, ""), sitetest.Say(502, "")}, waits{2 * time.Second, 4 * time.Second, 8 * time.Second}},
		"an answer cut off":                    {[]http.HandlerFunc{sitetest.CutOff}, waits{firstGap}},
		"an answer that ends too soon":         {[]http.HandlerFunc{sitetest.Say(200, `{"page": 1, "rows": [`)}, waits{firstGap}},
		"another page than asked for":          {[]http.HandlerFunc{sitetest.Say(200, `{"page": 7, "rows": []}`)}, waits{firstGap}},
		"as long as the site asks for":         {[]http.HandlerFunc{busy}, waits{30 * time.Second}},
	} {
		t.Run(why, func(t *testing.T) {
			site := sitetest.Start(t, around(3)...)
			site.Trouble(tt.trouble...)
			var waited waits
			if answers := mustFetch(t, client(t, site, &waited), nearby); answers.Rows != 3 || !slices.Equal(waited, tt.waited) {
				t.Errorf("fetched %+v, waited %v, want %v", answers, waited, tt.waited)
			}
		})
	}
}

func TestASlowAnswerIsAskedForAgain(t *testing.T) {
	site := sitetest.Start(t, around(3)...)
	site.Trouble(sitetest.Never)
	var waited waits
	c := client(t, site, &waited)
	c.HTTP.Timeout = 100 * time.Millisecond
	if answers := mustFetch(t, c, nearby); answers.Rows != 3 || len(waited) == 0 {
		t.Errorf("fetched %+v, waited %v", answers, waited)
	}
}

func TestWhatDoesNotPassIsToldAtOnce(t *testing.T) {
	for why, tt := range map[string]struct {
		trouble http.HandlerFunc
		says    string
	}{
		"a sentence with status 200": {sitetest.Say(200, "Invalid limitType or limitValue"), `refuses the question: "Invalid limitType or limitValue"`},
		"a page of the site":         {sitetest.Say(200, "<html>Sign in</html>"), "refuses the question"},
		"no such address":            {sitetest.Say(404, ""), "404 Not Found: check the address"},
		"another JSON":               {sitetest.Say(200, `{"error": "none"}`), "no rows: check the address"},
	} {
		site := sitetest.Start(t, around(3)...)
		site.Trouble(tt.trouble)
		var waited waits
		_, err := client(t, site, &waited).Fetch(t.Context(), nearby)
		if err == nil || !strings.Contains(err.Error(), tt.says) || len(waited) > 0 || len(site.Asked()) != 1 {
			t.Errorf("%s: %v after %d questions, want %q after one", why, err, len(site.Asked()), tt.says)
		}
	}
}

func TestASiteThatStaysInTroubleIsLeftAloneInTheEnd(t *testing.T) {
	site := sitetest.Start(t)
	site.Trouble(slices.Repeat([]http.HandlerFunc{sitetest.Say(500, "")}, 100)...)
	var waited waits
	_, err := client(t, site, &waited).Fetch(t.Context(), nearby)
	if err == nil || !strings.Contains(err.Error(), "500") || len(site.Asked()) != attempts {
		t.Errorf("%v after %d questions", err, len(site.Asked()))
	}
}

func TestAnInterruptedFetchGoesOnWhereItWas(t *testing.T) {
	site := sitetest.Start(t, around(3*pageSize)...)
	site.Trouble(nil, nil, sitetest.Say(404, ""))
	c := client(t, site, new(waits))
	if _, err := c.Fetch(t.Context(), nearby); err == nil {
		t.Fatal("the fetch was not interrupted")
	}
	half, err := filepath.Glob(filepath.Join(c.Folder, "*"+unfinished))
	if err != nil || len(half) != 1 {
		t.Fatalf("kept %v, %v", half, err)
	}
	file, err := os.OpenFile(half[0], os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	file.WriteString(`{"page":3,"rows":[{"name1":"Half`) // as if killed while writing
	file.Close()
	answers := mustFetch(t, c, nearby)
	if got := site.Asked(); !slices.Equal(got, []string{"1", "2", "3", "3", "4"}) {
		t.Errorf("asked for pages %v, those that were there again", got)
	}
	if got := names(t, answers.File); len(got) != 3*pageSize || got[0] == got[pageSize] {
		t.Errorf("%d places", len(got))
	}
}

func TestWhatWasFetchedTodayIsNotAskedForAgain(t *testing.T) {
	site := sitetest.Start(t, around(3)...)
	c := client(t, site, new(waits))
	first := mustFetch(t, c, nearby)
	if again := mustFetch(t, c, nearby); again != first || len(site.Asked()) != 1 {
		t.Errorf("%+v, then %+v after %d questions", first, again, len(site.Asked()))
	}
	tomorrow := c.Now().AddDate(0, 0, 1)
	c.Now = func() time.Time { return tomorrow }
	if next := mustFetch(t, c, nearby); next.File == first.File || len(site.Asked()) != 2 {
		t.Errorf("the next day it is still %s", next.File)
	}
}

func TestAListThatChangesIsReadAnewAndGivenUpIfItNeverRests(t *testing.T) {
	site := sitetest.Start(t, around(pageSize+1)...)
	c := client(t, site, new(waits))
	c.Sleep = func(context.Context, time.Duration) error {
		if len(site.Asked()) == 1 {
			site.Add(around(1)...)
		}
		return nil
	}
	answers := mustFetch(t, c, nearby)
	if got := site.Asked(); !slices.Equal(got, []string{"1", "2", "1", "2"}) || answers.Rows != pageSize+2 {
		t.Errorf("asked for pages %v, fetched %+v", got, answers)
	}
	c = client(t, site, new(waits))
	c.Sleep = func(context.Context, time.Duration) error { site.Add(around(1)...); return nil }
	if _, err := c.Fetch(t.Context(), nearby); err == nil || !strings.Contains(err.Error(), "changed 3 times") {
		t.Errorf("%v", err)
	}
}

func TestWrongTotalsNeitherLoseRowsNorGoOnForEver(t *testing.T) {
	for _, told := range []int{0, 1, pageSize, 10 * pageSize} {
		site := sitetest.Start(t, around(pageSize+5)...)
		site.Tell(told)
		answers := mustFetch(t, client(t, site, new(waits)), nearby)
		if answers.Rows != pageSize+5 || answers.Told != told || len(site.Asked()) > 3 {
			t.Errorf("told %d, fetched %+v in %d questions", told, answers, len(site.Asked()))
		}
	}
}

func TestAFetchEndsWithItsContext(t *testing.T) {
	site := sitetest.Start(t, around(2*pageSize)...)
	ctx, cancel := context.WithCancel(t.Context())
	c := New(site.URL, t.TempDir(), func(int, int) { cancel() })
	if _, err := c.Fetch(ctx, nearby); !errors.Is(err, context.Canceled) || len(site.Asked()) != 1 {
		t.Errorf("%v after %d questions", err, len(site.Asked()))
	}
}

func TestAnAnswerTooLargeIsRefused(t *testing.T) {
	site := sitetest.Start(t)
	site.Trouble(func(w http.ResponseWriter, _ *http.Request) {
		blanks := make([]byte, 1<<20)
		for range maxBytes>>20 + 1 {
			if _, err := w.Write(blanks); err != nil {
				return
			}
		}
	})
	if _, err := client(t, site, new(waits)).Fetch(t.Context(), nearby); err == nil || !strings.Contains(err.Error(), "more than 64 MB") {
		t.Errorf("%v", err)
	}
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(`{"page": 1, "totalPages": 1, "recordCount": 1, "rows": [{"state": "WA"}, 7, null]}`), "WA")
	f.Add([]byte("Invalid page"), "")
	f.Fuzz(func(t *testing.T, body []byte, state string) {
		if p, err := readPage(body, 1); err == nil && len(p.only(state).Rows) > p.Given {
			t.Error("rows were made up")
		}
	})
}
