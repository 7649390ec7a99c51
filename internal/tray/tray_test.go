package tray_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"haven/internal/audit"
	"haven/internal/geo"
	"haven/internal/store"
	"haven/internal/store/storetest"
	"haven/internal/tray"
)

var (
	noon = time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)
	ann  = audit.Who{Account: "ann", Organisation: "stewards"}
)

// mapping is that of the register of these tests.
const mapping = `
source: ga-licences
rank: register
complete: true
fields:
  name: Name
  street: Street
  city: City
  state: State
  zip: Zip
  phone: Phone
`

const heading = "Name,Street,City,State,Zip,Phone\n"

// rows are the first of three places in Atlanta.
func rows(n int) string {
	all := []string{
		"Alder Clinic,1 Oak Street,Atlanta,GA,30303,(404) 555-0101\n",
		"Birch House,2 Elm Street,Atlanta,GA,30303,(404) 555-0102\n",
		"Cedar Rest,3 Fir Street,Atlanta,GA,30303,(404) 555-0103\n",
	}
	return strings.Join(all[:n], "")
}

// bench is a tray with its store.
type bench struct {
	*tray.Tray
	t     *testing.T
	store *store.Store
	set   tray.Settings
	at    time.Time
}

func newBench(t *testing.T, s *store.Store, change ...func(*tray.Settings)) *bench {
	b := &bench{t: t, store: s, at: noon, set: tray.Settings{Dir: filepath.Join(t.TempDir(), "imports"), MaxBytes: 1 << 20}}
	for _, c := range change {
		c(&b.set)
	}
	now := func() time.Time { return b.at }
	b.Tray = tray.New(s, geo.Default(), audit.NewBook(audit.Key{7}, now), now, b.set)
	return b
}

func onEach(t *testing.T, test func(b *bench)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(newBench(t, s)) })
}

// offer puts a file into the tray and has everything done that is due.
func (b *bench) offer(content, name string, change ...func(*tray.Offer)) tray.Item {
	b.t.Helper()
	k, err := b.Keep(strings.NewReader(content))
	if err != nil {
		b.t.Fatal(err)
	}
	o := tray.Offer{Origin: tray.Uploaded, Name: name, Mapping: mapping}
	for _, c := range change {
		c(&o)
	}
	if err := b.Put(b.t.Context(), ann, k, o); err != nil {
		b.t.Fatal(err)
	}
	return b.worked(k.ID)
}

