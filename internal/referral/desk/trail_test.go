package desk_test

import (
	"errors"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"haven/internal/audit"
	"haven/internal/board"
	"haven/internal/facility"
	"haven/internal/referral"
	"haven/internal/referral/desk"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// trail is the audit trail, once it is proved whole.
func (o *office) trail(t *testing.T) []audit.Entry {
	t.Helper()
	check := audit.NewCheck(audit.Key{})
	var all []audit.Entry
	head, err := o.store.Trail(t.Context(), func(e audit.Entry) error {
		all = append(all, e)
		return check.Next(e)
	})
	succeed(t, err)
	succeed(t, check.End(head))
	return all
}

// deed is one call of a method of the desk, and how the trail tells of it.
type deed struct {
	method string
	do     func() error
	action audit.Action
}

// silent are the methods that leave no line in the trail, and why they need none.
var silent = map[string]string{
	"CountDue":      "a number",
	"CountReceived": "a number",
	"Once":          "forms are pages' affair: what they do is noted by itself",
	"Scrub":         "what it removes was noted when it was deleted",
	"ScrubDue":      "tells nothing of a case",
	"Follow":        "a link gives ids; what they lead to is read by Referral and RoomQuestion",
	"JustCalled":    "one's own calls: they tell of places, not of cases",
	"SentTo":        "an id of a place; what was sent there is read by Referral",
	"AskedOf":       "an id of a place; what was asked there is read by RoomQuestion",
	"Names":         "a helpline's own people",
	"Line":          "a helpline's own name and number",
	"PlaceNotes":    "tell of places, not of cases",
	"Reach":         "tells of places, not of cases",
}

// errOf is for calls that return something else, too.
func errOf[T any](_ T, err error) error { return err }

// day is a case with all that there can be in it, and each method of the desk
// called once on it.
func (o *office) day(t *testing.T) []deed {
	ctx := t.Context()
	kim := from(kim, netip.MustParseAddr("203.0.113.7"))
	c, code := o.open(t)
	o.agree(t, c, referral.KeepContact, "line")
	o.agree(t, c, referral.FollowUpOK, "line")
	r := o.sent(t, c)
	q, err := o.AskRoom(ctx, kim, c.ID, "elm")
	succeed(t, err)
	due, err := o.FollowUpOn(ctx, kim, c.ID, o.now())
	succeed(t, err)
	o.named(t)
	withdrawn := o.agree(t, c, referral.Share, "oak")
	lapsing, err := o.Refer(ctx, kim, c.ID, "ash")
	succeed(t, err)
	_, err = o.Move(ctx, lapsing.ID, 1, referral.Move{To: referral.Sent, By: kim, Via: referral.AtDesk}, referral.Hours{})
	succeed(t, err)
	link := desk.Sending{HandOver: referral.HandOver{Case: c.ID, Way: referral.Mailed, To: referral.ToPlace, Referral: r.ID}}
	note := func(f *referral.Facts) { f.Disposition = referral.ReferralMade }
	return []deed{
		{"Open", func() error { _, _, err := o.Open(ctx, kim, facts()); return err }, "case.opened"},
		{"Case", func() error { return errOf(o.Case(ctx, kim, c.ID)) }, "case.read"},
		{"On", func() error { return errOf(o.On(ctx, kim, c.ID)) }, "case.read"},
		{"Resume", func() error { return errOf(o.Resume(ctx, kim, string(code))) }, "case.resumed"},
		{"GoOn", func() error { return errOf(o.GoOn(ctx, kim, string(code))) }, "case.resumed"},
		{"Mine", func() error { return errOf(o.Mine(ctx, kim, 5)) }, "case.listed"},
		{"Change", func() error { return o.Change(ctx, kim, c.ID, 1, facts()) }, "case.changed"},
		{"Amend", func() error { return o.Amend(ctx, kim, c.ID, note) }, "case.changed"},
		{"Write", func() error {
			return o.Write(ctx, kim, c.ID, referral.Text{Field: referral.TextNotes, Words: "n"})
		}, "case.text-written"},
		{"Replace", func() error { return o.Replace(ctx, kim, c.ID, referral.TextSearch, "s") }, "case.text-written"},
		{"Texts", func() error { return errOf(o.Texts(ctx, kim, c.ID)) }, "case.read"},
		{"Agree", func() error {
			return errOf(o.Agree(ctx, kim, referral.Consent{Case: c.ID, Purpose: referral.Share, To: "elm", Until: o.now().Add(time.Hour), How: referral.Spoken}))
		}, "case.consent-given"},
		{"Consents", func() error { return errOf(o.Consents(ctx, kim, c.ID)) }, "case.read"},
		{"MayShare", func() error { return errOf(o.MayShare(ctx, kim, c.ID, "oak")) }, "case.read"},
		{"Withdraw", func() error { return o.Withdraw(ctx, kim, c.ID, withdrawn) }, "case.consent-withdrawn"},
		{"Refer", func() error { return errOf(o.Refer(ctx, kim, c.ID, "elm")) }, "referral.drafted"},
		{"Referral", func() error { return errOf(o.Referral(ctx, place, r.ID)) }, "case.read"},
		{"Received", func() error { return errOf(o.Received(ctx, place, 5)) }, "place.listed"},
		{"AskedForRoom", func() error {
			return errOf(o.AskedForRoom(desk.Visit(ctx), place, 5))
		}, "place.listed"},
		{"Referrals", func() error { return errOf(o.Referrals(ctx, kim, c.ID)) }, "case.read"},
		{"History", func() error { return errOf(o.History(ctx, place, r.ID)) }, "case.read"},
		{"Next", func() error { _, _, err := o.Next(ctx, kim, c.ID); return err }, "case.read"},
		{"Sheet", func() error { return errOf(o.Sheet(ctx, place, r.ID)) }, "case.read"},
		{"Move", func() error {
			return errOf(o.Move(ctx, r.ID, r.Version, referral.Move{To: referral.Acknowledged, By: place, Via: referral.AtDesk}, referral.Hours{}))
		}, "referral.acknowledged"},
		{"ReferralLink", func() error { _, _, err := o.ReferralLink(ctx, kim, r.ID); return err }, "link.made"},
		{"LinkTo", func() error { _, _, err := o.LinkTo(ctx, kim, c.ID, r.ID); return err }, "case.read"},
		{"EndLink", func() error { return o.EndLink(ctx, kim, c.ID, r.ID) }, "link.ended"},
		{"RoomLink", func() error { _, _, err := o.RoomLink(ctx, kim, q.ID); return err }, "link.made"},
		{"AskRoom", func() error { return errOf(o.AskRoom(ctx, kim, c.ID, "oak")) }, "room.asked"},
		{"RoomQuestion", func() error { return errOf(o.RoomQuestion(ctx, kim, q.ID)) }, "case.read"},
		{"RoomQuestions", func() error { return errOf(o.RoomQuestions(ctx, kim, c.ID)) }, "case.read"},
		{"AnswerRoom", func() error { return errOf(o.AnswerRoom(ctx, kim, q.ID, referral.HasRoom, referral.ByVoice)) }, "room.answered"},
		{"BeginSending", func() error { return o.BeginSending(ctx, kim, link) }, "case.read"},
		{"EndSending", func() error { return o.EndSending(ctx, kim, link) }, "case.handed-over"},
		{"HandedOver", func() error {
			return o.HandedOver(ctx, kim, referral.HandOver{Case: c.ID, Way: referral.ReadOut, To: referral.ToCaller})
		}, "case.handed-over"},
		{"Recode", func() error { return errOf(o.Recode(ctx, kim, c.ID)) }, "case.code-replaced"},
		{"HandOvers", func() error { return errOf(o.HandOvers(ctx, kim, c.ID)) }, "case.read"},
		{"Called", func() error {
			return o.Called(ctx, kim, referral.Call{Listing: "oak", Line: facility.MainLine, Outcome: referral.Reached})
		}, "place.called"},
		{"TakeBack", func() error {
			calls, err := o.JustCalled(ctx, kim)
			succeed(t, err)
			return o.TakeBack(ctx, kim, calls[0].ID)
		}, "place.call-taken-back"},
		{"FollowUpOn", func() error { return errOf(o.FollowUpOn(ctx, kim, c.ID, o.now())) }, "follow-up.planned"},
		{"FollowUps", func() error { return errOf(o.FollowUps(ctx, kim, c.ID)) }, "case.read"},
		{"FollowUpsDue", func() error { return errOf(o.FollowUpsDue(ctx, kim, 5)) }, "case.listed"},
		{"Claim", func() error { return errOf(o.Claim(ctx, kim, due.ID)) }, "follow-up.claimed"},
		{"Claimed", func() error { return errOf(o.Claimed(ctx, kim, due.ID)) }, "case.read"},
		{"Finish", func() error { return o.Finish(ctx, kim, due.ID, referral.Met, "", "") }, "follow-up.finished"},
		{"NotePlace", func() error {
			return o.NotePlace(ctx, kim, referral.PlaceNote{Listing: "oak", Words: "ask for Dana"})
		}, "place.noted"},
		{"Counted", func() error { return errOf(o.Counted(ctx, boss, board.MonthOf(o.now()))) }, "board.read"},
		{"SetPhone", func() error { return o.SetPhone(ctx, boss, "+14045550199") }, "helpline.phone-set"},
		{"Overdue", func() error { return errOf(o.Overdue(ctx, kim, 5)) }, "case.listed"},
		{"Tick", func() error { o.wait(60 * 24 * time.Hour); return errOf(o.Tick(ctx)) }, "referral.expired"},
		{"Erase", func() error { return o.Erase(ctx, boss, c.ID) }, "case.erased"},
		{"EraseDue", func() error { o.wait(referral.Retention); return errOf(o.EraseDue(ctx)) }, "case.erased"},
	}
}

func TestEveryMethodOfTheDeskLeavesALineInTheTrail(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		deeds := o.day(t)
		for name := range reflect.TypeFor[*desk.Desk]().Methods() {
			called := slices.ContainsFunc(deeds, func(d deed) bool { return d.method == name.Name })
			if _, exempt := silent[name.Name]; called == exempt {
				t.Errorf("%s: a method is called here, or stands in silent with its reason", name.Name)
			}
		}
		before := len(o.trail(t))
		for _, d := range deeds {
			succeed(t, d.do())
			after := o.trail(t)
			if !slices.ContainsFunc(after[before:], func(e audit.Entry) bool { return e.Action == d.action && e.Actor != "" }) {
				t.Errorf("%s is told as %+v, without %s", d.method, after[before:], d.action)
			}
			before = len(after)
		}
	})
}

