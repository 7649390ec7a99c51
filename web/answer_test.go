package web

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/referral"
	"haven/internal/sample"
)

// linked sends a referral, makes a link for its place and returns both paths.
func (c colleague) linked(caseID string) (path, link string) {
	c.t.Helper()
	path = c.referred(caseID)
	c.moved(path, referral.Sent, "via=desk")
	return path, c.link(path)
}

var linkShown = regexp.MustCompile(`value="https://haven\.example(/r/[^"]+)"`)

// link makes a link by the button of a page.
func (c colleague) link(path string) string {
	c.t.Helper()
	page := c.ask(http.MethodPost, path+linkPath, "")
	found := linkShown.FindStringSubmatch(page.body)
	if found == nil {
		c.t.Fatalf("%s shows no link: %d %s", path, page.StatusCode, page.text())
	}
	return found[1]
}

// answers posts a form of a link's page, as a browser does, and goes where that
// leads.
func (o *office) answers(link, form string) answer {
	o.t.Helper()
	r := httptest.NewRequest(http.MethodPost, o.local(link), strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	got := o.do(r)
	if got.StatusCode == http.StatusSeeOther {
		return o.get(got.address())
	}
	return got
}

func TestAPlaceWithoutAnAccountSeesTheReferralAndAnswers(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		agent, boss := o.as(account.Agent), o.as(account.Supervisor)
		boss.post(helplinePath, "phone=404+555+0100").says(t, "Saved.")
		path, link := agent.linked(agent.opened())
		page := o.get(link)
		page.says(t, "A request from The Line", "Methadone", "Spanish", "We share these only if the person agrees.",
			referral.RedisclosureNotice, "Call (404) 555-0100", "The helpline", "The link works until June 5, 2026")
		page.keepsQuiet(t, sample.PeachStreet, caseOf(t, agent, path))
		if got, want := buttonsOf(page), movesOf(referral.Facility, referral.Sent); !slices.Equal(got, want) {
			t.Errorf("buttons %v, want %v", got, want)
		}
		o.answers(link, "move=scheduled&version=2&"+anAppointment+"&words=bring+papers").says(t, "Appointment made", "The place, by its link", "bring papers")
		agent.get(path).says(t, "Appointment made", "The place, by its link", "bring papers")
		agent.moved(path, referral.Attended, "via=voice")
		o.in("es").get(link).says(t, "La persona fue", "Un pedido de The Line")
		o.answers(link, "move=closed&version=4&outcome=met").says(t, "Closed", "This request is over.")
		over := o.get(link)
		over.keepsQuiet(t, "bring papers", "Spanish", `name="move"`)
		if late := o.answers(link, "move=attended&version=5"); late.StatusCode != http.StatusConflict {
			t.Errorf("an answer after the end gives %d", late.StatusCode)
		}
	})
}

// caseOf is the id of the case that a referral belongs to.
func caseOf(t *testing.T, c colleague, path string) string {
	t.Helper()
	r, err := c.staff.Desk.Referral(t.Context(), c.actor(), strings.TrimPrefix(path, referralPath("")))
	if err != nil {
		t.Fatal(err)
	}
	return r.Case
}

func TestButtonsOfAPlaceAreItsMoves(t *testing.T) {
	for _, standing := range referral.States() {
		if standing.Over || standing.State == referral.Draft {
			continue
		}
		o := inOffice(t)
		agent := o.as(account.Agent)
		path, link := agent.linked(agent.opened())
		for _, step := range waysTo[standing.State][1:] {
			agent.moved(path, referral.State(step[0]), step[1])
		}
		if got, want := buttonsOf(o.get(link)), movesOf(referral.Facility, standing.State); !slices.Equal(got, want) {
			t.Errorf("%s: buttons %v, want %v", standing.State, got, want)
		}
	}
}

func TestOpeningALinkChangesNothing(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	path, link := agent.linked(agent.opened())
	before := agent.get(path).text()
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodGet} {
		o.ask(method, link)
	}
	if after := agent.get(path).text(); after != before {
		t.Errorf("opening changed the referral:\n%s\n%s", before, after)
	}
}

