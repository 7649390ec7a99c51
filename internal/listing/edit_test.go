package listing_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/listing"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// desk is an editor with a place to edit, and people who do.
type desk struct {
	*listing.Editor
	t     *testing.T
	store *store.Store
	dir   *listing.Directory
	place string
	now   time.Time
}

var (
	fay = audit.Who{Account: "fay", Organisation: "alder"}
	stu = audit.Who{Account: "stu", Organisation: "stewards"}
)

func openDesk(t *testing.T, s *store.Store) *desk {
	t.Helper()
	book := audit.NewBook(audit.Key{1}, time.Now)
	for _, who := range []audit.Who{fay, stu} {
		o := account.Organisation{ID: who.Organisation, Kind: account.Owner, Name: who.Organisation}
		u := account.User{ID: who.Account, Email: who.Account + "@example.org", Role: account.Facility, Organisation: o}
		if err := s.AddOrganisation(t.Context(), o, book.Note(audit.Command, "organisation.added", "organisation:"+o.ID)); err != nil {
			t.Fatal(err)
		}
		if err := s.AddAccount(t.Context(), u, book.Note(audit.Command, "account.invited", "account:"+u.ID)); err != nil {
			t.Fatal(err)
		}
	}
	d, ids := load(t, s, edition{2023, []facility.Claims{clinic("Alder Clinic", "1 Oak Street", "0101")}})
	desk := &desk{t: t, store: s, dir: d, place: ids["Alder Clinic"], now: time.Date(2024, time.May, 1, 12, 0, 0, 0, time.UTC)}
	desk.Editor = listing.NewEditor(d, book, func() time.Time { return desk.now })
	return desk
}

func onEachDesk(t *testing.T, test func(t *testing.T, d *desk)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, openDesk(t, s)) })
}

func (d *desk) edits(by audit.Who, c facility.Claims) listing.Outcome {
	d.t.Helper()
	done, err := d.Edit(d.t.Context(), listing.Edit{Listing: d.place, By: by, Steward: by == stu, Claims: c, Why: "We know."})
	if err != nil {
		d.t.Fatal(err)
	}
	return done
}

func (d *desk) shown() (facility.Listing, facility.Profile) {
	d.t.Helper()
	return profile(d.t, d.dir, d.place)
}

// waiting is the only proposal that waits.
func (d *desk) waiting() store.Proposal {
	d.t.Helper()
	open, err := d.store.OpenProposals(d.t.Context(), 10)
	if err != nil || len(open) != 1 {
		d.t.Fatalf("%d edits wait: %v", len(open), err)
	}
	return open[0]
}

var newNumber = facility.Claims{Phone: facility.Says(facility.Phone{E164: "+14045550199"})}

func TestASafeEditShowsAndARiskyOneWaits(t *testing.T) {
	onEachDesk(t, func(t *testing.T, d *desk) {
		c := newNumber
		c.WalkIn, c.Yes = facility.Says(true), []string{"MU"}
		done := d.edits(fay, c)
		if !slices.Equal(done.Shown, []facility.Field{"code:MU", facility.FieldWalkIn}) || !slices.Equal(done.Wait, []facility.Field{facility.FieldPhone}) {
			t.Errorf("the edit came to %+v", done)
		}
		_, p := d.shown()
		if !p.WalkIn.Value || p.WalkIn.By.Source != listing.Itself || p.Codes["MU"].Value != facility.Yes || p.Phone.Value.E164 != "+14045550101" {
			t.Errorf("shown are %+v and %+v", p.WalkIn, p.Phone.Value)
		}
		waits := d.waiting()
		if waits.Account != fay.Account || waits.Why != "We know." || waits.Email != "fay@example.org" || !reflect.DeepEqual(waits.Claims, newNumber) {
			t.Errorf("what waits is %+v", waits)
		}
		if again := d.edits(fay, facility.Claims{WalkIn: facility.Says(true)}); again.Shown != nil || again.Wait != nil {
			t.Errorf("an edit that changes nothing came to %+v", again)
		}
	})
}

