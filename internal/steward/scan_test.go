package steward_test

import (
	"testing"
	"time"

	"haven/internal/audit"
	"haven/internal/contradiction"
	"haven/internal/facility"
	"haven/internal/steward"
	"haven/internal/store"
)

// said is what another source says about a place, some days after noon.
func (o *office) said(listing, source string, rank facility.Rank, days int, claims facility.Claims) {
	o.t.Helper()
	s := facility.Statement{Source: source, Series: source, Rank: rank, At: noon.AddDate(0, 0, days), Claims: claims}
	if _, err := o.listings.Say(o.t.Context(), listing, s); err != nil {
		o.t.Fatal(err)
	}
}

func phone(e164 string) facility.Claims {
	return facility.Claims{Phone: facility.Says(facility.Phone{E164: e164})}
}

// scanned are the matters of a kind after a scan.
func (o *office) scanned(kind string) []steward.Matter {
	o.t.Helper()
	if err := o.Scan(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	return o.inbox(audit.Who{}, steward.Filter{Kind: kind}).Matters
}

func TestSourcesThatDisagreeAreSettledUntilOneSaysSomethingNew(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		who, alder := o.steward(), o.place("Alder Clinic")
		if found := o.scanned(steward.ConflictKind); len(found) != 0 {
			t.Fatalf("of one source there is %+v", found)
		}
		o.said(alder, "facility", facility.RankFacility, 1, phone("+14045550199"))
		found := o.scanned(steward.ConflictKind)
		if len(found) != 1 || found[0].About != "phone" || found[0].More != 0 || found[0].Place.ID != alder {
			t.Fatalf("found %+v", found)
		}
		again := o.scanned(steward.ConflictKind)
		if len(again) != 1 || again[0].ID != found[0].ID {
			t.Errorf("a second scan finds %+v", again)
		}
		o.at = noon.AddDate(0, 0, 2)
		right := map[facility.Field]string{facility.FieldPhone: "samhsa-directory"}
		if err := o.Choose(t.Context(), who, found[0], map[facility.Field]string{facility.FieldPhone: "nobody"}, "I called."); err != steward.ErrNoChoice {
			t.Errorf("chosen was a source that says nothing: %v", err)
		}
		if err := o.Choose(t.Context(), who, found[0], right, "I called."); err != nil {
			t.Fatal(err)
		}
		l, p, err := o.listings.Known(t.Context(), alder)
		if err != nil || l.Phones[0].E164 != "+14045550101" || p.Phone.By.Source != "steward" {
			t.Errorf("the listing shows %+v (%v)", l.Phones, err)
		}
		if left := o.inbox(who, steward.Filter{Kind: steward.ConflictKind}); left.Total != 0 {
			t.Errorf("settled, there is left %+v", left.Matters)
		}
		o.said(alder, "facility", facility.RankFacility, 3, phone("+14045550199"))
		if found := o.scanned(steward.ConflictKind); len(found) != 0 {
			t.Errorf("said again, it is found again: %+v", found)
		}
		o.said(alder, "facility", facility.RankFacility, 4, phone("+14045550177"))
		if found := o.scanned(steward.ConflictKind); len(found) != 1 {
			t.Errorf("a new number is %+v", found)
		}
	})
}

func TestAContradictionIsAcceptedUntilTheFactsChange(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		who, alder := o.steward(), o.place("Alder Clinic")
		o.said(alder, "otp", facility.RankRegister, 1, facility.Claims{Yes: []string{"OTP"}, No: []string{"MU"}})
		found := o.scanned(steward.ContradictionKind)
		if len(found) != 1 || found[0].About != "otp-without-methadone" || found[0].Severity.String() != "high" {
			t.Fatalf("found %+v", found)
		}
		if err := o.Accept(t.Context(), who, found[0], ""); err != steward.ErrNoWords {
			t.Errorf("accepted without a word: %v", err)
		}
		if err := o.Accept(t.Context(), who, found[0], "They use buprenorphine alone."); err != nil {
			t.Fatal(err)
		}
		o.said(alder, "otp", facility.RankRegister, 2, facility.Claims{Yes: []string{"BU"}})
		if found := o.scanned(steward.ContradictionKind); len(found) != 0 {
			t.Errorf("another fact changed, and there is %+v", found)
		}
		o.said(alder, "otp", facility.RankRegister, 3, facility.Claims{Yes: []string{"MU"}})
		if found := o.scanned(steward.ContradictionKind); len(found) != 0 {
			t.Errorf("it was put right, and there is %+v", found)
		}
		o.said(alder, "otp", facility.RankRegister, 4, facility.Claims{No: []string{"MU"}})
		if found := o.scanned(steward.ContradictionKind); len(found) != 1 {
			t.Errorf("the facts have changed twice, and there is %+v", found)
		}
	})
}

func TestAContradictionThatIsPutRightLeavesTheInbox(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		who, alder := o.steward(), o.place("Alder Clinic")
		o.said(alder, "otp", facility.RankRegister, 1, facility.Claims{Yes: []string{"OTP"}, No: []string{"MU"}})
		m := o.scanned(steward.ContradictionKind)[0]
		o.at = noon.AddDate(0, 0, 2)
		if still, err := o.Fix(t.Context(), who, m, facility.Claims{Yes: []string{"BU"}}, "I called."); err != nil || !still {
			t.Errorf("what does not help leaves it open: %v, %v", still, err)
		}
		if still, err := o.Fix(t.Context(), who, m, facility.Claims{Yes: []string{"MU"}}, "I called."); err != nil || still {
			t.Errorf("put right: %v, %v", still, err)
		}
		if left := o.scanned(steward.ContradictionKind); len(left) != 0 {
			t.Errorf("there is left %+v", left)
		}
	})
}

