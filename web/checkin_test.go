package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/facility"
	"haven/internal/sample"
	"haven/internal/store"
)

// hearing is the office as places speak to it: its directory is made of samples,
// which nobody changes.
type hearing struct{ o *office }

func (t hearing) SayWith(ctx context.Context, id string, s facility.Statement, beside ...store.Beside) (int64, error) {
	return t.o.say(ctx, id, s, beside...)
}

func (t hearing) UnsayWith(ctx context.Context, id string, s facility.Statement, revision int64, beside ...store.Beside) error {
	return t.o.unsay(ctx, id, s, revision, beside...)
}

func (t hearing) Report(_ context.Context, r facility.Report) error {
	t.o.reports = append(t.o.reports, r)
	return nil
}

func (t hearing) Unreport(_ context.Context, id string) error {
	t.o.reports = slices.DeleteFunc(t.o.reports, func(r facility.Report) bool { return r.ID == id })
	return nil
}

// letter is the path of a new link of a letter to a place.
func (o *office) letter(place string) string {
	o.t.Helper()
	token, _, err := o.staff.Reception.Ask(o.t.Context(), audit.Command, checkin.Letter, place)
	if err != nil {
		o.t.Fatal(err)
	}
	return checkinPath + token
}

func TestAPlaceConfirmsItsListingWithOneButton(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		link := o.letter(sample.PeachStreet)
		o.get(link).says(t, "Peach Street Recovery Center: is this still right?", "(404) 555-0101", "101 Sample Street", "Yes, nothing has changed", "This link works until July 31, 2026")
		o.answers(link, "tell=unchanged").says(t, "Thank you", "Nothing has changed.", "People now see that you confirmed the listing on June 1, 2026.")
		want := []facility.Statement{{Source: "facility", Series: "facility", At: o.at, Rank: facility.RankFacility,
			Claims: facility.Claims{Confirms: []facility.Field{facility.AllFields}}}}
		if got := o.said[sample.PeachStreet]; len(got) != 1 || got[0].Claims.Confirms[0] != want[0].Claims.Confirms[0] || got[0].Rank != want[0].Rank || !got[0].At.Equal(want[0].At) {
			t.Errorf("the place said %+v, want %+v", got, want)
		}
	})
}

func TestAPlaceTellsItsRoomByLink(t *testing.T) {
	o := inOffice(t)
	link := o.letter(sample.Chattahoochee)
	o.get(link).says(t, "Detox beds", "Live-in beds for adults", "What counts as open?")
	o.answers(link, "tell=room&open.detox=3&wait.detox=&open.residential=").says(t, "Detox beds: 3 open", "People see these numbers for one day.")
	o.at = o.at.Add(time.Hour)
	o.answers(link, "tell=full&open.detox=3&wait.detox=4").says(t, "Detox beds: full, a wait of 4 days", "Live-in beds for adults: full")
	said := o.said[sample.Chattahoochee]
	want := []facility.Openings{
		{facility.DetoxBeds: {Open: 3}},
		{facility.DetoxBeds: {WaitlistDays: 4}, facility.ResidentialBeds: {}},
	}
	for i, w := range want {
		if len(said) != 2 || len(said[i].Claims.Openings) != len(w) || said[i].Claims.Openings[facility.DetoxBeds] != w[facility.DetoxBeds] {
			t.Fatalf("said %+v, want %+v", said, want)
		}
	}
}

