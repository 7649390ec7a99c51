package web

import (
	"encoding/base32"
	"net/http"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
)

func secretOf(t *testing.T, text string) (s account.Secret) {
	t.Helper()
	read, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return account.Secret(read)
}

func TestAnAgentJoinsWithALinkAPasswordAndAnApp(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		link, g := o.link("ann@example.org", account.Agent, o.line), o.guest()
		for range 2 { // a mail program looks, too
			g.get(link).is(t, http.StatusOK, "You are invited to The Line. Your role: Agent.", "At least 8 characters")
		}
		short := g.post(link, "password=short")
		short.is(t, http.StatusBadRequest, "needs at least 8 characters")
		g.post(link, "password=a+few+plain+words").leadsTo(t, authenticatorPath)
		g.isIn(t, "without an app", false)

		page := g.get(authenticatorPath)
		page.is(t, http.StatusOK, "Type this key into the app")
		if !strings.Contains(page.body, "<svg ") {
			t.Error("there is no picture to scan")
		}
		g.post(authenticatorPath, "code=000").is(t, http.StatusForbidden, "This code is not right")
		codes := g.post(authenticatorPath, "code="+o.code(page))
		codes.is(t, http.StatusOK, "They are shown only now")
		if n := len(recoveryCodes(codes)); n != account.RecoveryCodes {
			t.Errorf("%d recovery codes are shown", n)
		}
		g.isIn(t, "with the app", true)
		g.get(authenticatorPath).leadsTo(t, accountPath)
		g.post(authenticatorPath, "code=000000").leadsTo(t, accountPath)
		g.get(link).is(t, http.StatusGone, "This link works no more")
		g.post(link, "password=another+few+words").is(t, http.StatusGone, "ask the person who invited you")
	})
}

func TestAFacilityJoinsWithALongPasswordAlone(t *testing.T) {
	o := inOffice(t)
	link, g := o.link("fay@example.org", account.Facility, o.organisation(account.Owner, "Peach Street")), o.guest()
	g.get(link).is(t, http.StatusOK, "At least 15 characters")
	g.post(link, "password=fourteen+chars").is(t, http.StatusBadRequest, "needs at least 15 characters")
	g.post(link, "password=a+few+plain+words").leadsTo(t, listingsPath)
	g.isIn(t, "after the link", true)
}

func TestWhoLostTheirPhoneSignsInWithARecoveryCodeOnce(t *testing.T) {
	o := inOffice(t)
	_, _, codes := o.joined("ann@example.org")
	g := o.guest()
	g.begin("ann@example.org").leadsTo(t, codePath)
	g.post(recoverPath, "code=").is(t, http.StatusOK, "Recovery code")
	g.post(recoverPath, "recovery=4x7k-09ab-zz3m").is(t, http.StatusForbidden, "This code is not right")
	g.post(recoverPath, "recovery="+strings.ToUpper(codes[2])).leadsTo(t, deskPath)
	g.isIn(t, "with a recovery code", true)

	g = o.guest()
	g.begin("ann@example.org")
	g.post(recoverPath, "recovery="+codes[2]).is(t, http.StatusForbidden, "it was used before")
	g.isIn(t, "with a code that was used", false)
}

func TestWhoWaitsTooLongHalfwayInBeginsAnew(t *testing.T) {
	o := inOffice(t)
	_, secret, codes := o.joined("ann@example.org")
	g := o.guest()
	g.begin("ann@example.org")
	o.at = o.at.Add(account.Halfway)
	g.post(codePath, "code="+secret.Code(o.at)+"&to=/account").is(t, http.StatusUnauthorized, "That took too long")
	g.post(recoverPath, "recovery="+codes[0]).is(t, http.StatusUnauthorized, "That took too long")
	g.get(authenticatorPath).is(t, http.StatusUnauthorized, "That took too long")
	g.post(authenticatorPath, "code=000000").is(t, http.StatusUnauthorized, "That took too long")

	g.begin("ann@example.org")
	o.at = o.at.Add(time.Minute)
	g.post(codePath, "code="+secret.Code(o.at)+"&to=/account").leadsTo(t, accountPath)
}
