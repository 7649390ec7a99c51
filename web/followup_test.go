package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/referral"
)

// agreeing is a case of somebody who may be called back, and whose contact is
// kept.
func (o *office) agreeing(by colleague) referral.Case {
	o.t.Helper()
	d, ctx := o.staff.Desk, o.t.Context()
	c, _, err := d.Open(ctx, by.actor(), referral.Facts{Channel: referral.ByCall, Disposition: referral.ReferralMade, Needs: []string{"MU", "MD"},
		Contact: referral.ContactPreference{MayCall: true}})
	if err != nil {
		o.t.Fatal(err)
	}
	for _, p := range []referral.Purpose{referral.FollowUpOK, referral.KeepContact} {
		consent := referral.Consent{Case: c.ID, Purpose: p, To: by.user.Organisation.ID, Until: o.at.AddDate(0, 1, 0), How: referral.Spoken}
		if _, err := d.Agree(ctx, by.actor(), consent); err != nil {
			o.t.Fatal(err)
		}
	}
	if err := d.Write(ctx, by.actor(), c.ID, referral.Text{Field: referral.TextContact, Words: "Robin, 404 555 0142"}); err != nil {
		o.t.Fatal(err)
	}
	return c
}

// planned plans a follow-up on today from the page of the case, and returns
// where it is.
func (o *office) planned(by colleague, c referral.Case) string {
	o.t.Helper()
	sent := by.ask(http.MethodPost, casePath(c.ID)+"/follow-ups", "due="+o.at.Format(time.DateOnly))
	if sent.StatusCode != http.StatusSeeOther {
		o.t.Fatalf("planning answers %d", sent.StatusCode)
	}
	due, err := o.staff.Desk.FollowUpsDue(o.t.Context(), by.actor(), 10)
	if err != nil || len(due) == 0 {
		o.t.Fatalf("%d are due (%v)", len(due), err)
	}
	return followUpsPath + "/" + due[0].ID
}

func TestOfTwoWhoTakeAFollowUpOneGetsItAndSeesWhomToCall(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim, lee := o.as(account.Agent), o.as(account.Agent)
		c := o.agreeing(kim)
		path := o.planned(kim, c)
		for _, agent := range []colleague{kim, lee} {
			if page := agent.get(followUpsPath); !strings.Contains(page.body, path+"/claim") || !strings.Contains(page.body, "(1 due)") || strings.Contains(page.body, "Robin") {
				t.Errorf("the queue: %s", page.body)
			}
			if page := agent.get(path); page.StatusCode != http.StatusConflict || strings.Contains(page.body, "Robin") {
				t.Errorf("who has not taken it sees it: %d", page.StatusCode)
			}
		}
		if page := lee.post(path+"/claim", ""); page.StatusCode != http.StatusOK || !strings.Contains(page.body, "Robin, 404 555 0142") || !strings.Contains(page.body, "Leave no message") {
			t.Errorf("who took it: %d %s", page.StatusCode, page.body)
		}
		if got := kim.ask(http.MethodPost, path+"/claim", ""); got.StatusCode != http.StatusConflict || !strings.Contains(got.body, "A colleague has this one") {
			t.Errorf("the other gets %d: %s", got.StatusCode, got.body)
		}
		if page := kim.get(followUpsPath); strings.Contains(page.body, path) || strings.Contains(page.body, "(1 due)") {
			t.Error("it still waits for the other")
		}
		o.at = o.at.Add(referral.ClaimTerm)
		if page := lee.get(path); page.StatusCode != http.StatusConflict {
			t.Errorf("after its time it is still theirs: %d", page.StatusCode)
		}
		if page := kim.post(path+"/claim", ""); page.StatusCode != http.StatusOK {
			t.Errorf("a forgotten one cannot be taken: %d", page.StatusCode)
		}
	})
}

