package web

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/sample"
	"haven/internal/store"
)

// claimOf is where a place is claimed.
func claimOf(id string) string { return strings.Replace(claimPath, ":id", id, 1) }

// stored puts the samples into the store, too, where websites are compared.
func (o *office) stored() {
	o.t.Helper()
	for _, l := range sample.Listings() {
		said := store.StatementRow{Record: "sample/" + l.ID, Source: "sample", At: o.at, Rank: facility.RankDirectory, Identity: "{}", Digest: l.ID}
		if _, err := o.store.Say(o.t.Context(), said, store.ListingRow{Listing: l, State: store.Listed, Digest: l.ID}); err != nil {
			o.t.Fatal(err)
		}
	}
}

// mailed has the office send mail.
func (o *office) mailed() *outbox {
	box := &outbox{}
	o.staff.Mail = box
	return box
}

var spokenCode = regexp.MustCompile(`[:>] ?(\d{4} \d{4})`)

// read is the code in a text.
func read(t *testing.T, text string) string {
	t.Helper()
	code := spokenCode.FindStringSubmatch(text)
	if code == nil {
		t.Fatalf("no code in %q", text)
	}
	return url.QueryEscape(code[1])
}

const fromPeach = "organisation=Peach+Street+Inc&words=I+run+it&email="

func TestAPlaceIsClaimedByACodeToItsOwnDomain(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		o.stored()
		box, ann := o.mailed(), o.guest()
		ann.get(facilityPath(sample.PeachStreet)).says(t, "Is this your place?")
		ann.get(claimOf(sample.PeachStreet)).says(t, "must end in @peachstreet.example", "Our staff call (404) 555-0101")
		ann.post(claimOf(sample.PeachStreet), fromPeach+"ann@gmail.com&way=mail").
			is(t, http.StatusBadRequest, "must end in @peachstreet.example")
		asked := ann.post(claimOf(sample.PeachStreet), fromPeach+"ann@peachstreet.example&way=mail")
		ann.get(asked.address()).says(t, "We sent a code to ann@peachstreet.example")
		ann.post(asked.address(), "code=00000000").is(t, http.StatusForbidden, "not right")
		joining := ann.post(asked.address(), "code="+read(t, box.sent[0]))
		if !strings.HasPrefix(joining.address(), "/join/") {
			t.Fatalf("%d, leads to %q", joining.StatusCode, joining.address())
		}
		ann.post(joining.address(), "password="+url.QueryEscape(somePassword)).leadsTo(t, listingsPath)
		ann.get(listingsPath).says(t, "Peach Street Recovery Center")
		ann.get(asked.address()).says(t, "You speak for this place now")
	})
}

func TestAPlaceIsClaimedByACodeReadOutOnItsPhone(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		o.stored()
		pat, stu := o.guest(), o.as(account.Steward)
		asked := pat.post(claimOf(sample.FivePoints), "organisation=Five+Points&email=pat@gmail.com&way=phone")
		pat.get(asked.address()).says(t, "Our staff will call (404) 555-0110")
		inbox := stu.get(inboxPath)
		inbox.says(t, "Claims", "they ask for a call", "Five Points Methadone Clinic")
		matter := regexp.MustCompile(`/inbox/claim/\w+`).FindString(inbox.body)
		stu.get(matter).says(t, "pat@gmail.com", "There is no website", "Nobody")
		called := stu.post(matter, "decision=call")
		called.says(t, "Read out this code", "(404) 555-0110")
		if strings.Contains(stu.get(matter).body, "Read out this code") {
			t.Error("the code is shown again")
		}
		joining := pat.post(asked.address(), "code="+read(t, called.body))
		pat.post(joining.address(), "password="+url.QueryEscape(somePassword)).leadsTo(t, listingsPath)
		if got := stu.get(matter); got.StatusCode != http.StatusNotFound {
			t.Errorf("what is settled is answered with %d", got.StatusCode)
		}
	})
}

func TestAFurtherClaimGoesToTheOwner(t *testing.T) {
	o := inOffice(t)
	o.stored()
	box, fay := o.mailed(), o.as(account.Facility) // speaks for Peach Street
	bob := o.guest()
	asked := bob.post(claimOf(ownedPlace), fromPeach+"bob@peachstreet.example&way=mail")
	proven := bob.post(asked.address(), "code="+read(t, box.sent[0]))
	proven.leadsTo(t, asked.address())
	bob.get(asked.address()).says(t, "Your code is right")
	if told := box.sent[1]; !strings.HasPrefix(told, fay.user.Email+"|") || !strings.Contains(told, listingsPath+"/"+ownedPlace) {
		t.Errorf("the owner was told %q", told)
	}
	page := fay.get(at(ownerPath, ownedPlace))
	page.says(t, "bob@peachstreet.example", "They entered the code that was sent to this e-mail.")
	letIn := regexp.MustCompile(`/listings/\w+/owner/let-in/\w+`).FindString(page.body)
	linked := fay.post(letIn, "")
	join := regexp.MustCompile(`/join/[\w-]+`).FindString(linked.body)
	bob.post(join, "password="+url.QueryEscape(somePassword))
	bob.get(listingsPath).says(t, "Peach Street Recovery Center")
	fay.get(peoplePath).says(t, "bob@peachstreet.example")
}