func TestALinkIsForNobodyElse(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	_, link := agent.linked(agent.opened())
	r := httptest.NewRequest(http.MethodGet, link, nil)
	r.Header.Set("Accept-Encoding", "br, gzip")
	page := o.do(r)
	for name, want := range map[string]string{"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Content-Encoding": "", "Referrer-Policy": "no-referrer", "Set-Cookie": ""} {
		if got := page.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	o.get("/robots.txt").says(t, "Disallow: /r/", "Disallow: /es/r/")
	other := httptest.NewRequest(http.MethodPost, link, strings.NewReader("move=accepted&version=2"))
	other.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	other.Header.Set("Sec-Fetch-Site", "cross-site")
	if got := o.do(other); got.StatusCode != http.StatusForbidden {
		t.Errorf("another site's form is answered with %d", got.StatusCode)
	}
}

func TestLinksThatLeadNowhere(t *testing.T) {
	o := inOffice(t)
	agent, boss := o.as(account.Agent), o.as(account.Supervisor)
	caseID := agent.opened()
	path, replaced := agent.linked(caseID)
	ended := agent.link(path)
	agent.post(path+endLinkPath, "")
	works := agent.link(path)
	room := agent.ask(http.MethodPost, casePath(caseID)+roomsPath, "place="+sample.PeachStreet).address()
	aged := agent.link(room)
	gone := func(what, link string) {
		t.Helper()
		for _, page := range []answer{o.get(link), o.answers(link, "move=accepted&version=2&room=none")} {
			page.says(t, "This link does not work any more")
			page.keepsQuiet(t, "The Line", "Peach Street")
			if page.StatusCode != http.StatusGone {
				t.Errorf("%s: %d", what, page.StatusCode)
			}
		}
	}
	gone("replaced", replaced)
	gone("ended by hand", ended)
	gone("tampered with", works[:len(works)-2]+"AA")
	gone("cut off", works[:len(works)-5])
	gone("never made", answerPath+strings.Repeat("A", 43))
	gone("a referral's id", answerPath+strings.TrimPrefix(path, referralPath("")))
	if agent.get(path).says(t, "Sent, no answer yet"); o.get(works).StatusCode != http.StatusOK {
		t.Error("the last link does not work")
	}
	o.at = o.at.Add(referral.LinkTerm)
	gone("too old", works)
	gone("too old", aged)
	agent = o.again(agent)
	fresh := agent.link(path)
	if err := o.staff.Desk.Erase(t.Context(), boss.actor(), caseID); err != nil {
		t.Fatal(err)
	}
	gone("of an erased case", fresh)
}

func TestALinkMovesNothingButItsOwnReferral(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	mine, link := agent.linked(agent.opened())
	another, _ := agent.linked(agent.opened()) // of the same place
	o.answers(link, "move=accepted&version=2&referral="+strings.TrimPrefix(another, referralPath("")))
	agent.get(mine).says(t, "Accepted")
	agent.get(another).says(t, "Sent, no answer yet")
	for _, refused := range []string{"move=withdrawn&version=3", "move=sent&version=3", "move=expired&version=3", "room=none"} {
		if page := o.answers(link, refused); page.StatusCode != http.StatusConflict {
			t.Errorf("%s: %d", refused, page.StatusCode)
		}
	}
	o.answers(link, "move=declined&version=3").says(t, "Something is missing.")
	o.answers(link, "move=waitlisted&version=2&words=in+June").says(t, "This has changed since you opened the page.")
	agent.get(mine).says(t, "Accepted")
}

func TestAPlaceLearnsANameOnlyByConsentAndNoLonger(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	caseID := agent.opened()
	agent.agrees(caseID, referral.KeepContact, o.line.ID)
	agent.writes(caseID, referral.TextContact, "Ana <b>404 555 0199</b>")
	agent.writes(caseID, referral.TextNotes, "secret note")
	agent.writes(caseID, referral.TextWords, "secret words")
	_, link := agent.linked(caseID)
	o.get(link).keepsQuiet(t, "Ana", "secret")
	agent.agrees(caseID, referral.Share, sample.PeachStreet)
	page := o.get(link)
	page.says(t, "Ana", "The person agreed that you may know this until June 2, 2026 at 8:00 am (Eastern time).")
	page.keepsQuiet(t, "<b>404", "secret")
	o.at = o.at.Add(25 * time.Hour)
	o.get(link).keepsQuiet(t, "Ana", "secret")
}

func TestAPlaceAnswersForRoomByItsLink(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	caseID := agent.opened()
	asked := agent.ask(http.MethodPost, casePath(caseID)+roomsPath, "place="+sample.PeachStreet).address()
	link := agent.link(asked)
	page := o.get(link)
	page.says(t, "Do you have room for a new person now?", "It is not a referral.", "Has to see the person first")
	page.keepsQuiet(t, "Spanish", "Methadone", `name="move"`)
	o.answers(link, "room=openings").says(t, "Has room (by the link,")
	o.answers(link, "room=none").says(t, "No room (by the link,")
	agent.get(casePath(caseID)).says(t, "No room (by the link,")
}

func TestWhoTriesLinksIsHeldBack(t *testing.T) {
	o := inOffice(t)
	held := false
	for range answerRate.Burst + 5 {
		r := httptest.NewRequest(http.MethodGet, answerPath+"guess", nil)
		held = o.do(r).StatusCode == http.StatusTooManyRequests || held
	}
	if !held {
		t.Error("nobody is")
	}
}

func TestANoteThatTellsWhoItIsGoesWithTheConsent(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		agent := o.as(account.Agent)
		caseID := agent.opened()
		agent.agrees(caseID, referral.Share, sample.PeachStreet)
		path := agent.referred(caseID)
		agent.moved(path, referral.Sent, "via=desk&words=Ana,+404-555-0101")
		link := agent.link(path)
		o.answers(link, "move=acknowledged&version=2&words=we+call+her")
		o.get(link).says(t, "Ana, 404-555-0101", "we call her")
		consents, err := o.staff.Desk.Consents(t.Context(), agent.actor(), caseID)
		if err != nil {
			t.Fatal(err)
		}
		agent.post(casePath(caseID)+"/withdraw", "consent="+consents[0].ID)
		page := o.get(link)
		page.says(t, "A note of the helpline is not shown any more.", "we call her")
		page.keepsQuiet(t, "Ana", "0101")
		o.in("es").get(link).says(t, "Una nota de la línea de ayuda ya no se muestra.")
		o.answers(link, "move=accepted&version=1").keepsQuiet(t, "Ana", "0101") // shown again, as somebody was faster
		agent.get(path).says(t, "Ana, 404-555-0101")
	})
}