func TestAStewardAcceptsAnEdit(t *testing.T) {
	onEachDesk(t, func(t *testing.T, d *desk) {
		d.edits(fay, newNumber)
		waits := d.waiting()
		if err := d.Accept(t.Context(), fay, waits, ""); !errors.Is(err, listing.ErrOwnProposal) {
			t.Errorf("who made an edit decides on it: %v", err)
		}
		d.now = d.now.Add(72 * time.Hour)
		if err := d.Accept(t.Context(), stu, waits, "Called them."); err != nil {
			t.Fatal(err)
		}
		_, p := d.shown()
		if p.Phone.Value.E164 != "+14045550199" || p.Phone.By.Source != listing.Itself || !p.Phone.By.At.Equal(waits.At) {
			t.Errorf("shown is %+v of %+v", p.Phone.Value, p.Phone.By)
		}
		if err := d.Accept(t.Context(), stu, waits, ""); !errors.Is(err, store.ErrDecided) {
			t.Errorf("a second time: %v", err)
		}
		told, err := d.Proposals(t.Context(), d.place)
		if err != nil || len(told) != 1 || told[0].State != store.Accepted || told[0].Words != "Called them." || told[0].DecidedBy != stu.Account {
			t.Errorf("the place is told %+v: %v", told, err)
		}
	})
}

func TestAnAcceptedEditStandsOverAStewardsOlderWord(t *testing.T) {
	onEachDesk(t, func(t *testing.T, d *desk) {
		d.edits(fay, newNumber)
		d.now = d.now.Add(time.Hour)
		d.edits(stu, facility.Claims{Phone: facility.Says(facility.Phone{E164: "+14045550177"})})
		if _, p := d.shown(); p.Phone.Value.E164 != "+14045550177" {
			t.Errorf("a steward's edit shows at once: %+v", p.Phone.Value)
		}
		d.now = d.now.Add(time.Hour)
		if err := d.Accept(t.Context(), stu, d.waiting(), ""); err != nil {
			t.Fatal(err)
		}
		if _, p := d.shown(); p.Phone.Value.E164 != "+14045550199" {
			t.Errorf("after it was accepted, shown is %+v", p.Phone.Value)
		}
	})
}

func TestARejectedEditIsToldWithWords(t *testing.T) {
	onEachDesk(t, func(t *testing.T, d *desk) {
		d.edits(fay, newNumber)
		if err := d.Reject(t.Context(), stu, d.waiting(), "Nobody answers there."); err != nil {
			t.Fatal(err)
		}
		told, err := d.Proposals(t.Context(), d.place)
		if err != nil || told[0].State != store.Rejected || told[0].Words != "Nobody answers there." {
			t.Errorf("the place is told %+v: %v", told, err)
		}
		if _, p := d.shown(); p.Phone.Value.E164 != "+14045550101" {
			t.Errorf("shown is %+v", p.Phone.Value)
		}
	})
}

func TestANewerEditOfTheSameFieldsReplacesTheOneThatWaits(t *testing.T) {
	onEachDesk(t, func(t *testing.T, d *desk) {
		d.edits(fay, newNumber)
		d.now = d.now.Add(time.Minute)
		d.edits(fay, facility.Claims{Phone: facility.Says(facility.Phone{E164: "+14045550188"})})
		waits := d.waiting()
		if waits.Claims.Phone.Value.E164 != "+14045550188" {
			t.Errorf("what waits is %+v", waits)
		}
		if err := d.Withdraw(t.Context(), fay, d.place, waits.ID); err != nil {
			t.Fatal(err)
		}
		if err := d.Withdraw(t.Context(), fay, d.place, waits.ID); !errors.Is(err, store.ErrDecided) {
			t.Errorf("a second time: %v", err)
		}
	})
}

func TestAWithheldAddressIsHiddenAtOnceAndShownAgainByASteward(t *testing.T) {
	onEachDesk(t, func(t *testing.T, d *desk) {
		if done := d.edits(fay, facility.Claims{Withheld: facility.Says(true)}); done.Wait != nil {
			t.Errorf("hiding waits: %+v", done)
		}
		l, p := d.shown()
		if l.Address.Street != "" || p.Address.Value.ZIP != "" || l.Location.Precision != facility.ByCity {
			t.Errorf("still shown: %+v at %+v", l.Address, l.Location)
		}
		if _, full, err := d.Full(t.Context(), d.place); err != nil || full.Address.Value.Street != "1 Oak Street" {
			t.Errorf("the owner sees %+v: %v", full.Address.Value, err)
		}
		if done := d.edits(fay, facility.Claims{Withheld: facility.Says(false)}); done.Shown != nil {
			t.Errorf("showing it again does not wait: %+v", done)
		}
		if err := d.Accept(t.Context(), stu, d.waiting(), ""); err != nil {
			t.Fatal(err)
		}
		if l, _ := d.shown(); l.Address.Street != "1 Oak Street" {
			t.Errorf("shown is %+v", l.Address)
		}
	})
}

