package steward_test

import (
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/steward"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

var noon = time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)

// office is a stewards' office over a directory of some places.
type office struct {
	*steward.Office
	t        *testing.T
	store    *store.Store
	listings *listing.Directory
	at       time.Time
	book     audit.Book
}

// onEachEngine runs a test in a fresh office with one place, "Alder Clinic".
func onEachEngine(t *testing.T, test func(t *testing.T, o *office)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := &office{t: t, store: s, listings: listing.NewDirectory(s, geo.Default()), at: noon}
		now := func() time.Time { return o.at }
		o.book = audit.NewBook(audit.Key{}, now)
		o.Office = steward.New(s, o.listings, o.book, now)
		test(t, o)
	})
}

// place is a listing that its directory has stated, by its id.
func (o *office) place(name string) string {
	return o.placeOf(facility.Claims{
		Name:    facility.Says(facility.Name{Name: name}),
		Address: facility.Says(facility.Address{Street: "1 Oak Street", City: "Atlanta", State: "GA", ZIP: "30303"}),
		Phone:   facility.Says(facility.Phone{E164: "+14045550101"}),
	})
}

func (o *office) placeOf(claims facility.Claims) string {
	o.t.Helper()
	locator, err := ingest.LoadLocator(o.t.Context(), o.store, geo.Default())
	if err != nil {
		o.t.Fatal(err)
	}
	id := o.store.NewID()
	said := facility.Statement{
		Source: "samhsa-directory", Series: "samhsa-su", Record: "samhsa-su/" + id, At: noon.AddDate(-1, 0, 0), Rank: facility.RankDirectory,
		Claims: claims,
	}
	_, err = o.store.Say(o.t.Context(), store.StatementRow{
		Record: said.Record, Series: said.Series, Source: said.Source, At: said.At, Rank: said.Rank, Claims: said.Claims,
	}, locator.Row(id, facility.Fold([]facility.Statement{said}, nil)))
	if err != nil {
		o.t.Fatal(err)
	}
	return id
}

// steward is an account that may take matters.
func (o *office) steward() audit.Who {
	o.t.Helper()
	of := account.Organisation{ID: o.store.NewID(), Kind: account.Operator, Name: "Of " + o.store.NewID()}
	u := account.User{ID: o.store.NewID(), Email: o.store.NewID() + "@example.org", Role: account.Steward, Organisation: of}
	if err := o.store.AddOrganisation(o.t.Context(), of, o.book.Note(audit.Command, "organisation.added", "x")); err != nil {
		o.t.Fatal(err)
	}
	if err := o.store.AddAccount(o.t.Context(), u, o.book.Note(audit.Command, "account.added", "x")); err != nil {
		o.t.Fatal(err)
	}
	return audit.Who{Account: u.ID, Organisation: of.ID}
}

func (o *office) report(listing string, reason facility.Reason, hours int) {
	o.t.Helper()
	at := noon.Add(time.Duration(hours) * time.Hour)
	if err := o.listings.Report(o.t.Context(), facility.Report{Listing: listing, Reason: reason, At: at}); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) inbox(who audit.Who, f steward.Filter) steward.Inbox {
	o.t.Helper()
	in, err := o.Inbox(o.t.Context(), who.Account, f)
	if err != nil {
		o.t.Fatal(err)
	}
	return in
}

func TestTheInboxHasWhatWaitsTheOldestFirst(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		who, alder := o.steward(), o.place("Alder Clinic")
		o.report(alder, facility.Moved, 2)
		o.report(alder, facility.Closed, 1)
		in := o.inbox(who, steward.Filter{})
		if in.Total != 2 || in.Last != 1 || len(in.Matters) != 2 || in.Matters[0].About != "closed" || in.Matters[0].Place.Name.Name != "Alder Clinic" {
			t.Errorf("the inbox is %+v", in)
		}
		if in := o.inbox(who, steward.Filter{Kind: steward.CheckKind}); in.Total != 0 || len(in.Matters) != 0 {
			t.Errorf("of another kind waits %+v", in)
		}
	})
}

func TestOfTwoWhoTakeAMatterOneGetsIt(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		one, other := o.steward(), o.steward()
		o.report(o.place("Alder Clinic"), facility.Moved, 1)
		m := o.inbox(one, steward.Filter{}).Matters[0]
		for _, try := range []struct {
			who audit.Who
			got bool
		}{{one, true}, {other, false}, {one, true}} {
			if got, err := o.Take(t.Context(), try.who, m.Kind, m.ID); err != nil || got != try.got {
				t.Errorf("%s takes it: %v, %v", try.who.Account, got, err)
			}
		}
		if in := o.inbox(one, steward.Filter{Mine: one.Account}); in.Mine != 1 || len(in.Matters) != 1 || in.Matters[0].Assigned != one.Account {
			t.Errorf("theirs are %+v", in)
		}
		if in := o.inbox(other, steward.Filter{Mine: other.Account}); in.Mine != 0 || len(in.Matters) != 0 {
			t.Errorf("the other's are %+v", in)
		}
		if err := o.Release(t.Context(), other, m.Kind, m.ID); err != nil {
			t.Fatal(err)
		}
		if got, err := o.Take(t.Context(), other, m.Kind, m.ID); err != nil || !got {
			t.Errorf("released, the other takes it: %v, %v", got, err)
		}
	})
}

