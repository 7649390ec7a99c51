package web

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"haven/importers"
	"haven/internal/account"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/sample"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// alike is an edition of a source with places of one address.
type alike struct {
	series string
	names  []string
}

func (a alike) Source() string { return a.series }

func (a alike) Read(_ context.Context, _ string, sink importers.Sink) (importers.Edition, error) {
	for i, name := range a.names {
		err := sink.Record(importers.Record{Line: i + 2, Rank: facility.RankDirectory, Claims: facility.Claims{
			Name:    facility.Says(facility.Name{Name: name}),
			Address: facility.Says(facility.Address{Street: "1 Oak Street", City: "Atlanta", State: "GA", ZIP: "30303"}),
		}})
		if err != nil {
			return importers.Edition{}, err
		}
	}
	return importers.Edition{Series: a.series, Modified: sample.Now.AddDate(-1, 0, 0), Complete: true}, nil
}

// keepingTwins is an office over a directory with a pair in doubt.
func keepingTwins(t *testing.T, s *store.Store) *office {
	t.Helper()
	directory := listing.NewDirectory(s, geo.Default())
	now := func() time.Time { return sample.Now }
	for _, src := range []alike{{"samhsa-directory", []string{"Alder Clinic", "Juniper Recovery House"}}, {"otp", []string{"Alder and Birch Family House"}}} {
		if _, err := ingest.Run(t.Context(), src, "", ingest.Options{Store: s, Places: geo.Default(), Now: now}); err != nil {
			t.Fatal(err)
		}
	}
	o := openOffice(t, s, func(c *Config) { c.Directory = directory })
	return o
}

var matterLink = regexp.MustCompile(`/inbox/duplicate/[a-z0-9]+-[a-z0-9]+`)

func TestAStewardSettlesWhetherTwoPlacesAreOne(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := keepingTwins(t, s)
		stu := o.as(account.Steward)
		inbox := stu.get(inboxPath)
		inbox.says(t, "One place or two", "May be listed twice")
		path := matterLink.FindString(inbox.body)
		stu.get(path).says(t, "Alder Clinic", "Alder and Birch Family House", "The address is the same", "They are one place")
		stu.get("/es"+path).says(t, "La dirección es la misma")
		if got := stu.post(path, "words=hm"); got.StatusCode != http.StatusBadRequest || !strings.Contains(got.body, ">hm<") {
			t.Errorf("without a choice: %d", got.StatusCode)
		}
		stu.post(path, "answer=same&words=Seen+on+site.")
		stu.get(mergesPath).says(t, "Seen on site.", "within a minute", "Take this back")
		if err := o.staff.Merges.TakeIn(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := stu.get(path); got.StatusCode != http.StatusNotFound {
			t.Errorf("decided, its page is %d", got.StatusCode)
		}
		page := stu.get(mergesPath)
		page.keepsQuiet(t, "within a minute")
		stu.post(regexp.MustCompile(`/merges/[a-z0-9]+/undo`).FindString(page.body), "")
		stu.get(mergesPath).says(t, "taken back by")
	})
}

func TestAStewardSplitsAPlaceThatIsTwo(t *testing.T) {
	o := keepingTwins(t, storetest.Open(t, t.TempDir()+"/haven.db"))
	stu := o.as(account.Steward)
	path := matterLink.FindString(stu.get(inboxPath).body)
	stu.post(path, "answer=same")
	if err := o.staff.Merges.TakeIn(t.Context()); err != nil {
		t.Fatal(err)
	}
	records := regexp.MustCompile(`/listings/[a-z0-9]+/records`).FindString(stu.get(mergesPath).body)
	page := stu.get(records)
	page.says(t, "Which are another place?", "Alder Clinic", "Alder and Birch Family House")
	if got := stu.post(records, "words=hm"); got.StatusCode != http.StatusBadRequest || !strings.Contains(got.body, "Choose some of the records") {
		t.Errorf("nothing chosen: %d", got.StatusCode)
	}
	ids := regexp.MustCompile(`name="record" value="([a-z0-9]+)"`).FindAllStringSubmatch(page.body, -1)
	stu.post(records, "record="+ids[1][1])
	if err := o.staff.Merges.TakeIn(t.Context()); err != nil {
		t.Fatal(err)
	}
	stu.get(records).says(t, "There is only one record.")
}
