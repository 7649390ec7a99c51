package desk_test

import (
	"bytes"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"haven/internal/pgtest"
	"haven/internal/referral"
	"haven/internal/referral/desk"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// marker is written into every free text of a case.
const marker = "Quetzalcoatlus-7319"

// files are the files of a database, read as a thief would. settle makes the
// engine write down, and throw away, what it will in time.
type files struct {
	folder string
	settle func(t *testing.T)
	db     *sqlx.DB // as nobody of ours reads it: with SQL of one's own
}

// holds reports which of the files hold a text.
func (f files) holds(t *testing.T, text string) (names []string) {
	t.Helper()
	f.settle(t)
	err := filepath.WalkDir(f.folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return nil // PostgreSQL removes files at any time
		}
		content, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if bytes.Contains(content, []byte(text)) {
			names = append(names, entry.Name())
		}
		return nil
	})
	succeed(t, err)
	return names
}

// eachWithFiles runs a test on both engines with the files of the database.
func eachWithFiles(t *testing.T, test func(t *testing.T, s *store.Store, f files)) {
	t.Run("sqlite", func(t *testing.T) {
		folder := t.TempDir()
		path := filepath.Join(folder, "haven.db")
		s := storetest.Open(t, path)
		test(t, s, files{folder, func(*testing.T) {}, beside(t, "sqlite", path)})
	})
	t.Run("postgres", func(t *testing.T) {
		url := pgtest.Start(t, "wal_recycle=off", "fsync=off").URL(t)
		db := beside(t, "postgres", url)
		var folder string
		succeed(t, db.QueryRow("SHOW data_directory").Scan(&folder))
		if _, err := os.ReadDir(folder); err != nil {
			t.Fatalf("the server's files cannot be read: %v", err)
		}
		test(t, storetest.Open(t, url), files{folder, func(t *testing.T) {
			for range 2 { // a log is removed at the checkpoint after the one that needs it no more
				for _, settle := range []string{"SELECT pg_switch_wal()", "CHECKPOINT"} {
					_, err := db.ExecContext(t.Context(), settle)
					succeed(t, err)
				}
			}
		}, db})
	})
}

// beside opens a database that a store has open, too.
func beside(t *testing.T, driver, address string) *sqlx.DB {
	t.Helper()
	db, err := sqlx.Open(driver, address)
	succeed(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

// fill writes the marker into every free text of a case.
func (o *office) fill(t *testing.T, c referral.Case) {
	t.Helper()
	o.agree(t, c, referral.KeepContact, "line")
	o.agree(t, c, referral.FollowUpOK, "line")
	for _, field := range referral.Fields() {
		succeed(t, o.Write(t.Context(), kim, c.ID, referral.Text{Field: field, Words: "first " + marker}))
		succeed(t, o.Write(t.Context(), kim, c.ID, referral.Text{Field: field, Words: marker, Version: 1}))
	}
	r, err := o.Refer(t.Context(), kim, c.ID, "oak")
	succeed(t, err)
	_, err = o.Move(t.Context(), r.ID, 1, referral.Move{To: referral.Sent, By: kim, Via: referral.HandOff, Words: marker}, referral.Hours{})
	succeed(t, err)
	f, err := o.FollowUpOn(t.Context(), kim, c.ID, o.now())
	succeed(t, err)
	_, err = o.Claim(t.Context(), kim, f.ID)
	succeed(t, err)
	succeed(t, o.Finish(t.Context(), kim, f.ID, referral.Partly, referral.WaitTooLong, marker))
}

func TestAnErasedCaseIsGoneFromTheFilesAndItsWordsWereNeverInThem(t *testing.T) {
	eachWithFiles(t, func(t *testing.T, s *store.Store, f files) {
		o := newOffice(t, s)
		stays, stayingCode := o.open(t)
		o.fill(t, stays)
		goes, code := o.open(t)
		o.fill(t, goes)
		secrets := f.secrets(t, goes)
		for what, text := range secrets {
			if len(f.holds(t, text)) == 0 {
				t.Errorf("%s is not in the files before: the search for it proves nothing", what)
			}
		}
		neverInTheClear := func(when string) {
			for _, text := range []string{marker, string(code), string(stayingCode)} {
				if names := f.holds(t, text); len(names) > 0 {
					t.Errorf("%s: %s is in the clear in %v", when, text, names)
				}
			}
		}
		neverInTheClear("before")
		succeed(t, o.Erase(t.Context(), boss, goes.ID))
		o.scrubWhenTold(t)
		neverInTheClear("after")
		for what, text := range secrets {
			if names := f.holds(t, text); len(names) > 0 {
				t.Errorf("%s is still in %v", what, names)
			}
		}
		for _, table := range f.tables(t) {
			if rows := f.rowsOf(t, table, goes.ID); rows != 0 {
				t.Errorf("%s still has %d rows of the case", table.name, rows)
			}
		}
		if _, err := o.Resume(t.Context(), kim, string(code)); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("the code of the erased case gives %v", err)
		}
		if texts, err := o.Texts(t.Context(), kim, stays.ID); err != nil || len(texts) != len(referral.Fields()) || texts[0].Words != marker {
			t.Errorf("the other case has %+v (%v)", texts, err)
		}
	})
}

func TestContactDetailsAreGoneFromTheFilesWithTheirConsent(t *testing.T) {
	eachWithFiles(t, func(t *testing.T, s *store.Store, f files) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		o.fill(t, c)
		contact := f.secrets(t, c)["case_text.sealed "+string(referral.TextContact)]
		consents, err := o.Consents(t.Context(), kim, c.ID)
		succeed(t, err)
		for _, consent := range consents {
			if consent.Purpose == referral.KeepContact {
				succeed(t, o.Withdraw(t.Context(), kim, c.ID, consent.ID))
			}
		}
		o.scrubWhenTold(t)
		if names := f.holds(t, contact); len(names) > 0 {
			t.Errorf("they are still in %v", names)
		}
	})
}

