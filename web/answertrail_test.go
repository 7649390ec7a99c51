package web

import (
	"net/http"
	"slices"
	"testing"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/sample"
)

func TestTheTrailTellsFromWhereALinkWasUsed(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		agent := o.as(account.Agent)
		caseID := agent.opened()
		_, link := agent.linked(caseID)
		room := agent.link(agent.ask(http.MethodPost, casePath(caseID)+roomsPath, "place="+sample.PeachStreet).address())
		before := len(o.trail())
		o.get(link)
		o.answers(link, "move=accepted&version=2")
		o.get(room)
		o.answers(room, "room=openings")
		var told []audit.Action
		for _, e := range o.trail()[before:] {
			if e.Actor != "link" || e.Organisation != sample.PeachStreet || e.Origin == "" {
				t.Errorf("%s of %s is told of %q of %q from %q", e.Action, e.Subject, e.Actor, e.Organisation, e.Origin)
			}
			told = append(told, e.Action)
		}
		for _, want := range []audit.Action{"case.read", "referral.accepted", "room.answered"} {
			if !slices.Contains(told, want) {
				t.Errorf("%s is not told, but %v", want, told)
			}
		}
	})
}

// trail is the audit trail so far.
func (o *office) trail() (lines []audit.Entry) {
	o.t.Helper()
	if _, err := o.store.Trail(o.t.Context(), func(e audit.Entry) error { lines = append(lines, e); return nil }); err != nil {
		o.t.Fatal(err)
	}
	return lines
}