func TestANumberThatLeadsToAnotherOwnerIsFoundWhateverIsSaidLater(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		alder := o.place("Alder Clinic")
		birch := o.placeOf(facility.Claims{
			Name:    facility.Says(facility.Name{Name: "Birch House"}),
			Address: facility.Says(facility.Address{Street: "2 Elm Street", City: "Macon", State: "GA", ZIP: "31201"}),
			Phone:   facility.Says(facility.Phone{E164: "+14785550100"}),
		})
		if found := o.scanned(steward.ContradictionKind); len(found) != 0 {
			t.Fatalf("found %+v", found)
		}
		o.said(alder, "facility", facility.RankFacility, 2, phone("+14785550100"))
		o.said(alder, "facility", facility.RankFacility, 3, phone("+14785550100"))
		o.said(alder, "facility", facility.RankFacility, 4, facility.Claims{Yes: []string{"BU"}})
		found := o.scanned(steward.ContradictionKind)
		if len(found) == 0 || found[0].About != "phone-taken" || found[0].Listing != alder {
			t.Fatalf("found %+v", found)
		}
		c, err := o.Contradiction(t.Context(), found[0])
		if err != nil || len(c.Sharers) != 1 || c.Sharers[0].ID != birch || c.Before.Phones[0].E164 != "+14045550101" {
			t.Errorf("shown are %+v, before %+v (%v)", c.Sharers, c.Before.Phones, err)
		}
	})
}

func TestWhatIsNotShownAnyMoreHasNoFindings(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		who, alder := o.steward(), o.place("Alder Clinic")
		o.said(alder, "facility", facility.RankFacility, 1, phone("+19999999999"))
		if found := o.scanned(""); len(found) != 2 {
			t.Fatalf("found %+v", found)
		}
		o.at = noon.AddDate(0, 0, 2)
		if err := o.Closure(t.Context(), who, alder, &facility.Closure{ForGood: true}, "The door is bricked up."); err != nil {
			t.Fatal(err)
		}
		if found := o.scanned(""); len(found) != 0 {
			t.Errorf("closed for good, there is left %+v", found)
		}
		if l, _, err := o.listings.Known(t.Context(), alder); err != nil || !l.Gone {
			t.Errorf("it shows as %+v (%v)", l, err)
		}
		o.at = o.at.Add(time.Hour)
		if err := o.Closure(t.Context(), who, alder, nil, "They are back."); err != nil {
			t.Fatal(err)
		}
		if l, _, err := o.listings.Known(t.Context(), alder); err != nil || l.Gone {
			t.Errorf("opened again it shows as %+v (%v)", l, err)
		}
	})
}

func TestAPlaceAddedByHandIsFoundOnceAndKnownToBeHere(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		who := o.steward()
		alder := o.place("Alder Clinic")
		claims := facility.Claims{
			Name:    facility.Says(facility.Name{Name: "Alder Clinic LLC"}),
			Address: facility.Says(facility.Address{Street: "1 Oak St.", City: "Atlanta", State: "GA", ZIP: "30303"}),
		}
		_, alike, err := o.AddPlace(t.Context(), who, claims, "They called.", false)
		if err != steward.ErrAlike || len(alike) != 1 || alike[0].ID != alder {
			t.Fatalf("alike are %+v (%v)", alike, err)
		}
		claims.Name, claims.Address.Value.Street = facility.Says(facility.Name{Name: "Fir House"}), "77 Pine Avenue"
		id, alike, err := o.AddPlace(t.Context(), who, claims, "They called.", false)
		if err != nil {
			t.Fatal(err, alike)
		}
		l, p, err := o.listings.Known(t.Context(), id)
		if err != nil || l.Name.Name != "Fir House" || l.Source != "steward" || p.Name.By.Rank != facility.RankSteward || l.Location.Point.Lat == 0 {
			t.Errorf("added was %+v (%v)", l, err)
		}
	})
}

func TestOtherRulesJudgeAllListingsAnew(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		alder := o.place("Alder Clinic")
		o.said(alder, "register", facility.RankRegister, 1, facility.Claims{Yes: []string{"OTP"}, No: []string{"MU"}})
		if found := o.scanned(steward.ContradictionKind); len(found) != 1 {
			t.Fatalf("found %+v", found)
		}
		last, err := o.store.Scanned(t.Context())
		if err != nil || last.Rules != contradiction.Edition() {
			t.Fatalf("scanned by rules %d, in force are %d (%v)", last.Rules, contradiction.Edition(), err)
		}
		older := store.Scan{Revision: last.Revision, Rules: last.Rules + 1}
		if err := o.store.PutFindings(t.Context(), steward.ContradictionKind, []string{alder}, nil); err != nil {
			t.Fatal(err)
		}
		if found := o.scanned(steward.ContradictionKind); len(found) != 0 {
			t.Errorf("nothing changed, and %+v was looked for", found)
		}
		if err := o.store.SetScanned(t.Context(), older); err != nil {
			t.Fatal(err)
		}
		if found := o.scanned(steward.ContradictionKind); len(found) != 1 {
			t.Errorf("by other rules nothing is found again: %+v", found)
		}
	})
}