func TestContactDetailsOutliveTheirConsentNeitherOnThePageNorInTheDatabase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		o.fill(t, c)
		kept := func() int {
			all, err := s.CaseTexts(t.Context(), c.ID)
			succeed(t, err)
			return len(all)
		}
		o.wait(24 * time.Hour) // as long as they agreed
		texts, err := o.Texts(t.Context(), kim, c.ID)
		if err != nil || len(texts) != len(referral.Fields())-1 || kept() != len(referral.Fields()) {
			t.Errorf("the page has %+v (%v), the database %d", texts, err, kept())
		}
		succeed(t, errOf(o.EraseDue(t.Context())))
		if kept() != len(referral.Fields())-1 {
			t.Errorf("after the night the database has %d texts", kept())
		}
	})
}

func TestAFollowUpOutlivesItsConsentByANightAtMostWhereNoContactIsKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		o.agree(t, c, referral.FollowUpOK, "line")
		succeed(t, errOf(o.FollowUpOn(t.Context(), kim, c.ID, o.now())))
		waiting := func() int {
			all, err := s.FollowUpsOf(t.Context(), c.ID)
			succeed(t, err)
			return len(all)
		}
		succeed(t, errOf(o.EraseDue(t.Context())))
		if waiting() != 1 {
			t.Error("it was dropped while they agree")
		}
		o.wait(24 * time.Hour) // as long as they agreed
		succeed(t, errOf(o.EraseDue(t.Context())))
		if waiting() != 0 {
			t.Error("it waits still")
		}
	})
}

// scrubWhenTold scrubs the files as the job of a server does, which must have
// been woken.
func (o *office) scrubWhenTold(t *testing.T) {
	t.Helper()
	select {
	case <-o.ScrubDue():
	default:
		t.Error("nobody is told that the files are to be scrubbed")
	}
	succeed(t, o.Scrub(t.Context()))
}

// longReads are what somebody does with a database for long, that keeps what was
// deleted in its files, or would keep the desk waiting for who scrubs them.
var longReads = map[string]map[string]string{
	"sqlite":   {"somebody reads": "SELECT id FROM help_case"},
	"postgres": {"somebody sees it as it was": "SELECT id FROM listing", "somebody has a table": "LOCK TABLE help_case IN ACCESS SHARE MODE"},
}

func TestErasingBesideALongReaderSaysThatTheFilesWait(t *testing.T) {
	eachWithFiles(t, func(t *testing.T, s *store.Store, f files) {
		o := newOffice(t, s)
		for how, read := range longReads[f.db.DriverName()] {
			t.Run(how, func(t *testing.T) {
				c, _ := o.open(t)
				o.fill(t, c)
				secrets := f.secrets(t, c)
				isolation := sql.LevelRepeatableRead
				if how == "somebody has a table" {
					isolation = sql.LevelDefault // one that keeps no old rows
				}
				reader, err := f.db.BeginTxx(t.Context(), &sql.TxOptions{Isolation: isolation})
				succeed(t, err)
				defer reader.Rollback()
				succeed(t, errOf(reader.ExecContext(t.Context(), read)))
				succeed(t, o.Erase(t.Context(), boss, c.ID))
				if err := o.Scrub(t.Context()); !errors.Is(err, store.ErrNotScrubbed) {
					t.Errorf("scrubbed beside a reader: %v", err)
				}
				succeed(t, reader.Rollback())
				if erased, err := o.EraseDue(t.Context()); err != nil || erased != 0 {
					t.Errorf("%d were erased afterwards (%v)", erased, err)
				}
				for what, text := range secrets {
					if names := f.holds(t, text); len(names) > 0 {
						t.Errorf("%s is still in %v", what, names)
					}
				}
			})
		}
	})
}

func TestACaseIsErasedWhenItsRetentionIsOver(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		early, _ := o.open(t)
		o.fill(t, early)
		o.wait(time.Hour)
		late, _ := o.open(t)
		o.wait(referral.Retention - time.Hour)
		if erased, err := o.EraseDue(t.Context()); err != nil || erased != 1 {
			t.Errorf("%d were erased (%v)", erased, err)
		}
		if _, err := o.Case(t.Context(), kim, early.ID); !errors.Is(err, desk.ErrNotFound) {
			t.Errorf("the first case: %v", err)
		}
		if _, err := o.Case(t.Context(), kim, late.ID); err != nil {
			t.Errorf("the second case: %v", err)
		}
		if _, err := s.CaseKey(t.Context(), early.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("its key: %v", err)
		}
	})
}

func TestOnlyASupervisorOfItsHelplineErasesACase(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := newOffice(t, s)
		c, _ := o.open(t)
		for _, by := range []referral.Actor{kim, lee, other, place} {
			if err := o.Erase(t.Context(), by, c.ID); !errors.Is(err, desk.ErrNotFound) {
				t.Errorf("%+v: %v", by, err)
			}
		}
	})
}
