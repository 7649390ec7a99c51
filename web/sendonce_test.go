package web

import (
	"net/http"
	"regexp"
	"testing"
	"time"

	"haven/internal/account"
)

var onceKey = regexp.MustCompile(`name="once" value="([^"]+)"`)

func TestASecondPressSendsNothingAndSaysSo(t *testing.T) {
	o := inOffice(t)
	mail := &outbox{}
	o.staff.Mail = mail
	agent := o.as(account.Agent)
	at := casePath(agent.opened(mayWrite)) + handOverPath
	form := "receiver=ana@example.org&once=" + onceKey.FindStringSubmatch(agent.get(at).body)[1]
	agent.post(at+mailPath, form).says(t, "It was sent.")
	agent.post(at+mailPath, form).says(t, "it is not sent again", "E-mail to the caller: ")
	agent.post(at+mailPath, "receiver=ana@example.org").says(t, "it is not sent again")
	o.at = o.at.Add(2 * time.Minute)
	agent.post(at+mailPath, form).says(t, "it is not sent again") // the page of the answer, loaded anew
	if len(mail.sent) != 1 {
		t.Errorf("%d mails went out", len(mail.sent))
	}
	agent.post(at+mailPath, "receiver=ana@example.org").says(t, "It was sent.")
}

func TestASecondPressDoesNotEndTheLinkThatWasMailed(t *testing.T) {
	o := inOffice(t)
	mail := &outbox{}
	o.staff.Mail = mail
	agent := o.as(account.Agent)
	path, _ := agent.linked(agent.opened())
	first := agent.post(path+mailPath, "receiver=intake@example.org")
	first.says(t, "The link was sent.")
	link := linkShown.FindStringSubmatch(first.body)[1]
	second := agent.post(path+mailPath, "receiver=intake@example.org")
	second.says(t, "The link from then works.")
	if got := o.get(link); len(mail.sent) != 1 || got.StatusCode != http.StatusOK {
		t.Errorf("%d mails went out, and the first link gives %d", len(mail.sent), got.StatusCode)
	}
}

func TestAPageWithANewCodeThatIsLoadedAnewMakesNoOther(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	at := casePath(agent.opened()) + handOverPath
	form := "once=" + onceKey.FindStringSubmatch(agent.get(at).body)[1]
	agent.post(at+codeAnew, form).says(t, "The new code")
	again := agent.post(at+codeAnew, form)
	again.says(t, "No other code was made")
	again.keepsQuiet(t, `class="code"`)
}
