package web

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"haven/internal/account"
	"haven/internal/facility"
	"haven/internal/handover"
	"haven/internal/referral"
)

// mayWrite is a wish that allows messages at any time.
func mayWrite(f *referral.Facts) {
	f.Contact = referral.ContactPreference{MayCall: true, MayMessage: true}
}

func TestAScriptIsReadInTheCallersLanguage(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	at := casePath(agent.opened()) + handOverPath
	page := agent.get(at)
	page.says(t, "Read this out", "Ahora le digo unos lugares.", "El lugar 1 es Peach Street Recovery Center.",
		"El número de teléfono es 4 0 4, 5 5 5, 0 1 0 1.", "Cuando llame, pregunte:", "Siempre puede volver con nosotros: The Line.")
	if !strings.Contains(page.body, `<div lang="es">`) {
		t.Error("the script is not marked as Spanish")
	}
	paper := agent.get(at + printPath)
	paper.says(t, "El número de teléfono es (404) 555-0101.", "Lleve una identificación")
	if !strings.Contains(paper.body, `<html lang="es">`) {
		t.Error("the page to print is not in Spanish")
	}
	paper.keepsQuiet(t, agent.user.Email, "MU")
	agent.post(at+donePath, "way=read-out").says(t, "Read out to the caller")
	if page := agent.ask(http.MethodPost, at+donePath, "way=mail"); page.StatusCode != http.StatusBadRequest {
		t.Errorf("a mail that nobody sent is noted: %d", page.StatusCode)
	}
}

func TestAPlaceThatDeclinedIsNotReadOutAndAnAppointmentIs(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	caseID := agent.opened()
	path := agent.referred(caseID)
	agent.moved(path, referral.Sent, "")
	agent.moved(path, referral.Scheduled, anAppointment)
	agent.get(casePath(caseID)+handOverPath).says(t, "Tiene una cita: 2 de junio de 2026 a las 9:00")
	agent.moved(path, referral.Declined, aReason)
	page := agent.get(casePath(caseID) + handOverPath)
	page.says(t, "El lugar 1 es Five Points")
	page.keepsQuiet(t, "Peach Street")
}

func TestSendingObeysWhatTheCallerWants(t *testing.T) {
	for _, tt := range []struct {
		wish referral.ContactPreference
		says string
	}{
		{referral.ContactPreference{}, "The caller has not said that we may get in touch."},
		{referral.ContactPreference{MayCall: true}, "The caller did not say that a message is safe."},
		{referral.ContactPreference{MayCall: true, MayMessage: true, From: 12, Until: 17, Zone: "America/New_York"}, "The caller wants messages only from 12 to 17"},
	} {
		o := inOffice(t)
		mail, text := &outbox{}, &outbox{}
		o.staff.Mail, o.staff.Text = mail, text
		agent := o.as(account.Agent)
		at := casePath(agent.opened(func(f *referral.Facts) { f.Contact = tt.wish })) + handOverPath
		page := agent.get(at)
		page.says(t, tt.says)
		page.keepsQuiet(t, `name="receiver"`)
		for _, way := range []string{mailPath, textPath} {
			page := agent.post(at+way, "receiver=ana@example.org")
			page.says(t, tt.says)
			if page.StatusCode != http.StatusBadRequest {
				t.Errorf("%s: %d", way, page.StatusCode)
			}
		}
		if len(mail.sent)+len(text.sent) > 0 {
			t.Errorf("sent all the same: %v %v", mail.sent, text.sent)
		}
	}
}

func TestPlacesAreMailedAndTextedAndThatIsNoted(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		mail, text := &outbox{}, &outbox{}
		o.staff.Mail, o.staff.Text = mail, text
		agent := o.as(account.Agent)
		caseID := agent.opened(mayWrite)
		at := casePath(caseID) + handOverPath
		agent.post(at+mailPath, "receiver=ana@example.org").says(t, "It was sent.", "E-mail to the caller: ")
		agent.post(at+textPath, "receiver=404+555+0199").says(t, "It was sent.", "Text message to the caller: ")
		if len(mail.sent) != 1 || len(text.sent) != 1 {
			t.Fatalf("sent %v, %v", mail.sent, text.sent)
		}
		for _, want := range []string{"ana@example.org|", "https://haven.example/es/list/", "Peach Street Recovery Center\nEl número de teléfono es (404) 555-0101.", "The Line"} {
			if !strings.Contains(mail.sent[0], want) {
				t.Errorf("the mail does not say %q:\n%s", want, mail.sent[0])
			}
		}
		subject := strings.Split(mail.sent[0], "|")[1]
		for _, telling := range []string{subject, text.sent[0]} {
			for _, word := range []string{"Peach", "Recovery", "tratamiento", "Haven"} {
				if strings.Contains(telling, word) {
					t.Errorf("%q tells what it is about", telling)
				}
			}
		}
		page := agent.get(at)
		page.keepsQuiet(t, "ana@example.org", "555 0199")
		agent.get(casePath(caseID)).says(t, "E-mail to the caller", "Text message to the caller")
	})
}

