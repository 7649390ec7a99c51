package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"haven/internal/account"
)

var oneTimeLink = regexp.MustCompile(`<code class="secret" id="one-time-link">https://haven\.example(/(?:es/)?join/[\w-]+)</code>`)

// linkOn is the one-time link that a page hands over.
func linkOn(t *testing.T, page answer) string {
	t.Helper()
	found := oneTimeLink.FindStringSubmatch(page.body)
	if found == nil {
		t.Fatalf("the page hands over no link: %d\n%s", page.StatusCode, page.text())
	}
	return found[1]
}

func TestASupervisorInvitesAColleagueWhoJoins(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		sue := o.as(account.Supervisor)
		invite := pathOf(invitePath, organisationArg, o.line.ID)
		page := sue.post(invite, "email=New@Example.org&role=agent")
		page.is(t, http.StatusOK, "This link is for New@Example.org", "for 72 hours")
		sue.get(peoplePath).is(t, http.StatusOK, "new@example.org Agent · invited, has not come yet", "this is you")
		o.guest().post(linkOn(t, page), "password=a+few+plain+words").leadsTo(t, authenticatorPath)
		sue.get(peoplePath).says(t, "new@example.org Agent · active")

		for form, says := range map[string]string{
			"email=new@example.org&role=agent":      "cannot be invited here",
			"email=new@example.org&role=supervisor": "cannot be invited here",
			"email=nobody&role=agent":               "This is no e-mail address",
			"email=x@example.org&role=admin":        "This role cannot be given here",
			"email=x@example.org&role=":             "This role cannot be given here",
		} {
			sue.post(invite, form).is(t, http.StatusBadRequest, says)
		}
	})
}

func TestAnotherOrganisationsPeopleAreNotTold(t *testing.T) {
	o := inOffice(t)
	sue := o.as(account.Supervisor)
	o.link("invited@example.org", account.Agent, o.another)
	theirs := o.asOf(account.Agent, o.another)
	invite := pathOf(invitePath, organisationArg, o.line.ID)
	own := o.asOf(account.Agent, o.line)
	answers := map[string]string{}
	for _, email := range []string{"invited@example.org", theirs.user.Email, own.user.Email} {
		page := sue.post(invite, url.Values{"email": {email}, "role": {"supervisor"}}.Encode())
		page.is(t, http.StatusBadRequest, "cannot be invited here")
		list := regexp.MustCompile(`(?s)<ul class="people">.*?</ul>`)
		answers[strings.ReplaceAll(list.ReplaceAllString(page.body, ""), email, "")] = email
	}
	if len(answers) != 1 {
		t.Errorf("it is told where an e-mail has an account: %v", answers)
	}
}

func TestALostPhoneIsRenewedAndAnAccountClosed(t *testing.T) {
	o := inOffice(t)
	sue := o.as(account.Supervisor)
	ann, _, _ := o.joined("ann@example.org")
	person := regexp.MustCompile(`href="(/person/\w+)">ann@`).FindStringSubmatch(sue.get(peoplePath).body)[1]
	sue.get(person).is(t, http.StatusOK, "Password or phone lost?", "Close this account")
	link := linkOn(t, sue.post(person+"/renew", ""))
	ann.isIn(t, "until the link is used", true)
	anew := o.guest()
	anew.post(link, "password=other+plain+words").leadsTo(t, authenticatorPath)
	ann.isIn(t, "then", false)
	anew.post(authenticatorPath, "code="+o.code(anew.get(authenticatorPath)))
	anew.isIn(t, "with a new app", true)

	sue.post(person+"/close", "").is(t, http.StatusOK, "ann@example.org Agent · closed")
	anew.isIn(t, "when it is closed", false)
	page := sue.get(person)
	page.is(t, http.StatusOK, "closed")
	page.keepsQuiet(t, "<form method=\"post\" action=\"/person/")
	sue.post(person+"/renew", "").is(t, http.StatusNotFound)

	own := pathOf(personPath, personArg, sue.user.ID)
	sue.get(own).says(t, "You cannot renew or close your own account")
	sue.post(own+"/close", "").is(t, http.StatusNotFound)
}

