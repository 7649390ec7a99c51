package web

import (
	"net/http"
	"testing"

	"haven/internal/account"
)

func TestWhoIsSignedInIsLedBackToTheirWorkByAnError(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	for path, want := range map[string]string{
		"/desk/case/" + o.strangers()[":case"]: "There is nothing here that you may see",
		boardPath:                              "This is not part of your role",
	} {
		got := agent.get(path)
		got.says(t, want, "Back to: Desk", agent.user.Email)
		got.keepsQuiet(t, "Where?", "Use my location")
	}
	if missing := agent.get("/no-such-page"); missing.StatusCode != http.StatusNotFound {
		t.Errorf("an address that there is not: %d", missing.StatusCode)
	} else {
		missing.keepsQuiet(t, agent.user.Email) // it is a seeker's, as nothing knows better
	}
}