func (b *bench) worked(id string) tray.Item {
	b.t.Helper()
	if err := b.Work(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	item, err := b.Item(b.t.Context(), id)
	if err != nil {
		b.t.Fatal(err)
	}
	return item
}

func (b *bench) accepted(id string) tray.Item {
	b.t.Helper()
	if err := b.Accept(b.t.Context(), ann, id, false); err != nil {
		b.t.Fatal(err)
	}
	return b.worked(id)
}

// names are those of what is listed, gone ones marked.
func (b *bench) names() string {
	b.t.Helper()
	changes, err := b.store.ChangedSince(b.t.Context(), 0, 1000)
	if err != nil {
		b.t.Fatal(err)
	}
	names := map[string]bool{}
	for _, c := range changes {
		if c.State == store.Listed {
			names[c.Listing.Name.Name] = c.Listing.Gone
		}
	}
	var all []string
	for _, name := range []string{"Alder Clinic", "Birch House", "Cedar Rest"} {
		if gone, listed := names[name]; listed && gone {
			all = append(all, name+" (gone)")
		} else if listed {
			all = append(all, name)
		}
	}
	return strings.Join(all, ", ")
}

func TestAFileIsTriedAndChangesNothingUntilItIsAccepted(t *testing.T) {
	onEach(t, func(b *bench) {
		item := b.offer(heading+rows(2), "register-2026-05-01.csv")
		if item.State != store.TrayTried || item.Told.New != 2 || item.Source != "csv" || b.names() != "" {
			b.t.Fatalf("tried it is %+v, listed are %q", item, b.names())
		}
		item = b.accepted(item.ID)
		if item.State != store.TrayDone || item.Told.New != 2 || b.names() != "Alder Clinic, Birch House" {
			b.t.Fatalf("accepted it is %+v, listed are %q", item, b.names())
		}
		run, err := b.store.Run(b.t.Context(), item.Run)
		if err != nil || run.By != "ann" || run.File != "register-2026-05-01.csv" || run.SHA256 != item.SHA256 {
			b.t.Errorf("the run is %+v, %v", run, err)
		}
	})
}

func TestARunIsUndoneAndBroughtBackFromTheTray(t *testing.T) {
	onEach(t, func(b *bench) {
		imported := b.accepted(b.offer(heading+rows(2), "register-2026-05-01.csv").ID)
		for _, want := range []string{"", "Alder Clinic, Birch House"} {
			runs, err := b.store.Runs(b.t.Context(), 1)
			if err != nil {
				b.t.Fatal(err)
			}
			id, err := b.Undo(b.t.Context(), ann, runs[0].ID)
			if err != nil {
				b.t.Fatal(err)
			}
			if item := b.worked(id); item.State != store.TrayDone || b.names() != want {
				b.t.Errorf("%+v, listed are %q, want %q", item, b.names(), want)
			}
		}
		if _, err := b.Undo(b.t.Context(), ann, "nothing"); !errors.Is(err, tray.ErrNotFound) {
			b.t.Errorf("undo nothing: %v", err)
		}
		if err := b.Discard(b.t.Context(), ann, imported.ID); !errors.Is(err, tray.ErrNotFound) {
			b.t.Errorf("what was imported is past discarding: %v", err)
		}
	})
}

func TestMuchThatWouldBeGoneIsAskedForInWords(t *testing.T) {
	onEach(t, func(b *bench) {
		b.accepted(b.offer(heading+rows(3), "register-2026-05-01.csv").ID)
		item := b.offer(heading+rows(1), "register-2026-05-02.csv")
		if item.State != store.TrayTried || item.Told.Drop == nil || item.Told.Drop.Gone != 2 || item.Told.Gone != 2 {
			b.t.Fatalf("tried it is %+v", item)
		}
		if err := b.Accept(b.t.Context(), ann, item.ID, false); !errors.Is(err, tray.ErrDrop) {
			b.t.Errorf("accepted as if little was gone: %v", err)
		}
		if err := b.Accept(b.t.Context(), ann, item.ID, true); err != nil {
			b.t.Fatal(err)
		}
		if item = b.worked(item.ID); item.State != store.TrayDone || b.names() != "Alder Clinic, Birch House (gone), Cedar Rest (gone)" {
			b.t.Errorf("%+v, listed are %q", item, b.names())
		}
	})
}

func TestAColleagueWhoWasFasterIsNotOverruled(t *testing.T) {
	onEach(t, func(b *bench) {
		item := b.offer(heading+rows(1), "register-2026-05-01.csv")
		if err := b.Discard(b.t.Context(), ann, item.ID); err != nil {
			b.t.Fatal(err)
		}
		if err := b.Accept(b.t.Context(), ann, item.ID, false); !errors.Is(err, tray.ErrNotFound) {
			b.t.Errorf("accepted after it was discarded: %v", err)
		}
		if _, err := os.Stat(filepath.Join(b.set.Dir, item.ID)); !errors.Is(err, os.ErrNotExist) {
			b.t.Errorf("its file is still there: %v", err)
		}
	})
}

func TestOtherBytesThanThoseTriedAreNotImported(t *testing.T) {
	onEach(t, func(b *bench) {
		item := b.offer(heading+rows(1), "register-2026-05-01.csv")
		if err := os.WriteFile(filepath.Join(b.set.Dir, item.ID), []byte(heading+rows(3)), 0o600); err != nil {
			b.t.Fatal(err)
		}
		if item = b.accepted(item.ID); item.State != store.TrayFailed || b.names() != "" {
			b.t.Errorf("%+v, listed are %q", item, b.names())
		}
	})
}

func TestAFileWithoutAMappingWaitsForOne(t *testing.T) {
	onEach(t, func(b *bench) {
		item := b.offer(heading+rows(1), "register-2026-05-01.csv", func(o *tray.Offer) { o.Mapping = "" })
		if item.State != store.TrayUnmapped || !strings.Contains(b.Draft(b.t.Context(), item), "fields:") {
			b.t.Fatalf("%+v, the draft is %q", item, b.Draft(b.t.Context(), item))
		}
		for text, want := range map[string]store.TrayState{"source: ga\nfields: {name: Nam}": store.TrayUnmapped, "[": store.TrayUnmapped} {
			if err := b.Retry(b.t.Context(), ann, item.ID, tray.Change{Mapping: text}); err != nil {
				b.t.Fatal(err)
			}
			if item = b.worked(item.ID); item.State != want || item.Fault == "" {
				b.t.Errorf("with %q it is %+v", text, item)
			}
		}
		if err := b.Retry(b.t.Context(), ann, item.ID, tray.Change{Mapping: mapping}); err != nil {
			b.t.Fatal(err)
		}
		if item = b.worked(item.ID); item.State != store.TrayTried || item.Told.New != 1 {
			b.t.Errorf("with a mapping it is %+v", item)
		}
	})
}

func TestAFileWithoutADayIsAskedFor(t *testing.T) {
	b := newBench(t, storetest.Open(t, filepath.Join(t.TempDir(), "haven.db")))
	item := b.offer(heading+rows(1), "register.csv")
	if item.State != store.TrayRefused || item.Fault != tray.NoDate {
		t.Fatalf("%+v", item)
	}
	if err := b.Retry(t.Context(), ann, item.ID, tray.Change{Published: noon.AddDate(0, -1, 0)}); err != nil {
		t.Fatal(err)
	}
	if item = b.worked(item.ID); item.State != store.TrayTried || item.Told.Published.Month() != time.May {
		t.Errorf("%+v", item)
	}
	if item := b.offer("\x89PNG\r\n\x1a\n\x00\x00", "picture.png"); item.State != store.TrayRefused || item.Fault != tray.Unknown {
		t.Errorf("a picture is %+v", item)
	}
}

func TestWhatIsTooLargeOrEmptyLeavesNothing(t *testing.T) {
	b := newBench(t, storetest.Open(t, filepath.Join(t.TempDir(), "haven.db")), func(set *tray.Settings) { set.MaxBytes = 100 })
	for content, want := range map[string]error{"": tray.ErrEmpty, strings.Repeat("x", 101): tray.ErrTooLarge} {
		if _, err := b.Keep(strings.NewReader(content)); !errors.Is(err, want) {
			t.Errorf("%d bytes: %v", len(content), err)
		}
	}
	if left, err := os.ReadDir(b.set.Dir); err != nil || len(left) != 0 {
		t.Errorf("left are %v, %v", left, err)
	}
}

// A server that dies while it works leaves its work to the next.
func TestWhatAServerLeftIsTakenUpByTheNext(t *testing.T) {
	onEach(t, func(b *bench) {
		item := b.offer(heading+rows(2), "register-2026-05-01.csv")
		if err := b.Accept(b.t.Context(), ann, item.ID, false); err != nil {
			b.t.Fatal(err)
		}
		ctx, die := context.WithCancel(b.t.Context())
		row, err := b.store.TrayOf(ctx, item.ID)
		if err != nil {
			b.t.Fatal(err)
		}
		if taken, err := b.store.ClaimTray(ctx, row, store.TrayImporting, "lost", b.at); !taken || err != nil {
			b.t.Fatal(taken, err)
		}
		die()
		if item = b.worked(item.ID); item.State != store.TrayImporting {
			b.t.Fatalf("it is taken from one who may be at it still: %+v", item)
		}
		b.at = b.at.Add(time.Minute)
		if item = b.worked(item.ID); item.State != store.TrayDone || b.names() != "Alder Clinic, Birch House" {
			b.t.Errorf("%+v, listed are %q", item, b.names())
		}
	})
}

func TestAnImportThatWasPublishedBeforeItsServerDiedIsNotDoneTwice(t *testing.T) {
	onEach(t, func(b *bench) {
		item := b.accepted(b.offer(heading+rows(2), "register-2026-05-01.csv").ID)
		row := item.TrayRow
		row.State = store.TrayImporting // as it was when the run was published
		if err := b.store.EndTray(b.t.Context(), row); err != nil {
			b.t.Fatal(err)
		}
		again := b.worked(item.ID)
		runs, err := b.store.Runs(b.t.Context(), 10)
		if err != nil || again.State != store.TrayDone || again.Run != item.Run || len(runs) != 2 { // the dry one and the import
			b.t.Errorf("%+v, runs %d, %v", again, len(runs), err)
		}
	})
}

func TestRowsThatWereNotTakenCanBeCorrectedAndLoadedAgain(t *testing.T) {
	onEach(t, func(b *bench) {
		item := b.accepted(b.offer(heading+rows(2)+"=HYPERLINK(1),,Atlanta,ZZ,30303,12\n", "register-2026-05-01.csv").ID)
		if item.State != store.TrayDone || item.Told.Rejected != 1 || !b.Correctable(item) {
			b.t.Fatalf("%+v", item)
		}
		var wrong, listed bytes.Buffer
		if err := b.WriteRows(b.t.Context(), &wrong, item); err != nil {
			b.t.Fatal(err)
		}
		if !strings.HasPrefix(wrong.String(), strings.TrimSuffix(heading, "\n")+",haven_line,haven_reason\n\" =HYPERLINK(1)\",,Atlanta,ZZ,") || strings.Count(wrong.String(), "\n") != 2 {
			b.t.Errorf("the rows to correct are %s", &wrong)
		}
		if err := tray.WriteErrors(&listed, "csv", item.Told.Rejections); err != nil || !strings.Contains(listed.String(), "4,State,ZZ") {
			b.t.Errorf("the errors are %s, %v", &listed, err)
		}
		corrected := strings.Replace(wrong.String(), ",,Atlanta,ZZ,30303,12", ",3 Fir Street,Atlanta,GA,30303,(404) 555-0103", 1)
		again := b.accepted(b.offer(corrected, "corrected.csv", func(o *tray.Offer) { o.Published, o.Extent = item.Told.Published, tray.Partial }).ID)
		if again.State != store.TrayDone || again.Told.New != 1 || again.Told.Examples[0].Name != "=HYPERLINK(1)" { // without the space that kept a spreadsheet from running it
			b.t.Errorf("%+v", again)
		}
	})
}

func TestTheSameFileAgainIsARunThatSaysNothingNew(t *testing.T) {
	onEach(t, func(b *bench) {
		b.accepted(b.offer(heading+rows(1), "register-2026-05-01.csv").ID)
		again := b.offer(heading+rows(1), "register-2026-05-01.csv")
		if changed := again.Told.New + again.Told.Changed; again.State != store.TrayTried || changed != 0 {
			b.t.Errorf("%+v", again)
		}
		if done := b.accepted(again.ID); done.State != store.TrayDone {
			b.t.Errorf("%+v", done)
		}
		run, err := b.store.Runs(b.t.Context(), 1)
		if err != nil || run[0].State != store.RunUnchanged {
			b.t.Errorf("the run is %+v, %v", run, err)
		}
	})
}

func TestFilesNobodyNeedsAreSwept(t *testing.T) {
	b := newBench(t, storetest.Open(t, filepath.Join(t.TempDir(), "haven.db")))
	if err := b.Sweep(t.Context()); err != nil {
		t.Fatalf("before there is a folder: %v", err)
	}
	b.at = time.Now()
	done := b.accepted(b.offer(heading+rows(1), "register-2026-05-01.csv").ID)
	waits := b.offer(heading+rows(2), "register-2026-05-02.csv")
	stray, err := b.Keep(strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		age  time.Duration
		left int
	}{{time.Hour, 3}, {48 * time.Hour, 2}, {40 * 24 * time.Hour, 1}} {
		b.at = time.Now().Add(step.age)
		if err := b.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if left, err := os.ReadDir(b.set.Dir); err != nil || len(left) != step.left {
			t.Errorf("after %v %d files are left of %v, %v, %v: %v", step.age, len(left), done.ID, waits.ID, stray.ID, err)
		}
	}
}
