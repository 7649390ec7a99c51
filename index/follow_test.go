package index

import (
	"errors"
	"strings"
	"testing"
	"time"

	"haven/internal/facility"
	"haven/internal/store"
)

var _ Source = (*store.Store)(nil)

func TestChangesShowUpByThemselves(t *testing.T) {
	source := newMemory(named("First")...)
	e, err := Open(t.Context(), Options{Dir: t.TempDir(), Source: source, Interval: time.Millisecond, Logger: testLog(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	source.say(named("First", "Second")...)
	for deadline := time.Now().Add(30 * time.Second); e.Stats().Revision < source.revision; {
		if time.Now().After(deadline) {
			t.Fatal("the index does not follow its source")
		}
		time.Sleep(time.Millisecond)
	}
	if got := ids(t, e, facility.Query{}); got != "a b" {
		t.Errorf("found %q", got)
	}
}

func TestAnImportBringsItsCodes(t *testing.T) {
	source := newMemory(named("First")...)
	e := openTest(t, t.TempDir(), source)
	source.codes = []facility.Code{{Category: "NEW", Code: "XYZ", Name: "A new service"}}
	changed := named("First")
	changed[0].Yes, changed[0].No = facility.CodesOf("MU", "XYZ"), facility.CodesOf("NOTINANYSHEET")
	source.say(changed...)
	catchUp(t, e)
	if _, known := e.Taxonomy().Code("XYZ"); !known {
		t.Error("the taxonomy does not know the new code")
	}
	for range 2 {
		r, err := e.Search(t.Context(), facility.Query{Facets: true, Groups: []facility.Group{{Codes: []string{"XYZ"}}}})
		if err != nil || r.Total != 1 || r.Facets.Of("XYZ") != 1 || r.Facets.Of("MU") != 1 {
			t.Errorf("%+v, %v", r, err)
		}
		r, err = e.Search(t.Context(), facility.Query{Groups: []facility.Group{{Codes: []string{"NOTINANYSHEET"}}}})
		if err != nil || r.Total != 0 || r.Maybe != 0 {
			t.Errorf("what the listing denies: %+v, %v", r, err)
		}
		if err := e.merge(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAListingWithManyNewCodesIsFoundByThem(t *testing.T) {
	listings := named("First", "Second")
	var codes []string
	for i := range 200 {
		codes = append(codes, "ZZ"+string(rune('A'+i/26))+string(rune('A'+i%26)))
	}
	listings[1].Yes = facility.CodesOf(codes...)
	source := newMemory(listings[0])
	e := openTest(t, t.TempDir(), source)
	source.say(listings[1])
	catchUp(t, e)
	if got := ids(t, e, facility.Query{Groups: []facility.Group{{Codes: []string{"ZZHR"}}}}); got != "b" {
		t.Errorf("found %q", got)
	}
}

func TestSearchesGoOnWhileTheSourceFails(t *testing.T) {
	source := newMemory(named("First")...)
	dir := t.TempDir()
	e := openTest(t, dir, source)
	source.say(named("First", "Second")...)
	source.err = errors.New("the database is away")
	if err := e.Sync(t.Context()); !errors.Is(err, source.err) {
		t.Errorf("Sync: %v", err)
	}
	if got := ids(t, e, facility.Query{}); got != "a" {
		t.Errorf("meanwhile: %q", got)
	}
	if _, err := Open(t.Context(), Options{Dir: t.TempDir(), Source: source}); !errors.Is(err, source.err) {
		t.Errorf("Open: %v", err)
	}
	source.err = nil
	catchUp(t, e)
	if got := ids(t, e, facility.Query{}); got != "a b" {
		t.Errorf("afterwards: %q", got)
	}
}

// A database that was put back from a backup is older than the index.
func TestAnOlderSourceIsReadAnew(t *testing.T) {
	e := openTest(t, t.TempDir(), newMemory(named("First", "Second", "Third")...))
	older := newMemory(named("Another")...)
	e.options.Source = older
	catchUp(t, e)
	if got := ids(t, e, facility.Query{Text: "another"}); got != "a" {
		t.Errorf("found %q", got)
	}
	if st := e.Stats(); st.Revision != 1 || st.Listings != 1 {
		t.Errorf("%+v", st)
	}
}

// Somebody points Haven at another database and leaves the folder in place.
func TestAnIndexOfAnotherDatabaseIsNotUsed(t *testing.T) {
	s := newSampler(testSeed(t))
	dir := t.TempDir()
	buildOnce(t, dir, newMemory(s.listings(50)...))
	other := newMemory(newSampler(2).listings(70)...)
	e, log := openLogged(t, dir, other)
	if !strings.Contains(log, "another database") {
		t.Error(log)
	}
	agreeOnce(t, e, other, s)
	onlyGeneration(t, dir)
}

func TestMergingWaitsForManyChangesOrForQuiet(t *testing.T) {
	s := newSampler(testSeed(t))
	source := newMemory(s.listings(100)...)
	e := openTest(t, t.TempDir(), source)
	now := time.Now()
	due := func(changes int, at time.Time) bool {
		e.changes = map[string]change{}
		for i := range changes {
			e.changes[string(rune(i))] = change{}
		}
		e.changed = now
		return e.mergeDue(at)
	}
	for _, c := range []struct {
		changes int
		after   time.Duration
		want    bool
	}{
		{0, time.Hour, false},
		{1, 0, false},
		{1, 2 * quietInterval, true},
		{manyChanges + 1, 0, true},
	} {
		if got := due(c.changes, now.Add(c.after)); got != c.want {
			t.Errorf("%d changes, after %v: %v", c.changes, c.after, got)
		}
	}
}

func TestAClosedEngineSaysSo(t *testing.T) {
	e := openTest(t, t.TempDir(), newMemory(named("First")...))
	for range 2 {
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := e.Search(t.Context(), facility.Query{}); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if _, err := e.Suggest(t.Context(), "f", 1); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if err := e.Sync(t.Context()); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if e.Stats() != (Stats{}) || e.Taxonomy() == nil {
		t.Error("what a closed engine tells")
	}
}
