package web

import (
	"html"
	"net/http"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/referral"
)

// holds reports whether a page offers a text to be sent again, as it was.
func (a answer) holds(t *testing.T, version, words string) {
	t.Helper()
	if !strings.Contains(html.UnescapeString(a.body), ">"+words+"</textarea>") {
		t.Errorf("the page does not hold what was written: %s", a.text())
	}
	if !strings.Contains(a.body, `name="version" value="`+version+`"`) {
		t.Errorf("the page does not hold version %s", version)
	}
	if err := wellFormed(a.body); err != nil {
		t.Errorf("not well-formed: %v", err)
	}
}

func TestTwoLongTextsTogetherAreShownAgainAndNotLost(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim, lee := o.as(account.Agent), o.as(account.Agent)
		path, code := kim.newCase()
		lee.post(resumePath, "code="+code)
		kims, lees := strings.Repeat("药 ", 4_999)+"ab", strings.Repeat("𠮷 ", 4_999)+"cd"
		both := kims + "\n\n" + lees
		kim.post(path+"/text", textOf(referral.TextNotes, "0", kims))
		met := lee.ask(http.MethodPost, path+"/text", textOf(referral.TextNotes, "0", lees))
		met.is(t, http.StatusConflict, "This has 20,002 characters. At most 10,000 can be saved.")
		met.holds(t, "1", both)
		again := lee.ask(http.MethodPost, path+"/text", textOf(referral.TextNotes, "1", both))
		again.is(t, http.StatusBadRequest, "This could not be saved", "This has 20,002 characters. At most 10,000 can be saved.")
		again.holds(t, "1", both)
		lee.post(path+"/text", textOf(referral.TextNotes, "1", lees)).is(t, http.StatusOK)
		if got := kim.words(path)[referral.TextNotes]; got != lees {
			t.Errorf("%d bytes are kept, want %d", len(got), len(lees))
		}
	})
}

func TestContactDetailsTypedAsTheConsentEndsAreNotLost(t *testing.T) {
	o := inOffice(t)
	kim := o.as(account.Agent)
	path, _ := kim.newCase()
	kim.agrees(strings.TrimPrefix(path, casesPath+"/"), referral.KeepContact, o.line.ID)
	kim.post(path+"/text", textOf(referral.TextContact, "0", "Ana")).is(t, http.StatusOK)
	o.at = o.at.Add(25 * time.Hour)
	kim = o.again(kim)
	page := kim.post(path+"/text", textOf(referral.TextContact, "1", "Ana, 404-555-0101"))
	page.is(t, http.StatusBadRequest, "There is no consent any more to keep contact details.", "Record a consent")
	page.holds(t, "1", "Ana, 404-555-0101")
	o.lang = "es"
	page = kim.post(path+"/text", textOf(referral.TextContact, "1", "Ana, 404-555-0101"))
	page.is(t, http.StatusBadRequest, "Ya no hay permiso para guardar los datos de contacto.")
	page.holds(t, "1", "Ana, 404-555-0101")
}

func TestLongTextsGoToTheDeskAndToPlacesAlone(t *testing.T) {
	for path, want := range map[string]bool{
		"/desk/case/a/text": true, "/es/desk/case/a/text": true, "/desk/referral/a/move": true, "/desk/follow-ups/a": true,
		"/r/token": true, "/es/referrals/a": true,
		"/search": false, "/": false, "/sign-in": false, "/api/v1/search": false, "/facility/a/report": false, "/x/y/desk/case/a": false,
	} {
		if IsLong(path) != want {
			t.Errorf("%s takes long texts: %v", path, !want)
		}
	}
}
