package merge

import (
	"context"
	"errors"
	"time"
	"unicode/utf8"

	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/listing"
	"haven/internal/steward"
	"haven/internal/store"
)

// MaxActs is how many decisions are listed.
const MaxActs = 200

// ErrChoice: a split needs some of a place's records to go, and some to stay.
var ErrChoice = errors.New("choose some of the records, not all")

// Desk is where stewards decide. It is safe for concurrent use.
type Desk struct {
	store    *store.Store
	listings *listing.Directory
	book     audit.Book
	now      func() time.Time
	due      chan struct{}
}

// New returns a desk over a store, at a clock.
func New(s *store.Store, listings *listing.Directory, book audit.Book, now func() time.Time) *Desk {
	return &Desk{s, listings, book, now, make(chan struct{}, 1)}
}

// Decide says whether the two records of a pair in doubt are one place;
// steward.ErrNotFound when it does not wait any more, facility.ErrTooWordy.
func (d *Desk) Decide(ctx context.Context, by audit.Who, pair string, same bool, why string) error {
	found, err := d.doubt(ctx, pair)
	if err != nil {
		return err
	}
	return d.add(ctx, by, same, why, [][2]string{{found.A, found.B}})
}

// Split says that some of a place's records, by the ids they own, are another
// place than the rest; ErrChoice, facility.ErrTooWordy, and the errors of
// [listing.Directory.Profile].
func (d *Desk) Split(ctx context.Context, by audit.Who, place string, ids []string, why string) error {
	records, err := d.Records(ctx, place)
	if err != nil {
		return err
	}
	leaving, staying := chosen(records, ids)
	if len(leaving) == 0 || len(staying) == 0 {
		return ErrChoice
	}
	var pairs [][2]string
	for _, a := range leaving {
		for _, b := range staying {
			pairs = append(pairs, [2]string{a, b})
		}
	}
	return d.add(ctx, by, false, why, pairs)
}

// chosen parts the keys of records by whether their ids were chosen.
func chosen(records []Record, ids []string) (leaving, staying []string) {
	picked := map[string]bool{}
	for _, id := range ids {
		picked[id] = true
	}
	for _, r := range records {
		if picked[r.ID] {
			leaving = append(leaving, r.key)
		} else {
			staying = append(staying, r.key)
		}
	}
	return leaving, staying
}

func (d *Desk) add(ctx context.Context, by audit.Who, same bool, why string, pairs [][2]string) error {
	if why = facility.CleanWords(why); utf8.RuneCountInString(why) > steward.MaxWords {
		return facility.ErrTooWordy
	}
	act := store.MergeAct{ID: d.store.NewID(), Same: same, By: by.Account, At: d.now(), Why: why, Pairs: pairs}
	action := audit.Action("records.split")
	if same {
		action = "records.merged"
	}
	err := d.store.AddMergeAct(ctx, act, d.book.Note(by, action, "act:"+act.ID))
	d.takeInSoon()
	return err
}

// Undo takes a decision back; steward.ErrNotFound when there is none in force.
func (d *Desk) Undo(ctx context.Context, by audit.Who, act string) error {
	undone, err := d.store.UndoMergeAct(ctx, act, by.Account, d.now(), d.book.Note(by, "records.undone", "act:"+act))
	if err == nil && !undone {
		err = steward.ErrNotFound
	}
	d.takeInSoon()
	return err
}

// TakeIn makes the directory follow what was decided. It waits for an import
// that is running. Run it when [Desk.Due] tells, and again later, for what was
// decided on other servers or before a restart.
func (d *Desk) TakeIn(ctx context.Context) error {
	_, err := ingest.Rematch(ctx, ingest.Options{Store: d.store, Places: geo.Default(), Now: d.now})
	return err
}

// Due tells that something was decided at this desk.
func (d *Desk) Due() <-chan struct{} { return d.due }

func (d *Desk) takeInSoon() {
	select {
	case d.due <- struct{}{}:
	default: // it is due already
	}
}
