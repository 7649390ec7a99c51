package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"haven/internal/account"
	"haven/internal/referral"
	"haven/internal/sample"
)

func noted(version, words string) string {
	return url.Values{"version": {version}, wordsField: {words}}.Encode()
}

func TestANoteOnAPlaceIsForTheStaffOfOneHelpline(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim, lee, stranger := o.as(account.Agent), o.as(account.Agent), o.asOf(account.Agent, o.another)
		path := notePath + sample.PeachStreet
		if page := kim.post(path, noted("0", "Ask for Dana in intake.")); page.StatusCode != http.StatusOK || !strings.Contains(page.body, "Ask for Dana") {
			t.Fatalf("stored with %d", page.StatusCode)
		}
		inCase := casePath(o.caseOf(lee, func(f *referral.Facts) { f.Picks = []string{sample.PeachStreet} }))
		for _, page := range []string{path, inCase} {
			if got := lee.get(page); !strings.Contains(got.body, "Ask for Dana") || !strings.Contains(got.body, "Noted by "+kim.user.Email) {
				t.Errorf("%s does not show it to a colleague", page)
			}
		}
		if got := stranger.get(path); got.StatusCode != http.StatusOK || strings.Contains(got.body, "Dana") {
			t.Errorf("another helpline: %d", got.StatusCode)
		}
		if got := kim.get(facilityPath(sample.PeachStreet)); strings.Contains(got.body, "Dana") {
			t.Error("the public page shows it")
		}
	})
}

func TestOfTwoWhoNoteAtOnceTheLaterSeesBoth(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim, lee := o.as(account.Agent), o.as(account.Agent)
		path := notePath + sample.PeachStreet
		for _, version := range []string{"0", "1"} {
			kim.post(path, noted(version, "Fax only."))
			page := lee.ask(http.MethodPost, path, noted(version, "Ask for Dana."))
			if page.StatusCode != http.StatusConflict || !strings.Contains(page.body, "Fax only.\nAsk for Dana.</textarea>") {
				t.Errorf("at version %s: %d, or words are lost: %s", version, page.StatusCode, page.body)
			}
		}
		if page := lee.post(path, noted("2", "Fax only. Ask for Dana.")); !strings.Contains(page.body, "Fax only. Ask for Dana.</textarea>") {
			t.Error("what was made of both is not stored")
		}
		if got := lee.ask(http.MethodPost, path, noted("3", strings.Repeat("a", referral.MaxPlaceNote+1))); got.StatusCode != http.StatusBadRequest {
			t.Errorf("a story is stored: %d", got.StatusCode)
		}
	})
}