func TestAPlaceThatMovedIsNotShownWhereItWas(t *testing.T) {
	s := storetest.Open(t, t.TempDir()+"/haven.db")
	d := openDesk(t, s)
	before, _ := d.shown()
	_, err := d.dir.Say(t.Context(), d.place, itself(2, facility.Claims{Point: facility.Says(geo.Point{Lat: 33.7, Lon: -84.3})}))
	if err != nil {
		t.Fatal(err)
	}
	d.edits(stu, facility.Claims{Address: facility.Says(facility.Address{Street: "9 Elm Street", City: "Macon", State: "GA", ZIP: "31201"})})
	after, _ := d.shown()
	if geo.Distance(before.Location.Point, after.Location.Point) < 50*geo.Kilometre {
		t.Errorf("after it moved to Macon it is shown at %+v", after.Location)
	}
}

func TestAPreviewShowsWhatWouldBeAndChangesNothing(t *testing.T) {
	s := storetest.Open(t, t.TempDir()+"/haven.db")
	d := openDesk(t, s)
	c := newNumber
	c.Withheld = facility.Says(true)
	l, p, err := d.Preview(t.Context(), listing.Edit{Listing: d.place, By: fay, Claims: c})
	if err != nil || p.Phone.Value.E164 != "+14045550199" || p.Address.Value.Street != "" || l.Address.Street != "" {
		t.Errorf("the preview shows %+v and %+v: %v", p.Phone.Value, p.Address.Value, err)
	}
	if l, _ := d.shown(); l.Address.Street == "" {
		t.Error("a preview has changed the listing")
	}
}

func TestAnEditThatCannotBeIsRefused(t *testing.T) {
	s := storetest.Open(t, t.TempDir()+"/haven.db")
	d := openDesk(t, s)
	var wrong *facility.FieldError
	_, err := d.Edit(t.Context(), listing.Edit{Listing: d.place, By: fay, Claims: facility.Claims{Email: facility.Says("nobody")}})
	if !errors.As(err, &wrong) || wrong.Field != facility.FieldEmail {
		t.Errorf("got %v", err)
	}
	_, err = d.Edit(t.Context(), listing.Edit{Listing: "nowhere", By: fay, Claims: newNumber})
	if !errors.Is(err, facility.ErrNotFound) {
		t.Errorf("a place that is not there: %v", err)
	}
}

func TestEveryFieldThatCanBeClaimedIsInTheTableOfRisks(t *testing.T) {
	inTable := map[facility.Field]bool{}
	for _, risk := range listing.Risks() {
		inTable[risk.Field] = true
		if risk.Why == "" {
			t.Errorf("%s has no reason", risk.Field)
		}
	}
	for _, field := range facility.ClaimedFields() {
		if !inTable[field] {
			t.Errorf("%s is not in the table", field)
		}
	}
	for field, waits := range map[facility.Field]bool{
		facility.FieldPhone: true, facility.FieldName: true, facility.FieldAddress: true, facility.FieldWebsite: true, facility.FieldEmail: true,
		facility.FieldHours: false, facility.CodeField("MD"): false, facility.OpeningField(facility.DetoxBeds): true, "invented": true,
	} {
		if listing.Waits(&facility.Claims{}, field) != waits {
			t.Errorf("%s waits is not %v", field, waits)
		}
	}
}

func TestWordsThatLeadElsewhereWait(t *testing.T) {
	for words, waits := range map[string]bool{
		"The first visit is $40, the next $1,000 to $2,500 a month.":    false,
		"Ring twice. Open 24/7. Bring 2 forms of ID from 2024 or 2025.": false,
		"Beds for people of up to 350 lb.":                              false,
		"Call (404) 555-0199 instead.":                                  true,
		"Call 404 555 0199":                                             true,
		"Call 4045550199":                                               true,
		"Call 555-0199":                                                 true,
		"Call 1-800-GET-HELP":                                           true,
		"Write to pay@evil.example":                                     true,
		"Pay at https://evil.example":                                   true,
		"Pay at www.evil.example":                                       true,
		"Pay at evil-help.com first":                                    true,
	} {
		list := facility.Says(facility.Checklist{Words: words})
		for field, claims := range map[facility.Field]facility.Claims{
			facility.FieldFees: {Fees: list}, facility.FieldBring: {Bring: list}, facility.FieldAccess: {Access: list},
		} {
			if got := listing.Waits(&claims, field); got != waits {
				t.Errorf("%s: %q waits: %v", field, words, got)
			}
		}
	}
}