func TestALineTellsWhoDidWhatToWhichCaseAndFromWhere(t *testing.T) {
	o := newOffice(t, storetest.Open(t, t.TempDir()+"/haven.db"))
	c, _ := o.open(t)
	_, err := o.Texts(t.Context(), from(kim, home), c.ID)
	succeed(t, err)
	all := o.trail(t)
	got := all[len(all)-1]
	want := audit.Entry{Number: 2, At: monday, Actor: "kim", Organisation: "line", Action: "case.read", Subject: "case:" + c.ID, Origin: "203.0.113.0/24", Hash: got.Hash}
	if got != want {
		t.Errorf("the trail tells %+v, want %+v", got, want)
	}
}

func TestAPageThatShowsManyPartsOfACaseIsOneReadOfIt(t *testing.T) {
	o := newOffice(t, storetest.Open(t, t.TempDir()+"/haven.db"))
	c, _ := o.open(t)
	for range 2 {
		request := desk.Visit(t.Context())
		succeed(t, errOf(o.Case(request, kim, c.ID)))
		succeed(t, errOf(o.Texts(request, kim, c.ID)))
		succeed(t, errOf(o.Consents(request, kim, c.ID)))
	}
	if all := o.trail(t); len(all) != 3 {
		t.Errorf("after opening and two pages the trail has %d lines: %+v", len(all), all)
	}
}

