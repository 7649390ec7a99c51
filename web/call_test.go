package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/facility"
	"haven/internal/referral"
	"haven/internal/sample"
)

// call records a call to Peach Street and returns its id.
func (o *office) call(by colleague, outcome referral.CallOutcome) string {
	o.t.Helper()
	c := referral.Call{Listing: sample.PeachStreet, Line: facility.MainLine, Outcome: outcome}
	if err := o.staff.Desk.Called(o.t.Context(), by.actor(), c); err != nil {
		o.t.Fatal(err)
	}
	just, err := o.staff.Desk.JustCalled(o.t.Context(), by.actor())
	if err != nil || len(just) == 0 {
		o.t.Fatalf("%d calls (%v)", len(just), err)
	}
	return just[0].ID
}

// caseOf opens a case of somebody with the facts changed, and returns its id.
func (o *office) caseOf(by colleague, change func(*referral.Facts)) string {
	o.t.Helper()
	f := referral.Facts{Channel: referral.ByCall, Disposition: referral.StillOpen}
	change(&f)
	c, _, err := o.staff.Desk.Open(o.t.Context(), by.actor(), f)
	if err != nil {
		o.t.Fatal(err)
	}
	return c.ID
}

// tapped is the form that a tap on an outcome sends.
func tapped(outcome referral.CallOutcome, back string) string {
	return url.Values{
		listingField: {sample.PeachStreet}, lineField: {string(facility.MainLine)}, outcomeField: {string(outcome)},
		payerField: {"MD"}, languageField: {"SP"}, backField: {back},
	}.Encode()
}

func TestATapStoresWhatCameOfACallAndTellsSo(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		agent := o.as(account.Agent)
		path := casePath(o.caseOf(agent, func(f *referral.Facts) { f.Picks = []string{sample.PeachStreet} }))
		for _, outcome := range referral.CallOutcomes() {
			if page := agent.get(path); !strings.Contains(page.body, `value="`+string(outcome)+`"`) {
				t.Errorf("%s is not offered", outcome)
			}
			if sent := agent.ask(http.MethodPost, callPath, tapped(outcome, path)); sent.StatusCode != http.StatusSeeOther || sent.Header.Get("Location") != path+"#calls-"+sample.PeachStreet {
				t.Errorf("%s: %d, leads to %s", outcome, sent.StatusCode, sent.Header.Get("Location"))
			}
		}
		page := agent.get(path)
		if n := strings.Count(page.body, `<p role="status">`) - strings.Count(page.body, `<p role="status"></p>`); n != len(referral.CallOutcomes()) {
			t.Errorf("%d calls are told of", n)
		}
		if !strings.Contains(page.body, "Refuses this payer: Medicaid") || !strings.Contains(page.body, "57% of calls (7 calls") {
			t.Errorf("the page lacks the payer or the reach rate: %s", page.body)
		}
		said := o.said[sample.PeachStreet]
		if len(said) != 5 || said[0].Rank != facility.RankCall || said[0].Claims.Confirms[0] != facility.FieldPhone {
			t.Errorf("said %+v", said)
		}
	})
}

var takeBack = regexp.MustCompile(`action="([^"]*/take-back)"`)

func TestASlipOfTheFingerIsTakenBack(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		agent := o.as(account.Agent)
		path := casePath(o.caseOf(agent, func(f *referral.Facts) { f.Picks = []string{sample.PeachStreet} }))
		o.call(agent, referral.Reached)
		o.at = o.at.Add(time.Second)
		o.call(agent, referral.WrongNumber)
		found := takeBack.FindStringSubmatch(agent.get(path).body)
		if found == nil {
			t.Fatal("nothing can be taken back")
		}
		if sent := agent.ask(http.MethodPost, found[1], url.Values{backField: {path}, listingField: {"x\r\nX-Planted: yes"}}.Encode()); sent.StatusCode != http.StatusSeeOther || sent.Header.Get("X-Planted") != "" {
			t.Errorf("taken back with %d, and the headers %v", sent.StatusCode, sent.Header)
		}
		if said := o.said[sample.PeachStreet]; len(said) != 1 || len(said[0].Claims.Confirms) != 1 {
			t.Errorf("the place is still said to have a wrong number: %+v", said)
		}
		if reach, err := o.staff.Desk.Reach(t.Context(), sample.PeachStreet); err != nil || reach[sample.PeachStreet].Calls != 1 {
			t.Errorf("calls that count: %+v (%v)", reach, err)
		}
		first := takeBack.FindStringSubmatch(agent.get(path).body)[1]
		if got := o.as(account.Agent).ask(http.MethodPost, first, ""); got.StatusCode != http.StatusNotFound {
			t.Errorf("a colleague takes it back: %d", got.StatusCode)
		}
		o.at = o.at.Add(referral.TakeBackTerm + time.Second)
		if takeBack.MatchString(agent.get(path).body) {
			t.Error("it is offered after its time")
		}
		if got := agent.ask(http.MethodPost, first, ""); got.StatusCode != http.StatusConflict {
			t.Errorf("taken back after its time: %d", got.StatusCode)
		}
	})
}

func TestAfterATapNobodyIsLedToAnotherSite(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	for _, back := range []string{"", "https://evil.example/desk", "//evil.example", "javascript:alert(1)"} {
		if to := agent.ask(http.MethodPost, callPath, tapped(referral.Reached, back)).Header.Get("Location"); !strings.HasPrefix(to, deskPath+"#") {
			t.Errorf("back to %q leads to %q", back, to)
		}
	}
}

func TestThePayerAskedForIsOfferedFirst(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	page := agent.get(casePath(o.caseOf(agent, func(f *referral.Facts) {
		f.Picks, f.Needs = []string{sample.PeachStreet, "hvnnowhere"}, []string{"MU", "MC"}
	})))
	if !regexp.MustCompile(`name="payer"[^>]*><option value="MC"`).MatchString(page.body) {
		t.Error("Medicare, which they need, is not the first")
	}
}