// Whoever steals a letter must not be able to move a place, to close it, or to
// have it called at another number.
func TestWhatWouldHijackAListingWaitsForASteward(t *testing.T) {
	for form, want := range map[string]facility.Report{
		"tell=moved&words=To+1+Elm+Street":     {Reason: facility.Moved, Words: "To 1 Elm Street"},
		"tell=closed":                          {Reason: facility.Closed, Words: "Closed for good."},
		"tell=paused&until=2026-07-01":         {Reason: facility.Closed, Words: "Closed for now, until 2026-07-01."},
		"tell=paused&words=A+flood":            {Reason: facility.Closed, Words: "Closed for now.\nA flood"},
		"tell=fix&words=Call+404+555+0199\r\n": {Reason: facility.OtherReason, Words: "Call 404 555 0199"},
	} {
		o := inOffice(t)
		form = strings.ReplaceAll(form, "\r\n", "%0D%0A")
		o.answers(o.letter(sample.PeachStreet), form).says(t, "Thank you", "A person checks it. Until then, people see the listing as it was.")
		if len(o.said) > 0 || len(o.reports) != 1 {
			t.Errorf("%s: said %v, reported %v", form, o.said, o.reports)
			continue
		}
		got := o.reports[0]
		if got.Listing != sample.PeachStreet || got.Origin != facility.FromPlace || got.Reason != want.Reason || got.Words != want.Words || got.ID == "" {
			t.Errorf("%s: reported %+v, want %+v", form, got, want)
		}
	}
}

func TestOpeningALinkOfALetterChangesNothing(t *testing.T) {
	o := inOffice(t)
	link := o.letter(sample.PeachStreet)
	for _, header := range []string{"", "Sec-Purpose", "Purpose", "X-Moz"} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			r := httptest.NewRequest(method, link+"?tell=unchanged", nil)
			if header != "" {
				r.Header.Set(header, "prefetch")
			}
			got := o.do(r)
			if got.StatusCode != http.StatusOK || len(got.Cookies()) > 0 {
				t.Errorf("%s (%s): %d with the cookies %v", method, header, got.StatusCode, got.Cookies())
			}
			for name, want := range map[string]string{"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"} {
				if got.Header.Get(name) != want {
					t.Errorf("%s: %s is %q", method, name, got.Header.Get(name))
				}
			}
		}
	}
	if len(o.said)+len(o.reports) > 0 {
		t.Errorf("said %v, reported %v", o.said, o.reports)
	}
	o.get(link).keepsQuiet(t, "Thank you")
}

var undo = regexp.MustCompile(`name="undo" value="([^"]+)"`)

func TestAnAnswerIsTakenBackByTheSameLink(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		link, other := o.letter(sample.Chattahoochee), o.letter(sample.Chattahoochee)
		for _, form := range []string{"tell=unchanged", "tell=room&open.detox=2", "tell=moved&words=to+Macon"} {
			page := o.answers(link, form)
			id := undo.FindStringSubmatch(page.body)
			if id == nil {
				t.Fatalf("%s: nothing to take back on %s", form, page.text())
			}
			if theirs := o.answers(other, "undo="+id[1]); theirs.StatusCode != http.StatusNotFound {
				t.Errorf("%s: another link takes it back with %d", form, theirs.StatusCode)
			}
			o.answers(link, "undo="+id[1]).says(t, "You took this back.")
			o.answers(link, "undo="+id[1]).says(t, "You took this back.")
			if len(o.said[sample.Chattahoochee])+len(o.reports) > 0 {
				t.Errorf("%s: %v and %v are left", form, o.said, o.reports)
			}
			o.at = o.at.Add(time.Minute)
		}
	})
}

func TestLinksThatWorkNoMore(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		link, ended := o.letter(sample.PeachStreet), o.letter(sample.FivePoints)
		if err := o.staff.Reception.End(t.Context(), audit.Command, sample.FivePoints); err != nil {
			t.Fatal(err)
		}
		token := strings.TrimPrefix(link, checkinPath)
		for what, path := range map[string]string{
			"ended": ended, "cut off": link[:20], "tampered": checkinPath + "AAA" + token[3:], "planted": checkinPath + strings.Repeat("A", 43),
		} {
			for _, got := range []answer{o.get(path), o.answers(path, "tell=unchanged")} {
				if got.StatusCode != http.StatusGone {
					t.Errorf("%s: %d", what, got.StatusCode)
				}
				got.says(t, "This link works no more")
			}
		}
		o.at = o.at.Add(checkin.LetterTerm)
		if got := o.answers(link, "tell=unchanged"); got.StatusCode != http.StatusGone || len(o.said) > 0 {
			t.Errorf("after 60 days: %d, and %v is said", got.StatusCode, o.said)
		}
	})
}

