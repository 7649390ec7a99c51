package web

import (
	"html"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"haven/internal/account"
	"haven/internal/plainwords"
	"haven/web/messages"
)

// everyEntry is each page that leads in, in each of its states.
func everyEntry(o *office) map[string]answer {
	invited := o.guest()
	again, _, _ := o.joined("again@example.org")
	o.at = o.at.Add(account.Idle)
	link := o.link("new@example.org", account.Agent, o.line)
	pages := map[string]answer{
		"sign in":          o.guest().get(signInPath),
		"sign in first":    o.guest().get(accountPath),
		"refused":          o.guest().post(signInPath, "email=nobody@example.org&password=guess"),
		"code":             o.guest().get(codePath),
		"recovery":         o.guest().get(recoverPath),
		"too late":         o.guest().post(codePath, "code=123456"),
		"invited":          invited.get(link),
		"too short":        invited.post(link, "password=short"),
		"too long":         invited.post(link, "password="+strings.Repeat("x", 513)),
		"words met":        again.post(casesPath, "notes=Until+tomorrow"),
		"too many words":   again.post(casesPath, "notes="+strings.Repeat("x", maxKept)),
		"nobody's words":   o.guest().post(casesPath, "notes=Until+tomorrow"),
		"not in yet":       again.post(againPath, "to=/desk/case&kept=x"),
		"link is over":     o.guest().get("/join/gone"),
		"no such provider": o.guest().get(providerPath),
	}
	invited.post(link, "password=a+few+plain+words")
	pages["authenticator"] = invited.get(authenticatorPath)
	pages["first code wrong"] = invited.post(authenticatorPath, "code=000")
	pages["recovery codes"] = invited.post(authenticatorPath, "code="+o.code(pages["authenticator"]))
	pages["words to send"] = invited.post(againPath, "to=/desk/case&kept="+invited.keeps(url.Values{"notes": {"Until tomorrow"}}))
	pages["account"] = invited.get(accountPath)
	pages["new password"] = invited.get(changePath)
	pages["password wrong"] = invited.post(changePath, "present=guess&password=other+plain+words")
	for range 10 {
		pages["throttled"] = o.guest().post(signInPath, "email=nobody@example.org&password=guess")
	}
	return pages
}

// everyPeoplePage is each page of whoever may invite.
func everyPeoplePage(o *office) map[string]answer {
	sue, ada := o.as(account.Supervisor), o.as(account.Admin)
	person := o.as(account.Agent)
	invite := pathOf(invitePath, organisationArg, o.line.ID)
	return map[string]answer{
		"people":           sue.get(peoplePath),
		"a person":         sue.get(pathOf(personPath, personArg, person.user.ID)),
		"oneself":          sue.get(pathOf(personPath, personArg, sue.user.ID)),
		"a link":           sue.post(invite, "email=another@example.org&role=agent"),
		"taken":            sue.post(invite, "email="+person.user.Email+"&role=agent"),
		"no role":          sue.post(invite, "email=x@example.org&role=admin"),
		"organisations":    ada.get(peoplePath),
		"no name":          ada.post(peoplePath, "name=&kind=owner"),
		"password changed": sue.get(changedPath),
		"not yours":        person.get(peoplePath),
	}
}

// staffPages is each page of staff in a language: those of accounts in all
// their states, and of all areas what a supervisor or an admin sees at each
// address that takes no parameter.
func staffPages(t *testing.T, lang string) map[string]answer {
	t.Helper()
	o := inOffice(t)
	o.lang = lang
	pages := everyEntry(o)
	maps.Copy(pages, everyPeoplePage(o))
	sue, ada := o.as(account.Supervisor), o.as(account.Admin)
	for _, route := range (&Server{}).staffRoutes() {
		if route.method != http.MethodGet || strings.Contains(route.path, ":") {
			continue
		}
		for _, by := range []colleague{sue, ada} {
			if page := by.get(route.path); page.StatusCode == http.StatusOK && strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") {
				pages[route.path+" as "+string(by.user.Role)] = page
			}
		}
	}
	return pages
}

func TestEveryPageOfStaffIsSound(t *testing.T) {
	for _, lang := range []string{"en", "es"} {
		for name, page := range staffPages(t, lang) {
			if err := wellFormed(page.body); err != nil {
				t.Errorf("%s is not well-formed: %v\n%s", name, err, page.body)
			}
			if !strings.Contains(page.body, `<html lang="`+lang+`">`) {
				t.Errorf("%s does not speak %s", name, lang)
			}
			page.keepsQuiet(t, "ZgotmplZ", "%!", "&lt;no value", "<no value")
			if n := strings.Count(page.body, "<h1"); n != 1 {
				t.Errorf("%s has %d headings of the first level, want 1", name, n)
			}
			if found := inline.FindString(page.body); found != "" {
				t.Errorf("%s has inline code: %s", name, found)
			}
			for _, file := range loaded.FindAllStringSubmatch(page.body, -1) {
				if !strings.HasPrefix(file[1], "/assets/") {
					t.Errorf("%s loads %s", name, file[1])
				}
			}
			if got := page.Header.Get("Cache-Control"); got != "no-store" {
				t.Errorf("%s: Cache-Control is %q, want no-store", name, got)
			}
			if page.Header.Get("X-Robots-Tag") == "" {
				t.Errorf("%s is shown to search engines", name)
			}
		}
	}
}

func TestPagesOfStaffPutNobodyDownAndArePlain(t *testing.T) {
	for _, lang := range []string{"en", "es"} {
		aside := takeAside(t, lang)
		for name, page := range staffPages(t, lang) {
			for _, found := range plainwords.Hurtful(page.text()) {
				t.Errorf("%s in %s says %q; write: %s", name, lang, found.Word, found.Instead)
			}
			if _, main := runningText(t, page.body, aside); !strings.HasPrefix(name, "/") {
				checkPlain(t, lang, name, main)
			}
		}
	}
}

func TestASpanishPageOfStaffIsSpanishThroughout(t *testing.T) {
	languages, err := messages.Load()
	if err != nil {
		t.Fatal(err)
	}
	var english []string
	for _, key := range languages["en"].Keys() {
		for part := range strings.SplitSeq(filledIn.ReplaceAllString(languages["en"].Text(key), "\n"), "\n") {
			english = append(english, strings.Trim(part, " .,:;()"))
		}
	}
	pages := staffPages(t, "es")
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		for _, sentence := range english {
			if plainwords.Words(sentence) > 2 && strings.Contains(pages[name].text(), html.UnescapeString(sentence)) {
				t.Errorf("%s says %q", name, sentence)
			}
		}
	}
}
