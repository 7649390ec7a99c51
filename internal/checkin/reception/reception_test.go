package reception_test

import (
	"context"
	"errors"
	"net/netip"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"haven/importers"
	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/checkin/reception"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/seal"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// town is a directory with one clinic in Atlanta.
type town struct{}

func (town) Source() string { return "samhsa-directory" }

func (town) Read(_ context.Context, _ string, sink importers.Sink) (importers.Edition, error) {
	err := sink.Record(importers.Record{Line: 2, Rank: facility.RankDirectory, Claims: facility.Claims{
		Name:    facility.Says(facility.Name{Name: "Alder Clinic"}),
		Address: facility.Says(facility.Address{Street: "1 Oak Street", City: "Atlanta", State: "GA", ZIP: "30303"}),
		Phone:   facility.Says(facility.Phone{E164: "+14045550101"}),
		Yes:     []string{"DT", "RD", "RES"},
	}})
	return importers.Edition{Series: "samhsa-su", Modified: time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC), Complete: true}, err
}

// desk is a reception with a real directory, at a clock that tests put forward.
type desk struct {
	*reception.Reception
	t         *testing.T
	store     *store.Store
	directory *listing.Directory
	gate      *gate.Gate
	clinic    string
	at        time.Time
}

func open(t *testing.T, s *store.Store) *desk {
	t.Helper()
	d := &desk{t: t, store: s, directory: listing.NewDirectory(s, geo.Default()), at: time.Date(2026, 3, 2, 15, 0, 0, 0, time.UTC)} // ten in Atlanta
	now := func() time.Time { return d.at }
	_, err := ingest.Run(t.Context(), town{}, "", ingest.Options{Store: s, Places: geo.Default(), Now: now})
	d.must(err)
	d.must(d.directory.EachListing(t.Context(), true, func(l facility.Listing) error { d.clinic = l.ID; return nil }))
	master, err := seal.MakeMaster(filepath.Join(t.TempDir(), "master.key"))
	d.must(err)
	keys, err := gate.OpenKeys(t.Context(), s, master)
	d.must(err)
	d.gate = gate.New(s, keys, now)
	d.Reception = reception.New(s, d.directory, d.gate.Book(), keys, now)
	return d
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) profile() facility.Profile {
	d.t.Helper()
	_, p, err := d.directory.Profile(d.t.Context(), d.clinic)
	d.must(err)
	return p
}

// owner is somebody of a new organisation that speaks for the clinic from now on.
func (d *desk) owner(name string) gate.Actor {
	d.t.Helper()
	ctx := d.t.Context()
	of := account.Organisation{ID: d.store.NewID(), Kind: account.Owner, Name: name}
	note := d.gate.Book().Note(audit.Command, "owner.given", "listing:"+d.clinic)
	d.must(d.store.AddOrganisation(ctx, of, note))
	before, err := d.store.OwnerOf(ctx, d.clinic)
	d.must(err)
	d.must(d.store.GiveListing(ctx, d.clinic, before, of.ID, d.at, note))
	token, err := d.gate.InviteByCommand(ctx, gate.Newcomer{Email: strings.ToLower(name) + "@alder.example", Role: account.Facility, Organisation: of})
	d.must(err)
	ticket, err := d.gate.Join(ctx, token, "a long enough password", netip.Addr{})
	d.must(err)
	actor, err := d.gate.Actor(ctx, ticket.Token, netip.Addr{})
	d.must(err)
	return actor
}

func onEachEngine(t *testing.T, test func(t *testing.T, d *desk)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, open(t, s)) })
}

func TestAConfirmationRenewsEveryTermAndIsTakenBack(t *testing.T) {
	onEachEngine(t, func(t *testing.T, d *desk) {
		token, _, err := d.Ask(t.Context(), audit.Command, checkin.Letter, d.clinic)
		d.must(err)
		before := d.profile()
		if before.Phone.Fresh(d.at) {
			t.Fatal("the number of 2023 is fresh")
		}
		link, err := d.Follow(t.Context(), token)
		d.must(err)
		told, err := d.Answer(t.Context(), link, netip.Addr{}, checkin.Answer{Kind: checkin.Unchanged})
		d.must(err)
		if p := d.profile(); !p.Phone.Fresh(d.at) || p.Phone.Confirmed == nil || p.Phone.Confirmed.Source != "facility" || p.Phone.Value != before.Phone.Value {
			t.Errorf("the phone is %+v", p.Phone)
		}
		d.must(d.TakeBack(t.Context(), link, netip.Addr{}, told.ID))
		if p := d.profile(); p.Phone.Fresh(d.at) || p.Phone.Confirmed != nil || len(p.Sources) != 1 {
			t.Errorf("taken back, the phone is %+v", p.Phone)
		}
	})
}

