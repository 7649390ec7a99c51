package web

import (
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"haven/internal/account"
	"haven/internal/referral"
	"haven/internal/sample"
)

func TestASearchInACaseKeepsNeedsPlaceAndAreaAndIsInNoAddress(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim := o.as(account.Agent)
		path, _ := kim.newCase()
		sent := kim.ask(http.MethodPost, path+"/search", "near=30303&q=detox medicaid")
		if sent.address() != path {
			t.Fatalf("the search leads to %q", sent.address())
		}
		kim.get(path).says(t, "30303 (Atlanta, GA)", "Take off Medicaid")
		c := kim.known(path)
		if !slices.Contains(c.Needs, "DT") || !slices.Contains(c.Needs, "MD") || c.Area == "" {
			t.Errorf("the case has the needs %v in %q", c.Needs, c.Area)
		}
		if words := kim.words(path); !strings.Contains(words[referral.TextPlace], "30303") {
			t.Errorf("the case has the words %v", words)
		}
		kim.post(path+"/search", "near=Alanta").says(t, "We do not know a place called “Alanta”")
		kim.get(path).says(t, "“Alanta”")
	})
}

func TestPicksStandInTheirOrderAndCanBeMoved(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim := o.as(account.Agent)
		path, _ := kim.newCase()
		a, b, c := sample.PeachStreet, sample.GrantPark, sample.FivePoints
		for _, step := range []struct {
			form string
			want []string
		}{
			{"add=" + a, []string{a}},
			{"add=" + b, []string{a, b}},
			{"add=" + c, []string{a, b, c}},
			{"add=" + a, []string{a, b, c}},
			{"raise=" + c, []string{a, c, b}},
			{"lower=" + a, []string{c, a, b}},
			{"lower=" + b, []string{c, a, b}},
			{"remove=" + a, []string{c, b}},
			{"add=Mrs.+Smith", []string{c, b}},
			{"lower=nowhere", []string{c, b}},
			{"", []string{c, b}},
		} {
			if got := listOnPage(kim.post(path+"/picks", step.form)); !slices.Equal(got, step.want) {
				t.Errorf("after %q the list is %v, want %v", step.form, got, step.want)
			}
		}
		kim.post(path+"/picks", "add=hvn9999999").says(t, "No longer in the directory")
	})
}

func textOf(field referral.Field, version, words string) string {
	return url.Values{textField: {string(field)}, versionField: {version}, textWords: {words}}.Encode()
}

func TestNotesAreKeptAndTheCallersOwnWordsToo(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim := o.as(account.Agent)
		path, _ := kim.newCase()
		kim.post(path+"/text", textOf(referral.TextNotes, "0", "Starts\r\non Monday <b>")).says(t, "Starts on Monday <b>", "Notes written")
		kim.post(path+"/text", textOf(referral.TextWords, "0", "I want out")).says(t, "I want out", "Starts on Monday <b>")
		for form, want := range map[string]int{
			textOf(referral.TextNotes, "soon", "x"):                          http.StatusBadRequest,
			textOf("diary", "0", "x"):                                        http.StatusBadRequest,
			textOf(referral.TextPlace, "0", "x"):                             http.StatusBadRequest,
			textOf(referral.TextContact, "0", "Ann, 555-0100"):               http.StatusBadRequest,
			textOf(referral.TextNotes, "1", strings.Repeat("x", 10_001)):     http.StatusBadRequest,
			textOf(referral.TextNotes, "1", "Starts on Tuesday"):             http.StatusSeeOther,
			textOf(referral.TextWords, "0", "I want out"):                    http.StatusSeeOther, // the same was saved already
			textOf(referral.TextWords, "0", "something else that was typed"): http.StatusConflict,
		} {
			if got := kim.ask(http.MethodPost, path+"/text", form); got.StatusCode != want {
				t.Errorf("%.60s is answered %d, want %d", form, got.StatusCode, want)
			}
		}
	})
}

