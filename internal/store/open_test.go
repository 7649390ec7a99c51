package store_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"haven/internal/store"
	"haven/internal/store/storetest"
)

func TestProcessesThatStartAtOnceMakeTheTablesOnce(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				s, err := store.Open(t.Context(), url)
				if err != nil {
					t.Error(err)
					return
				}
				defer s.Close()
				if revision, err := s.Revision(t.Context()); err != nil || revision != 0 {
					t.Errorf("a new store is at revision %d, %v; want 0", revision, err)
				}
			})
		}
		wg.Wait()
	})
}

func TestWhatWasStoredIsThereAfterReopening(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		first := storetest.Open(t, url)
		run := begin(t, first, directory(2023))
		stage(t, first, run, listed("peach", "Peach Street"))
		publish(t, first, run)
		succeed(t, first.Close())

		again := storetest.Open(t, url)
		if c, err := again.Listing(t.Context(), "peach"); err != nil || c.Listing.Name.Name != "Peach Street" {
			t.Errorf("after reopening: %+v, %v", c, err)
		}
	})
}

func TestAStoreSaysWhichEngineItIs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		if !strings.HasSuffix(t.Name(), "/"+s.Engine()) {
			t.Errorf("%s ran on %s", t.Name(), s.Engine())
		}
		succeed(t, s.Ping(t.Context()))
	})
}

func TestADatabaseOfANewerVersionIsRefused(t *testing.T) {
	storetest.EachURL(t, func(t *testing.T, url string) {
		succeed(t, storetest.Open(t, url).PretendMigrated(t.Context(), "9999_of_the_future.sql"))
		_, err := store.Open(t.Context(), url)
		if err == nil || !strings.Contains(err.Error(), "newer Haven") {
			t.Errorf("opened: %v", err)
		}
	})
}

func TestASQLiteFileMayBeAnywhere(t *testing.T) {
	for _, name := range []string{"haven.db", "new folder/haven.db", "50% of it?.db", "naïve#1&x=y.db"} {
		path := filepath.Join(t.TempDir(), name)
		storetest.Open(t, "sqlite:"+path)
		if _, err := os.Stat(path); err != nil {
			t.Errorf("opened %q, but: %v", name, err)
		}
	}
}

func TestAddressesThatAreNoDatabaseAreRefused(t *testing.T) {
	for _, url := range []string{"", "sqlite:", ":memory:", "sqlite::memory:", "mysql://localhost/haven", "sqlite://haven.db"} {
		if s, err := store.Open(t.Context(), url); err == nil {
			t.Errorf("opened %q", url)
			s.Close()
		}
	}
}

func TestAFileThatIsNoDatabaseIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "letter.txt")
	letter := strings.Repeat("Dear Sir or Madam, ", 100)
	succeed(t, os.WriteFile(path, []byte(letter), 0o600))
	if s, err := store.Open(t.Context(), path); err == nil {
		t.Error("opened a letter")
		s.Close()
	}
	if left, err := os.ReadFile(path); err != nil || string(left) != letter {
		t.Errorf("the letter was changed (%v)", err)
	}
}