func TestAnAnsweredReportLeavesTheInboxAndIsKept(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		who, alder := o.steward(), o.place("Alder Clinic")
		o.report(alder, facility.Moved, 1)
		m := o.inbox(who, steward.Filter{}).Matters[0]
		if err := o.Answer(t.Context(), who, m, steward.Dismiss, " "); err != steward.ErrNoWords {
			t.Errorf("without a word why: %v", err)
		}
		if err := o.Answer(t.Context(), who, m, steward.Dismiss, "They have not moved, I called."); err != nil {
			t.Fatal(err)
		}
		if in := o.inbox(who, steward.Filter{}); in.Total != 0 {
			t.Errorf("it still waits: %+v", in)
		}
		if err := o.Answer(t.Context(), who, m, steward.Mended, ""); err != steward.ErrNotFound {
			t.Errorf("answered again: %v", err)
		}
		kept, err := o.store.ReportsOf(t.Context(), alder, 10)
		if err != nil || len(kept) != 1 || kept[0].Answer != facility.ReportWrong || kept[0].AnsweredBy != who.Account || !kept[0].Answered.Equal(noon) {
			t.Errorf("kept is %+v (%v)", kept, err)
		}
	})
}

func TestWhoDoubtsANumberConfirmsNothing(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		who, alder := o.steward(), o.place("Alder Clinic")
		o.said(alder, "facility", facility.RankFacility, -2, facility.Claims{Confirms: []facility.Field{facility.AllFields}})
		if l := o.kept(alder); l.Confirmed.Source != "facility" {
			t.Fatalf("confirmed by the place it is %+v", l.Confirmed)
		}
		o.report(alder, facility.WrongNumber, 1)
		m := o.inbox(who, steward.Filter{}).Matters[0]
		if err := o.Answer(t.Context(), who, m, steward.Doubt, "Nobody there knows the clinic."); err != nil {
			t.Fatal(err)
		}
		if l := o.kept(alder); !l.Confirmed.At.IsZero() {
			t.Errorf("once a steward doubts its number it is confirmed by %+v", l.Confirmed)
		}
	})
}

// kept is a listing as searches find it.
func (o *office) kept(listing string) facility.Listing {
	o.t.Helper()
	row, err := o.store.Listing(o.t.Context(), listing)
	if err != nil {
		o.t.Fatal(err)
	}
	return row.Listing
}

func TestTheWordsOfAReportGoThirtyDaysAfterItsAnswer(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		who, alder := o.steward(), o.place("Alder Clinic")
		for _, reason := range []facility.Reason{facility.Moved, facility.Closed} {
			if err := o.listings.Report(t.Context(), facility.Report{Listing: alder, Reason: reason, Words: "I went there.", At: noon}); err != nil {
				t.Fatal(err)
			}
		}
		m := o.inbox(who, steward.Filter{}).Matters[0]
		if err := o.Answer(t.Context(), who, m, steward.Dismiss, "I called."); err != nil {
			t.Fatal(err)
		}
		for _, tt := range []struct {
			after time.Duration
			words int // of how many reports
		}{{29 * 24 * time.Hour, 2}, {31 * 24 * time.Hour, 1}} {
			o.at = noon.Add(tt.after)
			if err := o.Forget(t.Context()); err != nil {
				t.Fatal(err)
			}
			kept, err := o.store.ReportsOf(t.Context(), alder, 10)
			if err != nil {
				t.Fatal(err)
			}
			words := 0
			for _, r := range kept {
				if r.Words != "" {
					words++
				}
			}
			if len(kept) != 2 || words != tt.words {
				t.Errorf("after %v words of %d reports are kept, want %d: %+v", tt.after, words, tt.words, kept)
			}
		}
	})
}

func TestNoPageOfTheInboxHasMoreThanFitsOnIt(t *testing.T) {
	onEachEngine(t, func(t *testing.T, o *office) {
		who, alder := o.steward(), o.place("Alder Clinic")
		for hour := range steward.PerPage + 1 {
			o.report(alder, facility.Moved, hour)
		}
		seen := map[string]bool{}
		for page := 1; page <= 2; page++ {
			in := o.inbox(who, steward.Filter{Page: page})
			if in.Last != 2 || in.Total != steward.PerPage+1 {
				t.Errorf("page %d of %d, %d in all", page, in.Last, in.Total)
			}
			for _, m := range in.Matters {
				seen[m.ID] = true
			}
		}
		if len(seen) != steward.PerPage+1 {
			t.Errorf("%d were seen on two pages", len(seen))
		}
	})
}
