package shift

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestADayIsTheSameForItsSeedAndAnotherForAnother(t *testing.T) {
	zips := []string{"30303", "81401", "90001"}
	differ := 0
	for n := range 50 {
		if !reflect.DeepEqual(storyOf(7, n, zips), storyOf(7, n, zips)) {
			t.Errorf("call %d of one seed is two calls", n)
		}
		if !reflect.DeepEqual(storyOf(7, n, zips).search, storyOf(8, n, zips).search) {
			differ++
		}
	}
	if differ == 0 {
		t.Error("two seeds make one day")
	}
}

func TestADayHasEverythingThatHappensAtADesk(t *testing.T) {
	happened := map[string]int{}
	marks := map[string]bool{}
	for n := range 2000 {
		s := storyOf(1, n, []string{"30303"})
		marks[s.marker] = true
		for what, is := range map[string]bool{
			"contact": s.contact, "withdrawn": s.withdrawn, "called back": s.calledBack, "resumed": s.resumed,
			"searched first": s.deskToo, "declined": slices.Equal(s.answers[0], declined),
		} {
			if is {
				happened[what]++
			}
		}
		if (s.withdrawn || s.calledBack) && !s.contact {
			t.Errorf("call %d has a consent without contact", n)
		}
	}
	if len(happened) != 6 || len(marks) != 2000 {
		t.Errorf("a day has %v and %d markers", happened, len(marks))
	}
}

// shows is a desk that shows the same on every page.
func shows(t *testing.T, body string) browser {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, body) }))
	t.Cleanup(s.Close)
	return browser{newClient(1), s.URL, "", &clocks{}, newLedger()}
}

func TestATextThatIsLostDoubledOrOfAnotherCaseIsFound(t *testing.T) {
	r := &record{marks: []string{"notes-day1call2.", "contact-day1call2."}, picks: []string{"a"}}
	const pick = `<li id="pick-a">`
	for body, right := range map[string]bool{
		pick + "notes-day1call2. contact-day1call2.":                  true,
		pick + "contact-day1call2. notes-day1call2.":                  true,
		pick + "notes-day1call2.":                                     false,
		pick + "notes-day1call2. contact-day1call2. notes-day1call2.": false,
		pick + "notes-day1call2. contact-day1call2. notes-day1call3.": false,
		"notes-day1call2. contact-day1call2.":                         false,
		pick + pick + "notes-day1call2. contact-day1call2.":           false,
	} {
		if err := r.check(context.Background(), shows(t, body), "/desk/case/x"); (err == nil) != right {
			t.Errorf("%q: %v", body, err)
		}
	}
}

func TestAReferralInAnotherStateIsFound(t *testing.T) {
	r := &referred{path: "/desk/referral/x", state: "declined", mark: "declined-day1call2."}
	for body, right := range map[string]bool{
		`<p data-state="declined">declined-day1call2.`: true,
		`<p data-state="sent">declined-day1call2.`:     false,
		`<p data-state="declined">`:                    false,
	} {
		if err := r.check(context.Background(), shows(t, body)); (err == nil) != right {
			t.Errorf("%q: %v", body, err)
		}
	}
}

func TestTheTableTellsHowLongEachActionTook(t *testing.T) {
	c := &clocks{}
	for n := range 100 {
		c.add("pick a place", time.Duration(n+1)*time.Millisecond)
		c.add("sign out", 2*time.Duration(n+1)*time.Millisecond)
	}
	var out strings.Builder
	c.write(&out, []string{"pick a place", "sign out", "never done"})
	told := strings.Join(strings.Fields(out.String()), " ")
	for _, says := range []string{"pick a place 100 50.0 99.0 100.0", "sign out 100 100.0 198.0 200.0 over"} {
		if !strings.Contains(told, says) {
			t.Errorf("the table does not say %q:\n%s", says, out.String())
		}
	}
	if strings.Contains(told, "never") || strings.Contains(told, "99.0 100.0 over") {
		t.Errorf("the table says too much:\n%s", out.String())
	}
}
