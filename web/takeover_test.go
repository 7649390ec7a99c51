package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/facility"
	"haven/internal/steward"
)

// accepts has the steward accept what waits about the place.
func (b *bureau) accepts() {
	b.t.Helper()
	open, err := b.store.OpenProposals(b.t.Context(), 5)
	if err != nil || len(open) != 1 {
		b.t.Fatalf("%d edits wait: %v", len(open), err)
	}
	b.stu.post(inboxPath+"/"+steward.ProposalKind+"/"+open[0].ID, "decision=accept")
}

// TestAWebsiteThatAPlaceGaveItselfProvesNothing: who spoke for a place would
// come back by a mailbox of theirs after a steward has taken it away.
func TestAWebsiteThatAPlaceGaveItselfProvesNothing(t *testing.T) {
	onEachBureau(t, func(t *testing.T, b *bureau) {
		box := b.mailed()
		b.guest().get(claimOf(b.place)).says(t, "must end in @alder.example")
		b.saves(b.fay, "online", url.Values{"website": {"https://fay.example"}})
		b.accepts()
		b.public().says(t, "fay.example")
		b.stu.post(at(ownerEndPath, b.place), "")
		sent := len(box.sent)

		eve := b.guest()
		eve.get(claimOf(b.place)).keepsQuiet(t, "must end in @fay.example")
		asked := eve.post(claimOf(b.place), "organisation=Fay&email=fay@fay.example&way=mail")
		eve.get(asked.address()).says(t, "Our staff will look at it")
		if len(box.sent) != sent {
			t.Errorf("a code went out: %q", box.sent[sent:])
		}
		matter := regexp.MustCompile(`/inbox/claim/\w+`).FindString(b.stu.get(inboxPath).body)
		b.stu.get(matter).says(t, "Only the organization that spoke for this place has given this website")
	})
}

// TestANumberThatAPlaceGaveItselfProvesNothing, alike: no code is read out on
// it, whoever asks for one.
func TestANumberThatAPlaceGaveItselfProvesNothing(t *testing.T) {
	onEachBureau(t, func(t *testing.T, b *bureau) {
		pat := b.guest()
		before := pat.post(claimOf(b.place), "organisation=Pat&email=pat@gmail.com&way=phone")
		pat.get(before.address()).says(t, "Our staff will call (404) 555-0101")
		matter := regexp.MustCompile(`/inbox/claim/\w+`).FindString(b.stu.get(inboxPath).body)
		b.stu.get(matter).says(t, "Listed phone", "(404) 555-0101", "Call, and read out a code")

		b.saves(b.fay, "phones", url.Values{"phone": {"404-555-0199"}})
		b.accepts()
		b.public().says(t, "(404) 555-0199")
		b.stu.post(at(ownerEndPath, b.place), "")

		const proves = "Only the organization that spoke for this place has given this number"
		page := b.stu.get(matter)
		page.says(t, "(404) 555-0199", proves)
		page.keepsQuiet(t, "Call, and read out a code")
		b.stu.post(matter, "decision=call").is(t, http.StatusConflict, proves)
		pat.get(before.address()).says(t, "Our staff will look at it")

		eve := b.guest()
		eve.get(claimOf(b.place)).keepsQuiet(t, "(404) 555-0199 and read it out")
		asked := eve.post(claimOf(b.place), "organisation=Fay&email=fay@fay.example&way=phone")
		eve.get(asked.address()).says(t, "Our staff will look at it")
	})
}

// TestWhoLeavesAPlaceLeavesNothingThatWaits: what they proposed would be taken
// for the word of whoever speaks for it next.
func TestWhoLeavesAPlaceLeavesNothingThatWaits(t *testing.T) {
	onEachBureau(t, func(t *testing.T, b *bureau) {
		b.saves(b.fay, "phones", url.Values{"phone": {"404-555-0199"}})
		open, err := b.store.OpenProposals(t.Context(), 5)
		if err != nil || len(open) != 1 {
			t.Fatalf("%d edits wait: %v", len(open), err)
		}
		matter := inboxPath + "/" + steward.ProposalKind + "/" + open[0].ID
		b.stu.post(matter+"/take", "")
		key := regexp.MustCompile(checkin.KeyPrefix + `[\w-]+`).FindString(b.fay.post(at(keysPath, b.place), "").body)
		if key == "" {
			t.Fatal("there is no key")
		}
		b.fay.post(at(ownerEndPath, b.place), "")

		if got := b.stu.post(matter, "decision=accept"); got.StatusCode != http.StatusNotFound {
			t.Errorf("an edit of who left is accepted: %d", got.StatusCode)
		}
		b.stu.get(inboxPath+"?mine=1").keepsQuiet(t, "Alder Clinic")
		b.public().says(t, "(404) 555-0101")
		b.owns(b.place, b.fay.user.Organisation)
		_, err = b.staff.Reception.CountBy(t.Context(), key, audit.Command.From, checkin.Count{
			Listing: b.place, Openings: facility.Openings{facility.OpeningKinds()[0]: {Open: 1}},
		})
		if err == nil || !strings.Contains(err.Error(), "does not work") {
			t.Errorf("a key from before works again: %v", err)
		}
	})
}

func TestANumberAmongWordsWaitsAndTheStewardReadsIt(t *testing.T) {
	b := inBureau(t)
	b.saves(b.fay, "payment", url.Values{"fees.words": {"Call 404-555-0666 for a bed."}}).says(t, "Fees")
	b.public().keepsQuiet(t, "555-0666")
	open, err := b.store.OpenProposals(t.Context(), 5)
	if err != nil || len(open) != 1 {
		t.Fatalf("%d edits wait: %v", len(open), err)
	}
	b.stu.get(inboxPath+"/"+steward.ProposalKind+"/"+open[0].ID).says(t, "Call 404-555-0666 for a bed.")
}

// TestALinkIsForOneThingAlone: each kind of token is nothing at the doors of the
// others.
func TestALinkIsForOneThingAlone(t *testing.T) {
	b := inBureau(t)
	letter, _, err := b.staff.Reception.Ask(t.Context(), audit.Who{Account: b.stu.user.ID}, checkin.Letter, b.place)
	if err != nil {
		t.Fatal(err)
	}
	asked := b.guest().post(claimOf(b.place), "organisation=Eve&email=eve@gmail.com&way=steward").address()
	last := func(path string) string { return path[strings.LastIndex(path, "/")+1:] }
	tokens := map[string]string{
		checkinPath:    letter,
		"/join/":       last(b.link("ann@example.org", account.Agent, b.line)),
		"/claim/code/": last(asked),
	}
	doors := []string{checkinPath, "/join/", "/claim/code/", strings.TrimSuffix(answerPath, ":token"), foundPath, listPath}
	for own, token := range tokens {
		for _, door := range doors {
			got := b.guest().get(door + token)
			if opened := got.StatusCode == http.StatusOK; opened != (door == own) {
				t.Errorf("a token of %s at %s is answered with %d", own, door, got.StatusCode)
			}
			if door != own {
				b.guest().post(door+token, "password=a+few+plain+words&tell=unchanged&code=12345678&answer=accepted")
			}
		}
		if key, err := b.staff.Reception.CountBy(t.Context(), checkin.KeyPrefix+token, audit.Command.From, checkin.Count{Listing: b.place}); err == nil {
			t.Errorf("a token of %s is a key of openings: %+v", own, key)
		}
	}
	for own, token := range tokens {
		if got := b.guest().get(own + token); got.StatusCode != http.StatusOK {
			t.Errorf("a token of %s works no more after it was tried elsewhere: %d", own, got.StatusCode)
		}
	}
}
