package web

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/referral"
	"haven/internal/sample"
)

// opened is a case of a colleague's, whose caller speaks Spanish and needs
// methadone, with two places on its list.
func (c colleague) opened(change ...func(*referral.Facts)) string {
	c.t.Helper()
	f := referral.Facts{Channel: referral.ByCall, Disposition: referral.StillOpen, Language: "es", Needs: []string{"MU"},
		Picks: []string{sample.PeachStreet, sample.FivePoints}}
	for _, do := range change {
		do(&f)
	}
	opened, _, err := c.staff.Desk.Open(c.t.Context(), c.actor(), f)
	if err != nil {
		c.t.Fatal(err)
	}
	return opened.ID
}

// referred drafts a referral to Peach Street by the case's button, and returns
// its path.
func (c colleague) referred(caseID string) string {
	c.t.Helper()
	sent := c.ask(http.MethodPost, casePath(caseID)+referPath, "place="+sample.PeachStreet)
	if sent.StatusCode != http.StatusSeeOther {
		c.t.Fatalf("the referral is answered with %d", sent.StatusCode)
	}
	return sent.address()
}

var (
	moveButton   = regexp.MustCompile(`name="move" value="([^"]+)"`)
	versionShown = regexp.MustCompile(`name="version" value="(\d+)"`)
)

// buttonsOf are the moves that a page has buttons for, each once.
func buttonsOf(page answer) (moves []referral.State) {
	for _, found := range moveButton.FindAllStringSubmatch(page.body, -1) {
		moves = append(moves, referral.State(found[1]))
	}
	return slices.Sorted(slices.Values(moves))
}

// movesOf are those of the table, in the order of buttonsOf.
func movesOf(role referral.Role, at referral.State) []referral.State {
	return slices.Sorted(slices.Values(referral.MovesOf(role, at)))
}

// moved presses a button of a referral's page as it is now.
func (c colleague) moved(path string, to referral.State, with string) answer {
	c.t.Helper()
	version := versionShown.FindStringSubmatch(c.get(path).body)
	if version == nil {
		c.t.Fatalf("%s has no version", path)
	}
	return c.post(path+movePath, "move="+string(to)+"&version="+version[1]+"&"+with)
}

// Fields that moves need.
const (
	anAppointment = "when=2026-06-02T09:00&zone=America/New_York"
	aReason       = "reason=no-room&words=try+in+July"
	anOutcome     = "outcome=partly&reason=wait"
)

// ways to each state by moves of the helpline.
var waysTo = map[referral.State][][2]string{
	referral.Draft:           {},
	referral.Sent:            {{"sent", "via=desk"}},
	referral.Acknowledged:    {{"sent", ""}, {"acknowledged", "via=voice"}},
	referral.Accepted:        {{"sent", ""}, {"accepted", "via=voice"}},
	referral.Waitlisted:      {{"sent", ""}, {"waitlisted", "via=voice"}},
	referral.Declined:        {{"sent", ""}, {"declined", aReason}},
	referral.Scheduled:       {{"sent", ""}, {"scheduled", anAppointment}},
	referral.Attended:        {{"sent", ""}, {"accepted", ""}, {"attended", ""}},
	referral.NoShow:          {{"sent", ""}, {"accepted", ""}, {"no-show", ""}},
	referral.Closed:          {{"sent", ""}, {"accepted", ""}, {"attended", ""}, {"closed", anOutcome}},
	referral.Withdrawn:       {{"withdrawn", ""}},
	referral.CouldNotContact: {{"sent", ""}, {"could-not-contact", ""}},
	referral.EnteredInError:  {{"entered-in-error", ""}},
	referral.Expired:         {{"sent", ""}}, // and a day
}