func TestAnAdminMakesAnOrganisationAndInvitesIntoIt(t *testing.T) {
	o := inOffice(t)
	ada := o.as(account.Admin)
	ada.get(peoplePath).is(t, http.StatusOK, "The Line", "Another Line", "A new organisation")
	page := ada.post(peoplePath, "name=Peach+Street&kind=owner")
	page.is(t, http.StatusOK, "Peach Street", "Nobody yet")
	invite := regexp.MustCompile(`action="(/people/\w+/invite)"`).FindStringSubmatch(page.body)[1]
	linkOn(t, ada.post(invite, "email=fay@example.org&role=facility"))
	ada.post(peoplePath, "name=Peach+Street&kind=owner").is(t, http.StatusBadRequest, "There is one of this name")
	ada.post(peoplePath, "name=&kind=owner").is(t, http.StatusBadRequest, "Give a name on one line")
	sue := o.as(account.Supervisor)
	sue.post(peoplePath, "name=Mine&kind=helpline").is(t, http.StatusNotFound)
	sue.get(peoplePath).keepsQuiet(t, "Another Line", "A new organisation")
}

func TestAnAdminIsNotOfferedThePeopleOfAHelplineThatHasASupervisor(t *testing.T) {
	o := inOffice(t)
	ada := o.as(account.Admin)
	people, invite := pathOf(peopleOfPath, organisationArg, o.line.ID), pathOf(invitePath, organisationArg, o.line.ID)
	page := ada.get(people)
	page.is(t, http.StatusOK, "Supervisor")
	page.keepsQuiet(t, `<option value="agent"`, "Only the supervisors of this helpline")
	link := linkOn(t, ada.post(invite, "email=first@example.org&role=supervisor"))
	person := regexp.MustCompile(`href="(/person/\w+)">first@`).FindStringSubmatch(ada.get(people).body)[1]
	ada.get(person).says(t, "Close this account")
	o.guest().post(link, "password=a+few+plain+words").leadsTo(t, authenticatorPath)
	page = ada.get(people)
	page.is(t, http.StatusOK, "Only the supervisors of this helpline invite")
	page.keepsQuiet(t, `action="`+invite+`"`)
	ada.post(invite, "email=ada2@example.org&role=supervisor").is(t, http.StatusBadRequest, "This role cannot be given here")
	page = ada.get(person)
	page.is(t, http.StatusOK, "first@example.org")
	page.keepsQuiet(t, person+"/renew", person+"/close")
	ada.post(person+"/renew", "").is(t, http.StatusNotFound)
	ada.post(person+"/close", "").is(t, http.StatusNotFound)
}

func TestSomebodyChangesTheirPassword(t *testing.T) {
	o := inOffice(t)
	here, _, codes := o.joined("ann@example.org")
	elsewhere := o.guest()
	elsewhere.begin("ann@example.org")
	elsewhere.post(recoverPath, "recovery="+codes[0])
	here.get(accountPath).is(t, http.StatusOK, "You are signed in in 2 places", "9 recovery codes left")
	for form, says := range map[string]string{
		"present=mistyped&password=other+plain+words":                    "Your present password is not right",
		"present=a+few+plain+words&password=short":                       "It needs at least 8 characters",
		"present=a+few+plain+words&password=" + strings.Repeat("x", 513): "Use at most 128 characters",
	} {
		here.post(changePath, form).is(t, http.StatusBadRequest, says)
	}
	here.post(changePath, "present=a+few+plain+words&password=other+plain+words").leadsTo(t, changedPath)
	here.get(changedPath).is(t, http.StatusOK, "Your password was changed", "You are signed in in 1 place, this one")
	elsewhere.isIn(t, "elsewhere", false)
	elsewhere.begin("ann@example.org").is(t, http.StatusForbidden, "not right")
}