func TestOfTwoAgentsOnOneTextTheLaterSeesBothAndChooses(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim, lee := o.as(account.Agent), o.as(account.Agent)
		path, code := kim.newCase()
		lee.post(resumePath, "code="+code)
		kim.post(path+"/text", textOf(referral.TextNotes, "0", "Kim wrote this"))
		met := lee.ask(http.MethodPost, path+"/text", textOf(referral.TextNotes, "0", "Lee wrote that"))
		if met.StatusCode != http.StatusConflict {
			t.Fatalf("the later one is answered %d", met.StatusCode)
		}
		met.says(t, "Two people changed this", "Kim wrote this", "Lee wrote that", kim.user.Email)
		if got := lee.words(path)[referral.TextNotes]; got != "Kim wrote this" {
			t.Errorf("before the choice %q is kept", got)
		}
		if !strings.Contains(html.UnescapeString(met.body), "Kim wrote this\n\nLee wrote that</textarea>") {
			t.Error("both together are not offered")
		}
		lee.post(path+"/text", textOf(referral.TextNotes, "1", "Kim wrote this\n\nLee wrote that"))
		if got := kim.words(path)[referral.TextNotes]; got != "Kim wrote this\n\nLee wrote that" {
			t.Errorf("%q is kept", got)
		}
	})
}

// chosen is a form of facts as it was shown, with some changed.
func chosen(version, was, changes string) string {
	form, _ := url.ParseQuery(was + "&" + changes)
	for name, values := range form {
		form[name] = values[len(values)-1:]
	}
	form.Set(versionField, version)
	form.Set(wasField, was)
	return form.Encode()
}

func TestOfTwoAgentsOnOneFactTheLaterChooses(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim, lee := o.as(account.Agent), o.as(account.Agent)
		path, code := kim.newCase()
		lee.post(resumePath, "code="+code)
		was := readFields(factFields, kim.known(path).Facts).Encode()
		kim.post(path+"/facts", chosen("1", was, "language=es"))

		lee.post(path+"/facts", chosen("1", was, "disposition=referral"))
		if c := kim.known(path); c.Language != "es" || c.Disposition != referral.ReferralMade {
			t.Errorf("changes of different facts do not both last: %+v", c.Facts)
		}
		met := lee.ask(http.MethodPost, path+"/facts", chosen("1", was, "language=ht&channel=chat"))
		if met.StatusCode != http.StatusConflict {
			t.Fatalf("the later one is answered %d", met.StatusCode)
		}
		met.says(t, "Saved by a colleague: Spanish", "Yours: Haitian Creole")
		if !strings.Contains(met.body, `name="channel" value="chat"`) {
			t.Error("what only the later one has changed is not carried on")
		}
		now := readFields(allFields, kim.known(path).Facts).Encode()
		lee.post(path+"/facts", "version=3&was="+url.QueryEscape(now)+"&language=ht&channel=chat")
		if c := kim.known(path); c.Language != "ht" || c.Channel != referral.ByChat || c.Disposition != referral.ReferralMade {
			t.Errorf("the choice is not kept: %+v", c.Facts)
		}
	})
}

func TestSettleAsksOnlyWhereBothChangedTheSame(t *testing.T) {
	for _, test := range []struct{ was, sent, theirs, mine, disputed string }{
		{"language=en", "language=en", "language=es", "", ""},
		{"language=en", "language=es", "language=en", "language=es", ""},
		{"language=en", "language=es", "language=es", "language=es", ""},
		{"language=en", "language=es", "language=ht", "language=es", "language"},
		{"language=en&channel=call", "language=es&channel=chat", "language=ht&channel=call", "channel=chat&language=es", "language"},
		{"", "language=es", "language=en", "language=es", "language"},
		{"language=en", "zone=x", "language=es", "zone=x", ""},
	} {
		read := func(text string) url.Values { v, _ := url.ParseQuery(text); return v }
		mine, disputed := settle(read(test.was), read(test.sent), read(test.theirs))
		if mine.Encode() != test.mine || strings.Join(disputed, ",") != test.disputed {
			t.Errorf("%+v: %s, disputed %v", test, mine.Encode(), disputed)
		}
	}
}

