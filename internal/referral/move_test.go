package referral

import (
	"bufio"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// allowed is every move there is: from, who, and where to. It is written out
// apart from the rules, so that a change of them is a change here, too.
const allowed = `
draft             agent supervisor          : sent withdrawn entered-in-error
sent              agent supervisor          : acknowledged accepted waitlisted declined scheduled withdrawn could-not-contact entered-in-error
sent              facility                  : acknowledged accepted waitlisted declined scheduled
sent              clock                     : expired
acknowledged      agent supervisor          : accepted waitlisted declined scheduled withdrawn could-not-contact entered-in-error
acknowledged      facility                  : accepted waitlisted declined scheduled could-not-contact
acknowledged      clock                     : expired
accepted          agent supervisor          : waitlisted declined scheduled attended no-show withdrawn could-not-contact entered-in-error
accepted          facility                  : waitlisted declined scheduled attended no-show could-not-contact
waitlisted        agent supervisor          : accepted declined scheduled withdrawn could-not-contact entered-in-error
waitlisted        facility                  : accepted declined scheduled could-not-contact
waitlisted        clock                     : expired
scheduled         agent supervisor          : declined scheduled attended no-show withdrawn could-not-contact entered-in-error
scheduled         facility                  : declined scheduled attended no-show could-not-contact
attended          agent supervisor          : closed entered-in-error
attended          facility                  : closed
no-show           agent supervisor          : scheduled attended closed withdrawn could-not-contact entered-in-error
no-show           facility                  : scheduled attended closed could-not-contact
declined          agent facility            : accepted
declined          supervisor                : accepted entered-in-error
expired           agent facility            : accepted
expired           supervisor                : accepted entered-in-error
closed            supervisor                : entered-in-error
withdrawn         supervisor                : entered-in-error
could-not-contact supervisor                : entered-in-error
`

type step struct {
	role     Role
	from, to State
}

func allowedSteps(t *testing.T) map[step]bool {
	t.Helper()
	steps := map[step]bool{}
	for lines := bufio.NewScanner(strings.NewReader(allowed)); lines.Scan(); {
		who, to, found := strings.Cut(lines.Text(), ":")
		words := strings.Fields(who)
		if !found {
			continue
		}
		for _, role := range words[1:] {
			for _, state := range strings.Fields(to) {
				steps[step{Role(role), State(words[0]), State(state)}] = true
			}
		}
	}
	return steps
}

func TestEveryMoveOfEveryRoleIsAllowedOrRefusedAsWrittenOut(t *testing.T) {
	want := allowedSteps(t)
	for _, role := range Roles() {
		for _, from := range States() {
			for _, to := range States() {
				s := step{role, from.State, to.State}
				if got := MayMove(s.role, s.from, s.to); got != want[s] {
					t.Errorf("%s: %s to %s is allowed %v, want %v", s.role, s.from, s.to, got, want[s])
				}
				if got := slices.Contains(MovesOf(s.role, s.from), s.to); got != want[s] {
					t.Errorf("%s: %s to %s is offered %v, want %v", s.role, s.from, s.to, got, want[s])
				}
				_, _, err := sample(s.from).Step(fullMove(s.role, s.to), Hours{}, AckAllowed)
				if (err == nil) != want[s] || (err != nil && !errors.Is(err, ErrNotAllowed)) {
					t.Errorf("%s: the step from %s to %s gives %v, want it allowed %v", s.role, s.from, s.to, err, want[s])
				}
				delete(want, s)
			}
		}
	}
	for s := range want {
		t.Errorf("no such role or state: %v", s)
	}
}

var morning = time.Date(2026, time.June, 1, 13, 0, 0, 0, time.UTC) // a Monday, nine in New York

func sample(s State) Referral {
	return Referral{ID: "r", Helpline: "line", Listing: "place", Version: 3, State: s}
}

// fullMove says all that any move has to say.
func fullMove(r Role, to State) Move {
	org := "line"
	if r == Facility {
		org = "place"
	}
	return Move{To: to, At: morning, By: Actor{Role: r, Org: org, Person: "kim"}, Via: AtDesk, Reason: NoRoom, When: morning, Outcome: Partly}
}

func TestEveryStateIsReachedAndToldAsAFHIRTask(t *testing.T) {
	tasks := []string{"draft", "requested", "received", "accepted", "rejected", "on-hold", "in-progress", "completed", "cancelled", "failed", "entered-in-error"}
	for _, s := range States() {
		reached := s.State == Draft || slices.ContainsFunc(rules, func(r rule) bool { return r.to == s.State })
		if !reached || !slices.Contains(tasks, s.Task) || s.State.Standing() != s {
			t.Errorf("%s: reached %v, task status %q", s.State, reached, s.Task)
		}
	}
}

func TestNobodyMovesAnothersReferral(t *testing.T) {
	for _, by := range []Actor{{Role: Agent, Org: "other-line", Person: "kim"}, {Role: Supervisor, Org: "place", Person: "kim"}, {Role: Facility, Org: "other-place", Person: "kim"}, {Role: Facility, Org: "line", Person: "kim"}, {Role: "steward", Org: "line", Person: "kim"}} {
		m := fullMove(Agent, Accepted)
		m.By = by
		if _, _, err := sample(Sent).Step(m, Hours{}, AckAllowed); !errors.Is(err, ErrNotAllowed) {
			t.Errorf("%+v may: %v", by, err)
		}
	}
}

func TestAMoveSaysWhatItHasTo(t *testing.T) {
	tests := []struct {
		says   string
		from   State
		to     State
		change func(*Move)
	}{
		{"a decline its reason", Sent, Declined, func(m *Move) { m.Reason = "" }},
		{"a reason one that we know", Sent, Declined, func(m *Move) { m.Reason = "Kim lives on Oak Street" }},
		{"an appointment its date", Accepted, Scheduled, func(m *Move) { m.When = time.Time{} }},
		{"a closing its outcome", Attended, Closed, func(m *Move) { m.Outcome = "" }},
		{"an unmet need its reason", Attended, Closed, func(m *Move) { m.Outcome, m.Reason = Unmet, "" }},
		{"how it was made", Sent, Accepted, func(m *Move) { m.Via = "" }},
		{"words of four pages at most", Sent, Accepted, func(m *Move) { m.Words = strings.Repeat("é", MaxText+1) }},
	}
	for _, test := range tests {
		m := fullMove(Agent, test.to)
		test.change(&m)
		if r, _, err := sample(test.from).Step(m, Hours{}, AckAllowed); !errors.Is(err, ErrInvalid) || r != sample(test.from) {
			t.Errorf("%s: %v, and the referral is %+v", test.says, err, r)
		}
	}
}

func TestAStepTakesTheNextVersionAndStartsTheClock(t *testing.T) {
	r, m, err := sample(Draft).Step(fullMove(Agent, Sent), Hours{}, AckAllowed)
	if err != nil || r.Version != 4 || m.Version != 4 || m.From != Draft || !r.AckDue.Equal(morning.Add(30*time.Minute)) {
		t.Errorf("%+v after %+v (%v)", r, m, err)
	}
	if r.Overdue(r.AckDue) || !r.Overdue(r.AckDue.Add(time.Second)) {
		t.Error("it is overdue after its time, not at it")
	}
}