func TestButtonsAreExactlyTheMovesOfTheTable(t *testing.T) {
	for _, standing := range referral.States() {
		o := inOffice(t)
		agent, boss := o.as(account.Agent), o.as(account.Supervisor)
		path := agent.referred(agent.opened())
		for _, step := range waysTo[standing.State] {
			if page := agent.moved(path, referral.State(step[0]), step[1]); page.StatusCode != http.StatusOK {
				t.Fatalf("to %s: %s is answered with %d", standing.State, step[0], page.StatusCode)
			}
		}
		if standing.State == referral.Expired {
			o.at = o.at.Add(48 * time.Hour)
			if ended, err := o.staff.Desk.Tick(t.Context()); err != nil || ended != 1 {
				t.Fatalf("%d were ended, %v", ended, err)
			}
			agent, boss = o.as(account.Agent), o.as(account.Supervisor)
		}
		for role, c := range map[referral.Role]colleague{referral.Agent: agent, referral.Supervisor: boss} {
			page := c.get(path)
			if standing.State == referral.Expired && role == referral.Agent {
				continue // a new agent is not on the case
			}
			if !strings.Contains(page.body, `data-state="`+string(standing.State)+`"`) {
				t.Fatalf("%s as %s: %d %s", standing.State, role, page.StatusCode, page.text())
			}
			if got, want := buttonsOf(page), movesOf(role, standing.State); !slices.Equal(got, want) {
				t.Errorf("%s as %s: buttons %v, want %v", standing.State, role, got, want)
			}
			if !strings.Contains(page.body, `data-task="`+standing.Task+`"`) {
				t.Errorf("%s is not marked with its task", standing.State)
			}
			if err := wellFormed(page.body); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestAReferralThroughItsLifeByVoice(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		agent := o.as(account.Agent)
		caseID := agent.opened()
		path := agent.referred(caseID)
		agent.get(casePath(caseID)).says(t, "Not sent yet", "Peach Street")
		agent.moved(path, referral.Sent, "via=voice").says(t, "Sent, no answer yet", "The helpline, by phone")
		agent.moved(path, referral.Scheduled, anAppointment+"&via=hand-off&words=ask+for+Kim").says(t,
			"Appointment made , June 2, 2026 at 9:00 am (Eastern time)", "The helpline, with the caller on the line", "ask for Kim")
		agent.moved(path, referral.Attended, "via=voice")
		agent.moved(path, referral.Closed, "outcome=met").says(t, "Closed", "sees nothing of the caller any more")
		if moves := buttonsOf(agent.get(path)); len(moves) != 0 {
			t.Errorf("an agent may still %v", moves)
		}
	})
}

func TestWhatAMoveNeedsIsAskedForAndWordsStay(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	path := agent.referred(agent.opened())
	agent.moved(path, referral.Sent, "")
	for _, tt := range []struct {
		to   referral.State
		with string
	}{
		{referral.Declined, "words=they+were+kind"},
		{referral.Declined, "reason=nonsense&words=they+were+kind"},
		{referral.Scheduled, "when=tomorrow&zone=America/New_York&words=they+were+kind"},
		{referral.Scheduled, "when=2026-06-02T09:00&zone=Mars/Base&words=they+were+kind"},
	} {
		page := agent.moved(path, tt.to, tt.with)
		page.says(t, "Something is missing.", "they were kind", "Sent, no answer yet")
		if page.StatusCode != http.StatusBadRequest || !strings.Contains(page.body, `<details class="step" open>`) {
			t.Errorf("%s with %s: %d", tt.to, tt.with, page.StatusCode)
		}
	}
}

func TestTwoWhoMoveAtOnceSeeBothAndChoose(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		agent, boss := o.as(account.Agent), o.as(account.Supervisor)
		path := agent.referred(agent.opened())
		agent.moved(path, referral.Sent, "")
		boss.moved(path, referral.Acknowledged, "via=voice")
		page := agent.post(path+movePath, "move=declined&version=2&reason=no-room&words=call+in+July&via=voice")
		if page.StatusCode != http.StatusConflict {
			t.Fatalf("the later one is answered with %d", page.StatusCode)
		}
		page.says(t, "Somebody else was faster", "It is now: Seen by the place. You chose: Declined.", "Make my change: Decline")
		again := regexp.MustCompile(`(?s)Leave it as it is.*?</form>`).FindString(page.body)
		form := url.Values{}
		for _, kept := range regexp.MustCompile(`name="([^"]+)" value="([^"]*)"`).FindAllStringSubmatch(again, -1) {
			form.Set(kept[1], kept[2])
		}
		agent.post(path+movePath, form.Encode()).says(t, "Declined", "call in July", "No room")
		late := boss.post(path+movePath, "move=waitlisted&version=3&words=wait+a+week")
		late.says(t, "Your change is not possible any more.", "wait a week")
	})
}

func TestAWarmHandOffIsAnsweredOrNot(t *testing.T) {
	for answered, want := range map[string][]string{
		"yes": {"Seen by the place", "The helpline, with the caller on the line"},
		"no":  {"Could not be reached", "No answer", "Refer to the next place:"},
	} {
		for _, sentBefore := range []bool{false, true} {
			o := inOffice(t)
			agent := o.as(account.Agent)
			path := agent.referred(agent.opened())
			version := 1
			if sentBefore {
				agent.moved(path, referral.Sent, "via=desk")
				version = 2
			}
			agent.post(path+warmPath, "answered="+answered+"&version="+strconv.Itoa(version)).says(t, want...)
			if page := agent.post(path+warmPath, "answered="+answered+"&version="+strconv.Itoa(version)); page.StatusCode != http.StatusConflict {
				t.Errorf("pressed twice: %d", page.StatusCode)
			}
		}
	}
}

func TestADeclineOffersTheNextPlaceWithOnePress(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	caseID := agent.opened()
	path := agent.referred(caseID)
	agent.get(path).keepsQuiet(t, "Refer to the next place")
	agent.moved(path, referral.Sent, "")
	agent.moved(path, referral.Declined, aReason).says(t, "Refer to the next place: Five Points")
	agent.post(casePath(caseID)+nextPath, "").says(t, "Referral to Five Points", "Not sent yet")
	back := agent.ask(http.MethodPost, casePath(caseID)+nextPath, "")
	if back.address() != casePath(caseID) {
		t.Errorf("pressed twice it leads to %q", back.address())
	}
}