func TestAnswersThatCannotBeTakenLoseNothing(t *testing.T) {
	long := strings.Repeat("no ", 300)
	for form, says := range map[string]string{
		"":                           "Choose one of the buttons.",
		"tell=nonsense":              "Choose one of the buttons.",
		"tell=room":                  "Fill in at least one number.",
		"tell=room&open.detox=many":  "It must be a whole number",
		"tell=room&open.detox=99999": "Fill in at least one number.",
		"tell=room&open.sofas=1":     "Fill in at least one number.",
		"tell=fix&words=+":           "Write what is wrong.",
		"tell=fix&words=" + url.QueryEscape(long): "Use 500 letters at most.",
		"tell=paused&until=2026-05-01":            "Choose a day within the next six months",
		"tell=paused&until=2099-01-01":            "Choose a day within the next six months",
		"tell=paused&until=soon":                  "Choose a day within the next six months",
	} {
		o := inOffice(t)
		page := o.answers(o.letter(sample.Chattahoochee), form)
		if page.StatusCode != http.StatusBadRequest || len(o.said)+len(o.reports) > 0 {
			t.Errorf("%.40q: %d, said %v, reported %v", form, page.StatusCode, o.said, o.reports)
		}
		page.says(t, says)
		if strings.Contains(form, "no+no") && !strings.Contains(page.body, strings.TrimSpace(long)) {
			t.Errorf("%.40q: the words are lost", form)
		}
	}
}

func TestALinkTakesAFewAnswersADay(t *testing.T) {
	o := inOffice(t)
	link := o.letter(sample.PeachStreet)
	for range 20 {
		if got := o.answers(link, "tell=unchanged"); got.StatusCode != http.StatusOK {
			t.Fatalf("an answer gives %d", got.StatusCode)
		}
	}
	if got := o.answers(link, "tell=unchanged"); got.StatusCode != http.StatusTooManyRequests {
		t.Errorf("the 21st gives %d", got.StatusCode)
	}
	o.at = o.at.Add(25 * time.Hour)
	if got := o.answers(link, "tell=unchanged"); got.StatusCode != http.StatusOK {
		t.Errorf("one of the next day gives %d", got.StatusCode)
	}
}

func TestAWithheldAddressIsNotOnThePageOfALink(t *testing.T) {
	o := inOffice(t)
	page := o.get(o.letter(sample.GrantPark))
	page.says(t, "Grant Park House for Women", "Atlanta, GA")
	page.keepsQuiet(t, "Hidden Lane", "30315")
}

func FuzzWhatAPlaceTells(f *testing.F) {
	for _, form := range []string{"tell=room&open.detox=3&wait.detox=1", "tell=full", "tell=paused&until=2026-07-01", "tell=fix&words=%00%ff", "open.detox=1e9&tell=room"} {
		f.Add(form)
	}
	kinds := facility.OpeningKinds()
	f.Fuzz(func(t *testing.T, form string) {
		values, err := url.ParseQuery(form)
		if err != nil {
			return
		}
		a, err := answerIn(values, kinds)
		if err != nil {
			return
		}
		a.At = sample.Now
		a.Clean()
		if a.Validate() != nil {
			return
		}
		s, shown := a.Statement()
		r, settled := a.Report()
		if shown == settled {
			t.Errorf("%q is shown: %v, and settled: %v", form, shown, settled)
		}
		if shown && (s.Claims.Phone != nil || s.Claims.Address != nil || s.Claims.Name != nil) || len([]rune(r.Words)) > facility.MaxReportWords+50 {
			t.Errorf("%q says %+v and reports %+v", form, s, r)
		}
	})
}

func TestAnAnswerTooManyOfADayIsShownAgain(t *testing.T) {
	o := inOffice(t)
	link := o.letter(sample.PeachStreet)
	for range 20 {
		o.answers(link, "tell=unchanged").is(t, http.StatusOK)
	}
	page := o.answers(link, "tell=fix&words=Call+404+555+0199")
	page.is(t, http.StatusTooManyRequests)
	if !strings.Contains(page.body, ">Call 404 555 0199</textarea>") {
		t.Errorf("the words are lost: %s", page.text())
	}
}
