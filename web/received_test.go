package web

import (
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/owner/registry"
	"haven/internal/referral"
	"haven/internal/store/storetest"
)

// sentTo is a referral that an agent sent to a place.
func (o *office) sentTo(listing string) referral.Referral {
	o.t.Helper()
	ann := o.as(account.Agent)
	c := o.agreeing(ann)
	r, err := o.staff.Desk.Refer(o.t.Context(), ann.actor(), c.ID, listing)
	if err == nil {
		r, err = o.staff.Desk.Move(o.t.Context(), r.ID, r.Version, referral.Move{To: referral.Sent, By: ann.actor(), Via: referral.AtDesk}, referral.Hours{})
	}
	if err == nil {
		_, err = o.staff.Desk.AskRoom(o.t.Context(), ann.actor(), c.ID, listing)
	}
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

func TestAFacilityAnswersWhatWasSentToItsPlaces(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		fay, gil := o.as(account.Facility), o.asOf(account.Facility, o.organisation(account.Owner, "Gil's"))
		r := o.sentTo(ownedPlace)
		fay.get(listingsPath).says(t, "Requests (2 due)")
		inbox := fay.get(receivedPath)
		inbox.says(t, "Peach Street Recovery Center", "Sent", "They ask if you have room", referral.RedisclosureNotice[:40])
		path := pathOf(receivedItemPath, "referral", r.ID)
		page := fay.get(path)
		page.says(t, "The Line", referral.RedisclosureNotice[:40])
		version := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(page.body)
		fay.post(path, "move=acknowledged&version="+version[1]).says(t, "The place")
		fay.ask(http.MethodPost, path, "move=accepted&version="+version[1]).is(t, http.StatusConflict)
		fay.ask(http.MethodPost, path, "move=sent&version=99").is(t, http.StatusConflict)
		room := regexp.MustCompile(`/rooms/\w+`).FindString(inbox.body)
		fay.post(room, "room=openings").says(t, "in its account")
		answered := fay.get(receivedPath)
		answered.says(t, "You answered these", "Nothing waits.")
		answered.keepsQuiet(t, "due)")
		for _, hidden := range []string{path, room} {
			if got := gil.get(hidden); got.StatusCode != http.StatusNotFound {
				t.Errorf("another owner sees %s: %d", hidden, got.StatusCode)
			}
		}
		o.owns(ownedPlace, gil.user.Organisation)
		if got := fay.get(path); got.StatusCode != http.StatusNotFound {
			t.Errorf("who spoke for the place before sees what is sent to it: %d", got.StatusCode)
		}
		gil.get(receivedPath).says(t, "Seen by the place")
	})
}

// TestWhoItIsIsToldAFacilityOnlyByConsent is as for links: nothing without a
// consent, and nothing once the referral is over.
func TestWhoItIsIsToldAFacilityOnlyByConsent(t *testing.T) {
	o := inOffice(t)
	ann, fay := o.as(account.Agent), o.as(account.Facility)
	c := o.agreeing(ann)
	const who = "Robin, 404 555 0142"
	r, err := o.staff.Desk.Refer(t.Context(), ann.actor(), c.ID, ownedPlace)
	if err != nil {
		t.Fatal(err)
	}
	path := pathOf(receivedItemPath, "referral", r.ID)
	if got := fay.get(path); got.StatusCode != http.StatusNotFound {
		t.Errorf("a draft is answered with %d", got.StatusCode)
	}
	r, err = o.staff.Desk.Move(t.Context(), r.ID, r.Version, referral.Move{To: referral.Sent, By: ann.actor(), Via: referral.AtDesk}, referral.Hours{})
	if err != nil {
		t.Fatal(err)
	}
	fay.get(path).keepsQuiet(t, who)
	agreed, err := o.staff.Desk.Agree(t.Context(), ann.actor(), referral.Consent{
		Case: c.ID, Purpose: referral.Share, To: ownedPlace, Until: o.at.Add(time.Hour), How: referral.Spoken,
	})
	if err != nil {
		t.Fatal(err)
	}
	fay.get(path).says(t, who)
	if err := o.staff.Desk.Withdraw(t.Context(), ann.actor(), c.ID, agreed); err != nil {
		t.Fatal(err)
	}
	fay.get(path).keepsQuiet(t, who)
	fay.get(receivedPath).keepsQuiet(t, who)
}

func TestWhatWasStoredStandsWhereThePlaceCannotBeTold(t *testing.T) {
	o := inOffice(t)
	ann := o.as(account.Agent)
	c := o.agreeing(ann)
	path := ann.referred(c.ID)
	version := versionShown.FindStringSubmatch(ann.get(path).body)[1]
	broken := storetest.Open(t, filepath.Join(t.TempDir(), "broken.db"))
	if err := broken.Close(); err != nil {
		t.Fatal(err)
	}
	o.staff.Mail, o.staff.Owners = &outbox{}, registry.New(broken, o.staff.Gate, o.keys, func() time.Time { return o.at })
	if sent := ann.ask(http.MethodPost, path+movePath, "version="+version+"&move=sent"); sent.StatusCode != http.StatusSeeOther {
		t.Errorf("a referral that was sent is answered %d", sent.StatusCode)
	}
	if asked := ann.ask(http.MethodPost, casePath(c.ID)+roomsPath, placeField+"="+ownedPlace); asked.StatusCode != http.StatusSeeOther {
		t.Errorf("a question that was stored is answered %d", asked.StatusCode)
	}
}

func TestAPlaceWithAnAccountIsToldOnceAnHourThatSomethingWaits(t *testing.T) {
	o := inOffice(t)
	fay, box := o.as(account.Facility), &outbox{}
	o.staff.Mail = box
	asks := func() {
		ann := o.as(account.Agent)
		c := o.agreeing(ann)
		ann.post(casePath(c.ID)+roomsPath, placeField+"="+ownedPlace)
	}
	asks()
	asks()
	if len(box.sent) != 1 || !strings.HasPrefix(box.sent[0], fay.user.Email+"|") || !strings.Contains(box.sent[0], receivedPath) {
		t.Fatalf("sent are %q", box.sent)
	}
	if strings.Contains(box.sent[0], "Peach Street") {
		t.Error("the mail names the place")
	}
	o.at = o.at.Add(2 * time.Hour)
	asks()
	if len(box.sent) != 2 {
		t.Errorf("two hours later %d mails were sent", len(box.sent))
	}
}