func TestNobodyIsCalledWhoHasNotSaidWhen(t *testing.T) {
	o := inOffice(t)
	kim := o.as(account.Agent)
	path, _ := kim.newCase()
	was := readFields(contactFields, kim.known(path).Facts).Encode()
	kim.post(path+"/facts", chosen("1", was, "may-call=yes&may-message=yes&from=9&until=17&zone=America/Denver"))
	want := referral.ContactPreference{MayCall: true, MayMessage: true, From: 9, Until: 17, Zone: "America/Denver"}
	if c := kim.known(path); c.Contact != want {
		t.Errorf("the preference is %+v", c.Contact)
	}
	wrong := kim.ask(http.MethodPost, path+"/facts", chosen("2", was, "may-call=yes&from=17&until=9&zone=America/Denver"))
	wrong.says(t, "These choices do not fit")
	if wrong.StatusCode != http.StatusBadRequest {
		t.Errorf("hours that end before they begin are answered %d", wrong.StatusCode)
	}
	kim.post(path+"/facts", chosen("2", was, "may-call=no&may-message=yes&from=9&until=17&zone=America/Denver"))
	if c := kim.known(path); c.Contact != (referral.ContactPreference{}) {
		t.Errorf("who wants no contact has %+v", c.Contact)
	}
}

func TestContactDetailsAreKeptWithConsentAloneAndGoWithIt(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim := o.as(account.Agent)
		path, _ := kim.newCase()
		kim.post(path+"/picks", "add="+sample.PeachStreet)
		kim.get(path).says(t, "Without it we keep no name and no number")
		kim.get(path).keepsQuiet(t, `id="text-contact"`)

		until := o.at.AddDate(0, 1, 0).Format("2006-01-02")
		kim.post(path+"/consent", "purpose=share:"+sample.PeachStreet+"&how=written&until="+until).says(t, "Peach Street Recovery Center. Written,")
		agreed := kim.post(path+"/consent", "purpose=keep-contact&how=spoken&until="+until)
		agreed.says(t, "We keep contact details : "+o.line.Name, "Spoken,", "Agreed: We keep contact details")
		kim.post(path+"/text", textOf(referral.TextContact, "0", "Ann, (404) 555-0100")).says(t, "Ann, (404) 555-0100")

		consents, err := o.staff.Desk.Consents(t.Context(), kim.actor(), kim.known(path).ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range consents {
			kim.post(path+"/withdraw", "consent="+c.ID).says(t, "Withdrawn on")
		}
		kim.get(path).keepsQuiet(t, "555-0100\n", "Ann,")
		if words := kim.words(path); words[referral.TextContact] != "" {
			t.Errorf("%q is still kept", words[referral.TextContact])
		}
		for form, want := range map[string]int{
			"purpose=keep-contact&how=spoken&until=soon":       http.StatusBadRequest,
			"purpose=keep-contact&how=spoken&until=2001-01-01": http.StatusBadRequest,
			"purpose=keep-contact&how=guessed&until=" + until:  http.StatusBadRequest,
			"purpose=everything&how=spoken&until=" + until:     http.StatusBadRequest,
		} {
			if got := kim.ask(http.MethodPost, path+"/consent", form).StatusCode; got != want {
				t.Errorf("%s is answered %d", form, got)
			}
		}
	})
}

func TestASupervisorErasesACaseByWritingTheWord(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		kim, boss := o.as(account.Agent), o.as(account.Supervisor)
		path, code := kim.newCase()
		kim.get(path).keepsQuiet(t, "/erase")
		if !strings.Contains(boss.get(path).body, path+"/erase") {
			t.Error("a supervisor is not led to the erasure")
		}
		boss.get(path+"/erase").says(t, "Nobody can bring it back", "Notes, their own words, contact details")
		refused := boss.ask(http.MethodPost, path+"/erase", "word=yes")
		refused.says(t, "Nothing was erased")
		if refused.StatusCode != http.StatusBadRequest || kim.get(path).StatusCode != http.StatusOK {
			t.Errorf("without the word: %d", refused.StatusCode)
		}
		boss.post(path+"/erase", "word=+Erase+").says(t, "The case is erased")
		if kim.get(path).StatusCode != http.StatusNotFound || kim.ask(http.MethodPost, resumePath, "code="+code).StatusCode != http.StatusNotFound {
			t.Error("the erased case is there")
		}
	})
}

func TestTheDeskSpeaksSpanish(t *testing.T) {
	o := inOffice(t)
	kim := o.as(account.Agent)
	path, _ := kim.newCase()
	kim.site = kim.in("es")
	kim.post(path+"/search", "near=30303&q=desintoxicación").says(t, "Mesa de ayuda", "Notas", "Poner en la lista")
}
