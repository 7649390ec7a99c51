package tray_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"haven/internal/store"
	"haven/internal/store/storetest"
	"haven/internal/tray"
)

// register is an address with a file that changes.
type register struct {
	*httptest.Server
	content string
	asked   int
	sent    int
}

func newRegister(t *testing.T, content string) *register {
	r := &register{content: content}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.asked++
		tag := fmt.Sprintf(`"%x"`, len(r.content))
		if q.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		r.sent++
		w.Header().Set("ETag", tag)
		fmt.Fprint(w, r.content)
	}))
	t.Cleanup(r.Close)
	return r
}

func (b *bench) pickUp() []tray.Item {
	b.t.Helper()
	if err := b.PickUp(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	if err := b.Work(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	items, err := b.Items(b.t.Context(), 10)
	if err != nil {
		b.t.Fatal(err)
	}
	return items
}

func fetching(address string) func(*tray.Settings) {
	return func(set *tray.Settings) {
		set.Private = true
		set.Pickups = []tray.Pickup{{Name: "ga", Address: address, Every: time.Hour, Mapping: mapping}}
	}
}

func TestAnAddressIsAskedWhenItIsDueAndItsFileImportedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		r := newRegister(t, heading+rows(2))
		b := newBench(t, s, fetching(r.URL+"/licences.csv"))
		items := b.pickUp()
		if len(items) != 1 || items[0].State != store.TrayDone || items[0].File != "licences.csv" || b.names() != "Alder Clinic, Birch House" {
			t.Fatalf("%+v, listed are %q", items, b.names())
		}
		b.pickUp() // within the hour
		b.at = b.at.Add(2 * time.Hour)
		if items = b.pickUp(); len(items) != 1 || r.asked != 2 || r.sent != 1 {
			t.Errorf("asked %d times, sent %d times: %+v", r.asked, r.sent, items)
		}
		r.content, b.at = heading+rows(3), b.at.Add(25*time.Hour)
		if items = b.pickUp(); len(items) != 2 || b.names() != "Alder Clinic, Birch House, Cedar Rest" {
			t.Errorf("%+v, listed are %q", items, b.names())
		}
	})
}

func TestAPickUpThatWouldDropMuchWaitsInTheInbox(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		r := newRegister(t, heading+rows(3))
		b := newBench(t, s, fetching(r.URL+"/licences.csv"))
		b.pickUp()
		r.content, b.at = heading+rows(1), b.at.Add(25*time.Hour)
		items := b.pickUp()
		if items[0].State != store.TrayTried || b.names() != "Alder Clinic, Birch House, Cedar Rest" {
			t.Fatalf("%+v, listed are %q", items[0], b.names())
		}
		q := b.Queue()
		waits, err := q.Open(t.Context(), 10)
		if err != nil || len(waits) != 1 || waits[0].ID != items[0].ID || waits[0].About != tray.AboutDrop || waits[0].Kind != q.Kind() {
			t.Errorf("in the inbox are %+v, %v", waits, err)
		}
		if n, err := q.Count(t.Context()); n != 1 || err != nil {
			t.Errorf("counted are %d, %v", n, err)
		}
		if err := b.Accept(t.Context(), ann, items[0].ID, true); err != nil {
			t.Fatal(err)
		}
		b.worked(items[0].ID)
		if left, err := q.Find(t.Context(), items[0].ID); err != nil || len(left) != 0 {
			t.Errorf("it still waits: %+v, %v", left, err)
		}
	})
}

func TestAnAddressThatFailsSaysSoAndIsAskedAgain(t *testing.T) {
	down := httptest.NewServer(http.NotFoundHandler())
	defer down.Close()
	b := newBench(t, storetest.Open(t, filepath.Join(t.TempDir(), "haven.db")), fetching(down.URL))
	b.pickUp()
	found, err := b.Found(t.Context())
	if err != nil || len(found) != 1 || !strings.Contains(found[0].Fault, "404") || !found[0].Looked.Equal(b.at) {
		t.Errorf("found is %+v, %v", found, err)
	}
}