func TestAPlaceThatDoesNotAnswerInItsHoursIsOnTopOfTheDesk(t *testing.T) {
	o := inOffice(t)
	agent, stranger, boss := o.as(account.Agent), o.as(account.Agent), o.as(account.Supervisor)
	path := agent.referred(agent.opened())
	o.at = time.Date(2026, time.June, 1, 20, 50, 0, 0, time.UTC) // ten minutes before Peach Street closes
	o.again(agent).moved(path, referral.Sent, "")
	o.at = time.Date(2026, time.June, 2, 12, 15, 0, 0, time.UTC) // it has been open for fifteen minutes
	for _, c := range []colleague{o.again(agent), o.again(boss)} {
		c.get(deskPath).keepsQuiet(t, "No answer in time")
	}
	o.at = o.at.Add(6 * time.Minute)
	for _, c := range []colleague{o.again(agent), o.again(boss)} {
		c.get(deskPath).says(t, "No answer in time", "An answer was due by June 2, 2026 at 8:20 am (Eastern time).", "Refer to the next place: Five Points")
	}
	o.again(agent).get(path).says(t, "An answer was due by")
	o.again(stranger).get(deskPath).keepsQuiet(t, "No answer in time")
}

// again is a colleague who signs in once more, as their session has ended.
func (o *office) again(c colleague) colleague {
	o.t.Helper()
	ticket, err := o.staff.Gate.EnterByCommand(o.t.Context(), c.user.Email)
	if err != nil {
		o.t.Fatal(err)
	}
	c.token = ticket.Token
	return c
}

func TestAPlaceIsAskedForRoomByVoice(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	caseID := agent.opened()
	asked := agent.ask(http.MethodPost, casePath(caseID)+roomsPath, "place="+sample.PeachStreet).address()
	agent.get(asked).says(t, "Does Peach Street Recovery Center have room?", "No answer yet.")
	agent.post(asked+answerPart, "room=waitlist")
	agent.get(casePath(caseID)).says(t, "Has a waiting list (by phone,")
	if page := agent.post(asked+answerPart, "room=perhaps"); page.StatusCode != http.StatusBadRequest {
		t.Errorf("no answer is taken: %d", page.StatusCode)
	}
	if len(o.said) != 0 {
		t.Errorf("it says of the listing %v", o.said)
	}
}

func TestWhatIsSharedIsSaid(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	caseID := agent.opened()
	path := agent.referred(caseID)
	agent.get(path).says(t, "Peach Street Recovery Center does not know who the caller is.")
	agent.agrees(caseID, referral.Share, sample.PeachStreet)
	agent.get(path).says(t, "but none is written down")
	agent.agrees(caseID, referral.KeepContact, o.line.ID)
	agent.writes(caseID, referral.TextContact, "Ana, 404 555 0199")
	agent.get(path).says(t, "may see the name and contact details until June 2, 2026 at 8:00 am (Eastern time).")
}

func (c colleague) agrees(caseID string, p referral.Purpose, to string) {
	c.t.Helper()
	if _, err := c.staff.Desk.Agree(c.t.Context(), c.actor(), referral.Consent{Case: caseID, Purpose: p, To: to, Until: c.at.Add(24 * time.Hour), How: referral.Spoken}); err != nil {
		c.t.Fatal(err)
	}
}

func (c colleague) writes(caseID string, f referral.Field, words string) {
	c.t.Helper()
	if err := c.staff.Desk.Write(c.t.Context(), c.actor(), caseID, referral.Text{Field: f, Words: words}); err != nil {
		c.t.Fatal(err)
	}
}

// outbox is a Sender that keeps what it is given, or fails.
type outbox struct {
	fails error
	sent  []string // to, subject and text
}

func (b *outbox) Send(_ context.Context, to, subject, text string) error {
	if b.fails != nil {
		return b.fails
	}
	b.sent = append(b.sent, to+"|"+subject+"|"+text)
	return nil
}

func TestWhatWasSentIsNotedEvenWhenSendingTookAllTime(t *testing.T) {
	asked, over := context.WithCancel(t.Context())
	over()
	left, done := afterSending(asked)
	defer done()
	if _, bounded := left.Deadline(); left.Err() != nil || !bounded {
		t.Errorf("a note has no time (%v), or all time", left.Err())
	}
}

func TestWhoeverWritesANoteIsToldThatThePlaceReadsIt(t *testing.T) {
	o := inOffice(t)
	agent := o.as(account.Agent)
	caseID := agent.opened()
	path, link := agent.linked(caseID)
	agent.get(path).says(t, "Write nothing that tells who the caller is")
	o.get(link).keepsQuiet(t, "Write nothing that tells")
	agent.agrees(caseID, referral.Share, sample.PeachStreet)
	page := agent.get(path)
	page.says(t, "The place reads this note, too.")
	page.keepsQuiet(t, "Write nothing that tells who the caller is")
}