func TestAStewardGivesAPlaceToAnotherAndThePreviousOwnerIsTold(t *testing.T) {
	o := inOffice(t)
	o.stored()
	fay, stu := o.as(account.Facility), o.as(account.Steward)
	o.guest().post(claimOf(ownedPlace), fromPeach+"new@gmail.com&way=steward")
	matter := regexp.MustCompile(`/inbox/claim/\w+`).FindString(stu.get(inboxPath).body)
	stu.get(matter).says(t, "loses it", fay.user.Organisation.Name, "I run it")
	box := o.mailed()
	stu.post(matter, "decision=accept")
	if len(box.sent) != 2 || !strings.HasPrefix(box.sent[0], fay.user.Email+"|") || !strings.Contains(box.sent[1], "/join/") {
		t.Errorf("mails: %q", box.sent)
	}
	if got := fay.get(at(listingPath, ownedPlace)); got.StatusCode != http.StatusNotFound {
		t.Errorf("who lost it sees it: %d", got.StatusCode)
	}
}

func TestAClaimTellsNothingOfAccounts(t *testing.T) {
	o := inOffice(t)
	known := o.as(account.Agent).user.Email
	for _, email := range []string{known, "unknown@example.org"} {
		g := o.guest()
		asked := g.post(claimOf(sample.FivePoints), "organisation=X&email="+email+"&way=steward")
		g.get(asked.address()).is(t, http.StatusOK, "Our staff will look at it")
	}
	o.guest().get("/claim/code/planted").is(t, http.StatusGone, "This is over")
	if got := o.guest().get(claimOf("hvnnowhere1")); got.StatusCode != http.StatusNotFound {
		t.Errorf("a place that is not there: %d", got.StatusCode)
	}
}

func TestAPlaceIsLeftAndHandedOverOnThePages(t *testing.T) {
	o := inOffice(t)
	fay, gil := o.as(account.Facility), o.asOf(account.Facility, o.organisation(account.Owner, "Gil's"))
	fay.get(at(listingPath, ownedPlace)).says(t, "Who speaks for this place")
	offered := fay.post(at(offerPath, ownedPlace), "email="+gil.user.Email)
	offered.says(t, "It stays yours until they say yes", "Tell them this code")
	take := regexp.MustCompile(`/offers/\w+`).FindString(gil.get(listingsPath).body)
	gil.post(take, "decision=accept&offer-code=1").is(t, http.StatusForbidden, "This code is not right")
	if body := o.as(account.Steward).get(at(ownerPath, ownedPlace)).body; spokenCode.MatchString(body) {
		t.Error("a steward reads the code of an offer")
	}
	gil.post(take, "decision=accept&offer-code="+read(t, offered.body)).says(t, "Peach Street")
	fay.get(listingsPath).says(t, "You have no place yet")
	gil.post(at(ownerEndPath, ownedPlace), "").says(t, "You have no place yet")
	o.as(account.Steward).get(at(ownerPath, ownedPlace)).says(t, "Nobody speaks for this place yet")
}

func TestWhatBecomesOfOwnersIsInTheTrail(t *testing.T) {
	o := inOffice(t)
	fay := o.as(account.Facility)
	fay.post(at(ownerEndPath, ownedPlace), "")
	var last audit.Entry
	if _, err := o.store.Trail(t.Context(), func(e audit.Entry) error { last = e; return nil }); err != nil {
		t.Fatal(err)
	}
	if last.Action != "owner.ended" || last.Actor != fay.user.ID || last.Subject != "listing:"+ownedPlace {
		t.Errorf("the last line of the trail is %+v", last)
	}
}

func TestAClaimTooManyIsShownAgain(t *testing.T) {
	o := inOffice(t)
	form := "organisation=Five+Points&email=pat@example.org&way=steward&words=I+run+it"
	for range 50 {
		page := o.guest().post(claimOf(sample.FivePoints), form)
		if page.StatusCode == http.StatusSeeOther {
			continue
		}
		page.is(t, http.StatusTooManyRequests)
		for _, want := range []string{`value="Five Points"`, `value="pat@example.org"`, ">I run it</textarea>"} {
			if !strings.Contains(page.body, want) {
				t.Errorf("%s is lost: %s", want, page.text())
			}
		}
		if page.Header.Get("Retry-After") == "" {
			t.Error("nobody is told when to try again")
		}
		return
	}
	t.Error("fifty claims are taken")
}

func TestWordsOfAStewardThatReachNobodyAreShownAgain(t *testing.T) {
	o := inOffice(t)
	o.stored()
	stu, zoe := o.as(account.Steward), o.as(account.Steward)
	o.mailed().fails = errors.New("no mail today")
	o.guest().post(claimOf(sample.FivePoints), "organisation=X&email=pat@gmail.com&way=steward")
	matter := regexp.MustCompile(`/inbox/claim/\w+`).FindString(stu.get(inboxPath).body)
	undecided := stu.post(matter, "decision=&words=Not+their+place")
	undecided.is(t, http.StatusBadRequest)
	if !strings.Contains(undecided.body, ">Not their place</textarea>") {
		t.Error("the words are lost when nothing is chosen")
	}
	stu.post(matter, "decision=refuse&words=Not+their+place").
		is(t, http.StatusOK, "The claim is refused, but the e-mail to pat@gmail.com did not go out.", "Not their place")
	zoe.post(matter, "decision=refuse&words=We+know+them").
		is(t, http.StatusNotFound, "This does not wait any more.", "We know them")
}
