package tray

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"haven/internal/audit"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/store"
)

// maxOpen is how many files may wait for a decision: each takes room on disk.
const maxOpen = 50

// Settings say where files come from and are kept.
type Settings struct {
	Dir      string // where files are kept, made when needed
	MaxBytes int64  // how large a file may be; it must be set: 0 takes none
	Folder   string // that stewards may pick files from; "" for none
	Pickups  []Pickup
	// Private lets pick-ups ask addresses of private networks: for tests, and
	// for whoever has a register inside.
	Private bool
}

// Tray is the tray of a store. It is safe for concurrent use.
type Tray struct {
	Settings
	store  *store.Store
	places *geo.Gazetteer
	book   audit.Book
	now    func() time.Time
	due    chan struct{}
}

// New returns the tray of a store.
func New(s *store.Store, places *geo.Gazetteer, book audit.Book, now func() time.Time, set Settings) *Tray {
	return &Tray{Settings: set, store: s, places: places, book: book, now: now, due: make(chan struct{}, 1)}
}

// Due tells a server's job that there is work.
func (t *Tray) Due() <-chan struct{} { return t.due }

func (t *Tray) wake() {
	select {
	case t.due <- struct{}{}:
	default: // it is awake
	}
}

// The errors of the tray, in words for whoever uses it.
var (
	// ErrNotFound: there is nothing of that id, or it is past deciding.
	ErrNotFound = store.ErrNotFound
	// ErrTooLarge: the file has more bytes than are taken.
	ErrTooLarge = errors.New("the file is too large")
	// ErrEmpty: the file has no bytes.
	ErrEmpty = errors.New("the file is empty")
	// ErrFull: too many files wait.
	ErrFull = errors.New("too many files wait for a decision: accept or discard some first")
	// ErrDrop: much would be gone, and nobody has accepted that.
	ErrDrop = errors.New("this would mark much of the directory as gone: accept that, too, or discard the file")
)

// The ways in.
const (
	Uploaded   = "upload"
	FromFolder = "folder"
	ToUndo     = "undo"
	PickedUp   = "pickup " // and the name of the pick-up
)

// Item is something in the tray with what the last attempt told.
type Item struct {
	store.TrayRow
	Told ingest.Report
	Who  string // e-mail of who put it in, "" for a pick-up
}

// At reports whether somebody works at it or is about to.
func (i Item) At() bool {
	switch i.State {
	case store.TrayWaiting, store.TrayTrying, store.TrayAccepted, store.TrayImporting:
		return true
	}
	return false
}

// Decidable reports whether a steward can accept it.
func (i Item) Decidable() bool { return i.State == store.TrayTried }

// Changeable reports whether a steward can discard it, or have it tried again.
func (i Item) Changeable() bool { return i.Undoes == "" && slices.Contains(dropped, i.State) }

// Done reports whether it was imported or undone.
func (i Item) Done() bool { return i.State == store.TrayDone }

// Unmapped reports whether it waits for a mapping.
func (i Item) Unmapped() bool { return i.State == store.TrayUnmapped }

// PickedUp reports whether nobody brought it.
func (i Item) PickedUp() bool { return strings.HasPrefix(i.Origin, PickedUp) }

// Item returns something in the tray; ErrNotFound.
func (t *Tray) Item(ctx context.Context, id string) (Item, error) {
	row, err := t.store.TrayOf(ctx, id)
	if err != nil {
		return Item{}, err
	}
	return t.itemOf(ctx, row)
}

// Items returns what came last, the newest first.
func (t *Tray) Items(ctx context.Context, limit int) ([]Item, error) {
	rows, err := t.store.Tray(ctx, limit)
	if err != nil {
		return nil, err
	}
	items := make([]Item, len(rows))
	for i, row := range rows {
		if items[i], err = t.itemOf(ctx, row); err != nil {
			return nil, err
		}
	}
	return items, nil
}