func TestWhoMayNotSeeACaseLeavesNoReadOfIt(t *testing.T) {
	o := newOffice(t, storetest.Open(t, t.TempDir()+"/haven.db"))
	c, _ := o.open(t)
	if _, err := o.Case(t.Context(), lee, c.ID); !errors.Is(err, desk.ErrNotFound) {
		t.Error(err)
	}
	if _, err := o.Resume(t.Context(), lee, string(referral.NewCode())); !errors.Is(err, desk.ErrNotFound) {
		t.Error(err)
	}
	all := o.trail(t)
	if last := all[len(all)-1]; len(all) != 2 || last.Action != "case.code-refused" || last.Subject != "helpline:line" || last.Actor != "lee" {
		t.Errorf("the trail has %+v", all)
	}
}

// Whoever cannot write to the trail can neither change nor read.
func TestWhatCannotBeNotedIsNotDone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, code := o.open(t)
		mute, err := desk.New(t.Context(), s, o.master, audit.NewBook(audit.Key{1}, o.now), o.say, o.now)
		succeed(t, err)
		secret := referral.Text{Field: referral.TextNotes, Words: "n"}
		for what, err := range map[string]error{
			"a change": mute.Change(t.Context(), kim, c.ID, 1, facts()),
			"a text":   mute.Write(t.Context(), kim, c.ID, secret),
			"a read":   errOf(mute.Case(t.Context(), kim, c.ID)),
			"a code":   errOf(mute.Resume(t.Context(), lee, string(code))),
			"an end":   mute.Erase(t.Context(), boss, c.ID),
		} {
			if !errors.Is(err, audit.ErrHead) {
				t.Errorf("%s beside a trail that cannot be written to: %v", what, err)
			}
		}
		again, err := o.Case(t.Context(), kim, c.ID)
		if texts, _ := o.Texts(t.Context(), kim, c.ID); err != nil || again.Version != 1 || len(texts) != 0 {
			t.Errorf("the case is %+v with %v (%v)", again, texts, err)
		}
		if _, err := o.Case(t.Context(), lee, c.ID); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("the colleague with the code is on the case: %v", err)
		}
	})
}

func TestNoWordsOfACaseComeIntoTheTrail(t *testing.T) {
	o := newOffice(t, storetest.Open(t, t.TempDir()+"/haven.db"))
	c, code := o.open(t)
	o.fill(t, c)
	for _, e := range o.trail(t) {
		for _, word := range append(strings.Split(string(code), "-"), marker, "quetzal") {
			if strings.Contains(strings.ToLower(e.Subject+string(e.Action)), strings.ToLower(word)) {
				t.Errorf("entry %d tells %q: %+v", e.Number, word, e)
			}
		}
	}
}