func TestAFolderIsLookedThroughForFilesThatAreWhole(t *testing.T) {
	folder := t.TempDir()
	b := newBench(t, storetest.Open(t, filepath.Join(t.TempDir(), "haven.db")), func(set *tray.Settings) {
		set.Pickups = []tray.Pickup{{Name: "drop-box", Folder: folder, Every: time.Hour, Mapping: mapping}}
	})
	for name, written := range map[string]time.Time{"register-2026-05-01.csv": noon.Add(-time.Hour), "copying-2026-05-02.csv": noon, ".hidden-2026-05-01.csv": noon.Add(-time.Hour)} {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(heading+rows(1)), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, written, written); err != nil {
			t.Fatal(err)
		}
	}
	if items := b.pickUp(); len(items) != 1 || items[0].File != "register-2026-05-01.csv" || items[0].State != store.TrayDone {
		t.Errorf("taken are %+v", items)
	}
}

func TestAFileOfTheFolderIsPickedWithTheMappingBesideIt(t *testing.T) {
	folder := t.TempDir()
	b := newBench(t, storetest.Open(t, filepath.Join(t.TempDir(), "haven.db")), func(set *tray.Settings) { set.Folder = folder })
	for name, content := range map[string]string{"ga-2026-05-01.csv": heading + rows(1), "ga-2026-05-01.yaml": mapping} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if names, err := b.InFolder(); err != nil || len(names) != 1 {
		t.Fatalf("in the folder are %v, %v", names, err)
	}
	id, err := b.Pick(t.Context(), ann, tray.Offer{Name: "ga-2026-05-01.csv"})
	if err != nil {
		t.Fatal(err)
	}
	if item := b.worked(id); item.State != store.TrayTried || item.Told.New != 1 {
		t.Errorf("%+v", item)
	}
	for _, name := range []string{"../secret", "/etc/passwd", "ga-2026-05-01.yaml", ""} {
		if _, err := b.Pick(t.Context(), ann, tray.Offer{Name: name}); err == nil {
			t.Errorf("%q is picked", name)
		}
	}
}

func TestATableOfPickUpsIsReadAndItsFaultsAreSaid(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "ga.yaml"), []byte(mapping), 0o600); err != nil {
		t.Fatal(err)
	}
	read := func(text string) ([]tray.Pickup, error) {
		file := filepath.Join(folder, "pickups.yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return tray.ReadPickups(file)
	}
	all, err := read("- {name: ga, address: 'https://ga.example/licences.csv', every: 24h, source: csv, mapping: ga.yaml}\n- {name: otp, folder: drop, every: 1h, source: otp, extent: complete}\n")
	if err != nil || len(all) != 2 || all[0].Every != 24*time.Hour || !strings.Contains(all[0].Mapping, "ga-licences") || all[1].Extent != tray.Complete {
		t.Errorf("read are %+v, %v", all, err)
	}
	for text, says := range map[string]string{
		"- {name: ga, address: 'http://ga.example/', every: 24h}":                  "https://",
		"- {name: ga, address: 'https://me:pw@ga.example/', every: 24h}":           "https://",
		"- {name: ga, address: 'https://ga.example/', folder: x, every: 24h}":      "either",
		"- {name: ga, every: 24h}":                                                 "either",
		"- {name: GA!, folder: x, every: 24h}":                                     "small letters",
		"- {name: ga, folder: x, every: 1s}":                                       "how often",
		"- {name: ga, folder: x, every: 24h, source: none}":                        "no source",
		"- {name: ga, folder: x, every: 24h, extent: half}":                        "extent",
		"- {name: ga, folder: x, every: 24h, source: csv}":                         "mapping",
		"- {name: ga, folder: x, every: 24h, mapping: none.yaml}":                  "none.yaml",
		"- {name: ga, folder: x, every: 24h, often: yes}":                          "often",
		"- {name: ga, folder: x, every: 24h}\n- {name: ga, folder: y, every: 24h}": "two",
	} {
		if _, err := read(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v, want a word on %s", text, err, says)
		}
	}
}

func FuzzPickups(f *testing.F) {
	f.Add("- {name: ga, folder: x, every: 24h}")
	f.Add("- {name: ga, address: 'https://ga.example/', every: 1h, extent: partial}")
	f.Fuzz(func(t *testing.T, text string) {
		file := filepath.Join(t.TempDir(), "pickups.yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		all, err := tray.ReadPickups(file)
		for _, p := range all {
			if err == nil && (p.Every < time.Minute || (p.Address == "") == (p.Folder == "")) {
				t.Errorf("%q gives %+v", text, p)
			}
		}
	})
}