func TestAShortClosureShowsAtOnceAndIsToldToStewards(t *testing.T) {
	onEachEngine(t, func(t *testing.T, d *desk) {
		token, _, err := d.Ask(t.Context(), audit.Command, checkin.Letter, d.clinic)
		d.must(err)
		link, err := d.Follow(t.Context(), token)
		d.must(err)
		for _, tt := range []struct {
			days  int
			shown bool
		}{{10, true}, {60, false}} {
			until := d.at.Truncate(24*time.Hour).AddDate(0, 0, tt.days)
			told, err := d.Answer(t.Context(), link, netip.Addr{}, checkin.Answer{Kind: checkin.Paused, Until: until})
			d.must(err)
			p := d.profile()
			if _, closed := p.ClosedAt(d.at); closed != tt.shown {
				t.Errorf("for %d days: closed is %v", tt.days, closed)
			}
			if reports, err := d.store.OpenReports(t.Context(), facility.FromPlace, 5); err != nil || len(reports) != 1 {
				t.Errorf("for %d days stewards are told %v (%v)", tt.days, reports, err)
			}
			d.must(d.TakeBack(t.Context(), link, netip.Addr{}, told.ID))
			p = d.profile()
			if _, closed := p.ClosedAt(d.at); closed {
				t.Errorf("for %d days: taken back, it is closed", tt.days)
			}
			if reports, err := d.store.OpenReports(t.Context(), facility.FromPlace, 5); err != nil || len(reports) != 0 {
				t.Errorf("for %d days: taken back, stewards are told %v (%v)", tt.days, reports, err)
			}
			d.at = d.at.Add(time.Minute)
		}
	})
}

func TestAKeyWorksForItsPlaceAndAsLongAsItsOwnerDoes(t *testing.T) {
	onEachEngine(t, func(t *testing.T, d *desk) {
		ctx, from := t.Context(), netip.MustParseAddr("192.0.2.1")
		fay := d.owner("Fay")
		key, err := d.MakeKey(ctx, fay, d.clinic)
		d.must(err)
		three := checkin.Count{Listing: d.clinic, Openings: facility.Openings{facility.DetoxBeds: {Open: 3, Total: 10}}}
		_, err = d.CountBy(ctx, key, from, three)
		d.must(err)
		p := d.profile()
		if got := p.OpenNow(facility.DetoxBeds, d.at); got != 3 {
			t.Errorf("%d are open, want 3", got)
		}
		elsewhere := three
		elsewhere.Listing = "hvnnowhere1"
		for what, try := range map[string]struct {
			key   string
			count checkin.Count
		}{
			"another place": {key, elsewhere},
			"a hash":        {checkin.KeyPrefix + strings.Repeat("0", 43), three},
			"no prefix":     {strings.TrimPrefix(key, checkin.KeyPrefix), three},
			"nothing":       {"", three},
		} {
			if _, err := d.CountBy(ctx, try.key, from, try.count); !errors.Is(err, reception.ErrKey) {
				t.Errorf("%s: %v", what, err)
			}
		}
		old := three
		old.At = d.at.Add(-25 * time.Hour)
		if _, err := d.CountBy(ctx, key, from, old); !errors.Is(err, checkin.ErrIncomplete) {
			t.Errorf("a count of yesterday: %v", err)
		}
		d.owner("Eve") // speaks for the clinic from now on
		if _, err := d.CountBy(ctx, key, from, three); !errors.Is(err, reception.ErrKey) {
			t.Errorf("after another has taken over: %v", err)
		}
	})
}

func TestWhatAttemptsAreCountedUnderNamesNobody(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		d := open(t, storetest.Open(t, url))
		ctx, from := t.Context(), netip.MustParseAddr("192.0.2.1")
		count := checkin.Count{Listing: d.clinic, Openings: facility.Openings{facility.DetoxBeds: {Open: 3}}}
		if _, err := d.CountBy(ctx, "guess", from, count); !errors.Is(err, reception.ErrKey) {
			t.Fatal(err)
		}
		fay := d.owner("Fay")
		key, err := d.MakeKey(ctx, fay, d.clinic)
		d.must(err)
		_, err = d.CountBy(ctx, key, from, count)
		d.must(err)
		token, _, err := d.Ask(ctx, audit.Command, checkin.Letter, d.clinic)
		d.must(err)
		link, err := d.Follow(ctx, token)
		d.must(err)
		_, err = d.Answer(ctx, link, from, checkin.Answer{Kind: checkin.Unchanged})
		d.must(err)
		counted := attemptKeys(t, url)
		if len(counted) < 3 {
			t.Errorf("attempts were counted under %q", counted)
		}
		for _, key := range counted {
			if !digest.MatchString(key) {
				t.Errorf("an attempt is counted under %q", key)
			}
		}
	})
}

// digest is a hash of 32 bytes.
var digest = regexp.MustCompile("^[0-9a-f]{64}$")

