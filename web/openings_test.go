package web

import (
	"context"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/facility"
	"haven/internal/sample"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// heard is the directory of samples with what was said in the office since.
type heard struct {
	samples
	o *office
}

func (h heard) Profile(ctx context.Context, id string) (facility.Listing, facility.Profile, error) {
	l, p, err := h.samples.Profile(ctx, id)
	for _, place := range sample.Places() {
		if place.ID == id && len(h.o.said[id]) > 0 {
			p = facility.Fold(append(place.Statements, h.o.said[id]...), nil)
		}
	}
	return l, p, err
}

// counting is an office in which what is said shows.
func counting(t *testing.T, s *store.Store) *office {
	h := &heard{samples: samples{new([]facility.Report)}}
	o := openOffice(t, s, func(c *Config) { c.Directory = h })
	h.o = o
	return o
}

func inCountingOffice(t *testing.T) *office {
	return counting(t, storetest.Open(t, filepath.Join(t.TempDir(), "haven.db")))
}

var seenAt = regexp.MustCompile(`name="seen" value="(\d+)"`)

// presses presses a button of the page of openings.
func (c colleague) presses(place, form string) answer {
	c.t.Helper()
	path := at(openingsPath, place)
	return c.post(path, form+"&seen="+seenAt.FindStringSubmatch(c.get(path).body)[1])
}

func TestAPlaceTellsItsRoomInTwoTaps(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := counting(t, s)
		fay := o.as(account.Facility)
		fay.get(at(openingsPath, ownedPlace)).says(t, "Openings", "First outpatient visits", "Not told yet")
		fay.presses(ownedPlace, "open.outpatient=3&total.outpatient=10&wait.outpatient=").says(t, "3 open of 10", "as of June 1, 2026")
		o.at = o.at.Add(25 * time.Hour)
		fay = o.asOf(account.Facility, fay.user.Organisation)
		fay.get(at(openingsPath, ownedPlace)).says(t, "Too old to show.")
		again := fay.presses(ownedPlace, "press=same")
		again.says(t, "3 open of 10", "as of June 2, 2026")
		again.keepsQuiet(t, "Too old to show")
		o.at = o.at.Add(time.Minute)
		fay.presses(ownedPlace, "press=outpatient-").says(t, "2 open of 10")
		o.at = o.at.Add(time.Minute)
		fay.presses(ownedPlace, "press=outpatient0").says(t, "full")
		last := o.said[ownedPlace][3]
		if last.Source != "facility" || last.By != fay.user.ID || last.Rank != facility.RankFacility || last.Claims.Openings[facility.OutpatientAppointments].Total != 10 {
			t.Errorf("the place said %+v", last)
		}
	})
}

func TestOfTwoWhoCountTheLaterSeesWhatTheOtherTold(t *testing.T) {
	o := inCountingOffice(t)
	fay, stu := o.as(account.Facility), o.as(account.Steward)
	path := at(openingsPath, ownedPlace)
	stu.presses(ownedPlace, "open.outpatient=5")
	late := fay.post(path, "press=outpatient0&seen=0")
	if late.StatusCode != http.StatusConflict || len(o.said[ownedPlace]) != 1 {
		t.Errorf("the later is answered with %d, and said is %v", late.StatusCode, o.said[ownedPlace])
	}
	late.says(t, "Someone told new numbers in the meantime.", "5 open")
	if o.said[ownedPlace][0].Source != "steward" {
		t.Errorf("a steward counts as %s", o.said[ownedPlace][0].Source)
	}
}

func TestNumbersThatCannotBeLoseNothing(t *testing.T) {
	o := inCountingOffice(t)
	fay := o.as(account.Facility)
	for _, form := range []string{"", "open.outpatient=11&total.outpatient=10", "open.outpatient=-1", "open.outpatient=x", "press=same", "press=sofas+"} {
		page := fay.presses(ownedPlace, form)
		if page.StatusCode != http.StatusBadRequest || len(o.said) > 0 {
			t.Errorf("%q: %d, and said is %v", form, page.StatusCode, o.said)
		}
		if strings.Contains(form, "11") && !strings.Contains(page.body, `value="11"`) {
			t.Errorf("%q: what was typed is lost", form)
		}
	}
}

func TestNobodyTellsTheRoomOfAnothersPlace(t *testing.T) {
	o := inCountingOffice(t)
	fay := o.as(account.Facility)
	for _, path := range []string{openingsPath, promisePath, keysPath} {
		if got := fay.ask(http.MethodPost, at(path, sample.FivePoints), "press=otp+&seen=0"); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s is answered with %d", path, got.StatusCode)
		}
	}
	if len(o.said) > 0 {
		t.Errorf("said is %v", o.said)
	}
}

var keyShown = regexp.MustCompile(`value="(haven_openings_[^"]+)"`)

func TestAKeyIsShownOnceAndEnded(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := counting(t, s)
		fay, path := o.as(account.Facility), at(keysPath, ownedPlace)
		fay.get(path).says(t, "There is no key.")
		for range 3 {
			if !keyShown.MatchString(fay.ask(http.MethodPost, path, "").body) {
				t.Fatal("no key is shown")
			}
		}
		page := fay.get(path)
		page.says(t, "Not used yet", "https://haven.example/api/v1/facilities/"+ownedPlace+"/openings")
		if keyShown.MatchString(page.body) {
			t.Error("a key is shown again")
		}
		if got := fay.ask(http.MethodPost, path, ""); got.StatusCode != http.StatusConflict {
			t.Errorf("a fourth key is answered with %d", got.StatusCode)
		}
		ends := regexp.MustCompile(`action="([^"]+/end)"`).FindAllStringSubmatch(page.body, -1)
		for _, end := range ends {
			fay.post(end[1], "")
		}
		fay.get(path).says(t, "There is no key.")
		stu := o.as(account.Steward)
		if got := stu.ask(http.MethodPost, path, ""); got.StatusCode != http.StatusConflict {
			t.Errorf("a steward's key is answered with %d", got.StatusCode)
		}
	})
}

func TestAPlaceThatPromisesDailyNumbersIsShownHowItKeepsThem(t *testing.T) {
	o := inCountingOffice(t)
	fay := o.as(account.Facility)
	fay.post(at(promisePath, ownedPlace), "kind=outpatient&kind=sofas").says(t, "First outpatient visits: on time")
	o.at = o.at.Add(3 * 24 * time.Hour)
	fay = o.asOf(account.Facility, fay.user.Organisation)
	fay.get(at(openingsPath, ownedPlace)).says(t, "no number for 2 days in a row", "Overdue")
	fay.post(at(promisePath, ownedPlace), "").keepsQuiet(t, "Overdue")
}