func TestWhatBecameOfItIsStoredWithItsReason(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim := o.as(account.Agent)
		c := o.agreeing(kim)
		path := o.planned(kim, c)
		kim.post(path+"/claim", "")
		answer := url.Values{"outcome": {"unmet"}, "reason": {""}, "words": {"no bus on Sunday"}}
		refused := kim.ask(http.MethodPost, path, answer.Encode())
		if refused.StatusCode != http.StatusBadRequest || !strings.Contains(refused.body, "no bus on Sunday") || !strings.Contains(refused.body, `value="unmet" required checked`) {
			t.Errorf("without a reason: %d, or the words are lost: %s", refused.StatusCode, refused.body)
		}
		answer.Set("reason", "too-far")
		if page := kim.post(path, answer.Encode()); !strings.Contains(page.body, "Nobody is to be called now") {
			t.Errorf("done, and the queue says %s", page.body)
		}
		if page := kim.get(casePath(c.ID)); !strings.Contains(page.body, "Not yet (Too far") || !strings.Contains(page.body, "no bus on Sunday") {
			t.Error("the case does not tell what became of it")
		}
		answer.Set("words", "he found a ride")
		if again := kim.ask(http.MethodPost, path, answer.Encode()); again.StatusCode != http.StatusConflict || !strings.Contains(again.body, "he found a ride") {
			t.Errorf("told twice: %d, or the words are lost: %s", again.StatusCode, again.body)
		}
	})
}

func TestContactDetailsShowOnlyInTheHoursAndWithTheConsentOfThePerson(t *testing.T) {
	o := inOffice(t)
	kim := o.as(account.Agent)
	c := o.agreeing(kim)
	path := o.planned(kim, c)
	kim.post(path+"/claim", "")
	hours := c.Facts
	hours.Contact.From, hours.Contact.Until, hours.Contact.Zone = 3, 4, "America/New_York"
	if err := o.staff.Desk.Change(t.Context(), kim.actor(), c.ID, 1, hours); err != nil {
		t.Fatal(err)
	}
	if page := kim.get(path); page.StatusCode != http.StatusOK || strings.Contains(page.body, "Robin") || !strings.Contains(page.body, "may not be called now") {
		t.Errorf("at another hour: %d", page.StatusCode)
	}
	if err := o.staff.Desk.Change(t.Context(), kim.actor(), c.ID, 2, c.Facts); err != nil {
		t.Fatal(err)
	}
	consents, err := o.staff.Desk.Consents(t.Context(), kim.actor(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, consent := range consents {
		if consent.Purpose == referral.KeepContact {
			if err := o.staff.Desk.Withdraw(t.Context(), kim.actor(), c.ID, consent.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	if page := kim.get(path); strings.Contains(page.body, "Robin") || !strings.Contains(page.body, "no contact details") {
		t.Error("shown without the consent that they are kept")
	}
}

func TestNoFollowUpIsPlannedWithoutConsent(t *testing.T) {
	o := inOffice(t)
	kim := o.as(account.Agent)
	path := casePath(o.caseOf(kim, func(*referral.Facts) {}))
	if page := kim.get(path); strings.Contains(page.body, path+"/follow-ups") || !strings.Contains(page.body, "agree to be asked later") {
		t.Error("the case offers it, or does not say what is missing")
	}
	for _, day := range []string{"2026-06-09", "", "soon"} {
		if got := kim.ask(http.MethodPost, path+"/follow-ups", "due="+day); got.StatusCode != http.StatusBadRequest {
			t.Errorf("%q: %d", day, got.StatusCode)
		}
	}
}

func TestWordsOnAFollowUpThatIsGoneAreShownAgain(t *testing.T) {
	o := inOffice(t)
	kim := o.as(account.Agent)
	c := o.agreeing(kim)
	path := o.planned(kim, c)
	kim.post(path+"/claim", "")
	consents, err := o.staff.Desk.Consents(t.Context(), kim.actor(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, consent := range consents {
		kim.post(casePath(c.ID)+"/withdraw", "consent="+consent.ID)
	}
	o.at = o.at.Add(referral.ClaimTerm)
	if _, err := o.staff.Desk.EraseDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"outcome=met&words=in+a+programme", "words=in+a+programme"} {
		page := kim.ask(http.MethodPost, path, form)
		page.is(t, http.StatusNotFound, "This one is not there any more.", "What you wrote was not stored.", "in a programme")
	}
}