func TestWhatCouldNotBeSentIsToldWithWhatToDo(t *testing.T) {
	for _, tt := range []struct {
		fails error
		says  string
	}{
		{handover.ErrAddress, "Check it with the person, then try again."},
		{errors.Join(handover.ErrUnsent, errors.New("421")), "Try again in a minute, or read it out."},
	} {
		o := inOffice(t)
		o.staff.Mail = &outbox{fails: tt.fails}
		agent := o.as(account.Agent)
		page := agent.post(casePath(agent.opened(mayWrite))+handOverPath+mailPath, "receiver=ana@example.org")
		page.says(t, tt.says, "It did not go out.")
		if !strings.Contains(page.body, `value="ana@example.org"`) {
			t.Error("the address has to be typed again")
		}
	}
	o := inOffice(t)
	agent := o.as(account.Agent)
	agent.get(casePath(agent.opened(mayWrite))+handOverPath).says(t, "Sending is not set up here.")
}

func TestALinkIsMailedToThePlaceWithoutAWordOfThePerson(t *testing.T) {
	o := inOffice(t)
	mail := &outbox{}
	o.staff.Mail = mail
	agent := o.as(account.Agent)
	caseID := agent.opened() // who wants no message: this one goes to the place
	agent.agrees(caseID, referral.KeepContact, o.line.ID)
	agent.writes(caseID, referral.TextContact, "Ana")
	path, before := agent.linked(caseID)
	agent.post(path+mailPath, "receiver=intake@example.org").says(t, "The link was sent.")
	if len(mail.sent) != 1 {
		t.Fatalf("sent %v", mail.sent)
	}
	for _, want := range []string{"intake@example.org|A request for you|", "https://haven.example/r/", referral.RedisclosureNotice, "The Line"} {
		if !strings.Contains(mail.sent[0], want) {
			t.Errorf("the mail does not say %q:\n%s", want, mail.sent[0])
		}
	}
	for _, unwanted := range []string{"Ana", "Methadone", "Spanish", "Peach"} {
		if strings.Contains(mail.sent[0], unwanted) {
			t.Errorf("the mail says %q", unwanted)
		}
	}
	if got := o.get(before); got.StatusCode != http.StatusGone {
		t.Errorf("the link before works still: %d", got.StatusCode)
	}
	agent.get(casePath(caseID)).says(t, "Link mailed to the place")
}

func TestAQRCodeOpensASharedList(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	drawn := agent.get(casePath(agent.opened()) + handOverPath + qrPath)
	if got := drawn.Header.Get("Content-Type"); got != "image/svg+xml" || !strings.HasPrefix(drawn.body, "<svg") {
		t.Errorf("it is %q", got)
	}
	none := agent.opened(func(f *referral.Facts) { f.Picks = nil })
	agent.get(casePath(none)+handOverPath).says(t, "Pick places first.")
	if got := agent.get(casePath(none) + handOverPath + qrPath); got.StatusCode != http.StatusNotFound {
		t.Errorf("a list of nothing is drawn: %d", got.StatusCode)
	}
}

func TestANewCodeIsShownOnceAndNoted(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	caseID := agent.opened()
	page := agent.ask(http.MethodPost, casePath(caseID)+handOverPath+codeAnew, "")
	page.says(t, "The new code", "Code told to the caller")
	agent.get(casePath(caseID)+handOverPath).keepsQuiet(t, "The new code")
}

func TestANumberIsSaidDigitByDigit(t *testing.T) {
	for number, want := range map[string]string{
		"404-555-0101":        "4 0 4, 5 5 5, 0 1 0 1",
		"404-555-0101 ext 12": "4 0 4, 5 5 5, 0 1 0 1 (1 2)",
	} {
		phone, err := facility.ParsePhone(number)
		if err != nil {
			t.Fatal(err)
		}
		if got := spokenNumber(phone); got != want {
			t.Errorf("%s is said %q, want %q", number, got, want)
		}
	}
}

func TestAnAgentDoesNotChangeTheHelpline(t *testing.T) {
	o := inOffice(t)
	boss := o.as(account.Supervisor)
	boss.post(helplinePath, "phone=12").says(t, "This is not a phone number with its area code.")
	boss.post(helplinePath, "phone=404+555+0100").says(t, "Saved.")
	agent := o.as(account.Agent)
	agent.get(casePath(agent.opened())+handOverPath).says(t, "The Line, (404) 555-0100")
	if got := agent.post(helplinePath, "phone=404+555+0102"); got.StatusCode != http.StatusForbidden {
		t.Errorf("an agent changes it: %d", got.StatusCode)
	}
}