func (t *Tray) itemOf(ctx context.Context, row store.TrayRow) (Item, error) {
	told, err := ingest.DecodeReport(row.Report)
	if err != nil {
		return Item{}, err
	}
	who, err := t.who(ctx, row.By)
	return Item{row, told, who}, err
}

// path is where the file of an item is. An id is of our own making.
func (t *Tray) path(id string) string { return filepath.Join(t.Dir, id) }

// here reports whether the file of an item is on this server.
func (t *Tray) here(id string) bool {
	_, err := os.Stat(t.path(id))
	return err == nil
}

func (t *Tray) full(ctx context.Context) error {
	open := 0
	for _, state := range undecided {
		rows, err := t.store.TrayIn(ctx, state)
		if err != nil {
			return err
		}
		open += len(rows)
	}
	if open >= maxOpen {
		return ErrFull
	}
	return nil
}

// Accept has a file imported that was tried. One whose edition lacks much of
// the one before needs dropToo, else it is ErrDrop.
func (t *Tray) Accept(ctx context.Context, by audit.Who, id string, dropToo bool) error {
	item, err := t.Item(ctx, id)
	if err != nil {
		return err
	}
	if item.Told.Drop != nil && !dropToo {
		return ErrDrop
	}
	item.State, item.AcceptDrop = store.TrayAccepted, dropToo
	return t.decide(ctx, by, item, "import.accepted", store.TrayTried)
}

// undecided are the states of files that wait for a person.
var undecided = []store.TrayState{store.TrayWaiting, store.TrayTried, store.TrayRefused, store.TrayUnmapped}

// dropped are the states of files that can be dropped or tried again.
var dropped = append(slices.Clone(undecided), store.TrayFailed)

// Discard drops a file that is not imported.
func (t *Tray) Discard(ctx context.Context, by audit.Who, id string) error {
	item, err := t.Item(ctx, id)
	if err != nil {
		return err
	}
	item.State = store.TrayDiscarded
	if err := t.decide(ctx, by, item, "import.discarded", dropped...); err != nil {
		return err
	}
	return t.remove(id)
}

// Change is what a steward says about a file before it is tried again.
type Change struct {
	Source    string // "" to leave it
	Mapping   string // "" to leave it
	Published time.Time
	Extent    string
}

// Retry has a file tried again.
func (t *Tray) Retry(ctx context.Context, by audit.Who, id string, c Change) error {
	item, err := t.Item(ctx, id)
	if err != nil {
		return err
	}
	if item.Undoes != "" {
		return ErrNotFound
	}
	item.State, item.AcceptDrop = store.TrayWaiting, false
	item.Source, item.Mapping = cmp.Or(c.Source, item.Source), cmp.Or(c.Mapping, item.Mapping)
	item.Published, item.Extent = c.Published, c.Extent
	return t.decide(ctx, by, item, "import.retried", dropped...)
}

func (t *Tray) decide(ctx context.Context, by audit.Who, item Item, action audit.Action, from ...store.TrayState) error {
	err := t.store.DecideTray(ctx, item.TrayRow, from, t.book.Note(by, action, "import:"+item.ID))
	if err == nil {
		t.wake()
	}
	return err
}

// Undo has a run undone, or brought back when it is one that undid another,
// and returns what to follow it by. The errors are those of
// [store.Store.Undoable].
func (t *Tray) Undo(ctx context.Context, by audit.Who, run string) (id string, err error) {
	imported, err := t.store.Undoable(ctx, run)
	if err != nil {
		return "", err
	}
	row := store.TrayRow{
		ID: t.store.NewID(), Undoes: run, Origin: ToUndo, Source: imported.Source, File: imported.File, SHA256: imported.SHA256,
		By: by.Account, Arrived: t.now(), State: store.TrayAccepted,
	}
	if err := t.store.AddTray(ctx, row, t.book.Note(by, "import.undone", "run:"+run)); err != nil {
		return "", err
	}
	t.wake()
	return row.ID, nil
}

func (t *Tray) remove(id string) error {
	if err := os.Remove(t.path(id)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove a file of the tray: %w", err)
	}
	return nil
}