// attemptKeys are what attempts are counted under in a database.
func attemptKeys(t *testing.T, url string) (keys []string) {
	t.Helper()
	driver := "sqlite"
	if strings.HasPrefix(url, "postgres") {
		driver = "postgres"
	}
	db, err := sqlx.Connect(driver, url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Select(&keys, "SELECT key FROM attempt"); err != nil {
		t.Fatal(err)
	}
	return keys
}

func TestGuessingKeysAndSendingTooOftenAreSlowed(t *testing.T) {
	d := open(t, storetest.Open(t, filepath.Join(t.TempDir(), "haven.db")))
	ctx, from := t.Context(), netip.MustParseAddr("192.0.2.1")
	guess := checkin.Count{Listing: d.clinic, Openings: facility.Openings{facility.DetoxBeds: {Open: 3}}}
	var many reception.TooManyError
	for n := range 31 {
		_, err := d.CountBy(ctx, "guess", from, guess)
		if slowed := errors.As(err, &many); slowed != (n == 30) {
			t.Fatalf("guess %d: %v", n+1, err)
		}
	}
	if _, err := d.CountBy(ctx, "guess", netip.MustParseAddr("198.51.100.1"), guess); errors.As(err, &many) {
		t.Error("who guesses from one network stops another")
	}
}

func TestWhoIsSilentForMonthsGetsEachReminderOnce(t *testing.T) {
	onEachEngine(t, func(t *testing.T, d *desk) {
		fay := d.owner("Fay")
		d.must(d.Promise(t.Context(), fay, d.clinic, []facility.OpeningKind{facility.DetoxBeds}))
		d.at = d.at.AddDate(0, 0, 3)
		_, err := d.Count(t.Context(), fay.Who(), checkin.Count{Listing: d.clinic, Source: checkin.Itself, By: fay.User.ID, Openings: facility.Openings{facility.DetoxBeds: {Open: 1}}})
		d.must(err)
		var sent []checkin.Step
		since := map[time.Time]bool{}
		for range 110 { // days: longer than it is remembered what was sent
			d.at = d.at.AddDate(0, 0, 1)
			d.must(d.ThinOut(t.Context()))
			d.must(d.Remind(t.Context(), func(_ context.Context, r reception.Reminder) error { sent = append(sent, r.Step); return nil }))
			open, err := d.Overdue().Open(t.Context(), 5)
			d.must(err)
			for _, m := range open {
				since[m.Since] = true
			}
		}
		if want := []checkin.Step{checkin.FirstReminder, checkin.OverdueReminder, checkin.LastReminder}; !slices.Equal(sent, want) {
			t.Errorf("sent were the steps %v, want %v", sent, want)
		}
		if len(since) != 1 {
			t.Errorf("the promise is overdue since %v", since)
		}
	})
}

func TestWhoPromisedNumbersIsRemindedOnceByMailAndStewardsSeeIt(t *testing.T) {
	onEachEngine(t, func(t *testing.T, d *desk) {
		fay := d.owner("Fay")
		d.must(d.Promise(t.Context(), fay, d.clinic, []facility.OpeningKind{facility.DetoxBeds}))
		var sent []reception.Reminder
		fails := errors.New("the mail server is down")
		send := func(_ context.Context, r reception.Reminder) error {
			if fails != nil {
				return fails
			}
			sent = append(sent, r)
			return nil
		}
		d.at = d.at.AddDate(0, 0, 2) // a whole day was missed
		if err := d.Remind(t.Context(), send); !errors.Is(err, fails) {
			t.Fatalf("while nothing can be sent: %v", err)
		}
		fails = nil
		for range 3 {
			d.must(d.Remind(t.Context(), send))
		}
		if len(sent) != 1 || sent[0].Step != checkin.FirstReminder || len(sent[0].To) != 1 || sent[0].To[0] != "fay@alder.example" {
			t.Fatalf("sent %+v", sent)
		}
		if n, err := d.Overdue().Count(t.Context()); n != 0 || err != nil {
			t.Errorf("%d are overdue (%v)", n, err)
		}
		d.at = d.at.AddDate(0, 0, 1)
		d.must(d.Remind(t.Context(), send))
		if open, err := d.Overdue().Open(t.Context(), 5); len(sent) != 2 || sent[1].Step != checkin.OverdueReminder || len(open) != 1 || open[0].Listing != d.clinic || err != nil {
			t.Errorf("sent %+v, overdue are %+v (%v)", sent, open, err)
		}
		_, err := d.Count(t.Context(), fay.Who(), checkin.Count{Listing: d.clinic, Source: checkin.Itself, By: fay.User.ID, Openings: facility.Openings{facility.DetoxBeds: {Open: 1}}})
		d.must(err)
		d.must(d.Remind(t.Context(), send))
		if n, _ := d.Overdue().Count(t.Context()); len(sent) != 2 {
			t.Errorf("with today's number sent %+v, and %d are overdue", sent, n)
		}
		d.must(d.Promise(t.Context(), fay, d.clinic, nil))
		if n, _ := d.Overdue().Count(t.Context()); n != 0 {
			t.Errorf("%d are overdue that promised nothing", n)
		}
	})
}
