package tray

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"haven/internal/audit"
	"haven/internal/store"
)

// Offer is what is told of a file that is put into the tray.
type Offer struct {
	Origin    string
	Name      string    // of the file, for people and for its date
	Source    string    // "" to recognise it
	Mapping   string    // of a CSV file
	Published time.Time // zero: as the file says
	Extent    string    // complete, partial, or "" as the file says
}

// The extents that override what a file says.
const (
	Complete = "complete"
	Partial  = "partial"
)

// maxName is how long a file's name may be, in bytes, as on most disks.
const maxName = 255

// Keep writes a file into the data folder as it comes, and returns under which
// id: [Tray.Put] puts it into the tray, [Tray.Drop] deletes it.
func (t *Tray) Keep(content io.Reader) (Kept, error) {
	if err := os.MkdirAll(t.Dir, 0o700); err != nil {
		return Kept{}, fmt.Errorf("keep a file: %w", err)
	}
	k := Kept{ID: t.store.NewID()}
	file, err := os.OpenFile(t.path(k.ID), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Kept{}, fmt.Errorf("keep a file: %w", err)
	}
	hash := sha256.New()
	k.Size, err = io.Copy(io.MultiWriter(file, hash), io.LimitReader(content, t.MaxBytes+1))
	if closing := file.Close(); err == nil {
		err = closing
	}
	switch {
	case err != nil:
		err = fmt.Errorf("keep a file: %w", err)
	case k.Size > t.MaxBytes:
		err = ErrTooLarge
	case k.Size == 0:
		err = ErrEmpty
	}
	if err != nil {
		t.remove(k.ID)
		return Kept{}, err
	}
	k.SHA256 = hex.EncodeToString(hash.Sum(nil))
	return k, nil
}

// Kept is a file in the data folder.
type Kept struct {
	ID, SHA256 string
	Size       int64
}

// Drop deletes a file that was kept and is not wanted.
func (t *Tray) Drop(k Kept) { t.remove(k.ID) }

// Put puts a file that was kept into the tray, to be tried. Without room for it
// it is deleted and ErrFull.
func (t *Tray) Put(ctx context.Context, by audit.Who, k Kept, o Offer) error {
	err := t.full(ctx)
	if err == nil {
		row := store.TrayRow{
			ID: k.ID, Origin: o.Origin, Source: o.Source, File: fileName(o.Name), Size: k.Size, SHA256: k.SHA256,
			Mapping: o.Mapping, Published: o.Published, Extent: o.Extent, By: by.Account, Arrived: t.now(), State: store.TrayWaiting,
		}
		err = t.store.AddTray(ctx, row, t.book.Note(by, "import.offered", "import:"+k.ID))
	}
	if err != nil {
		t.Drop(k)
		return err
	}
	t.wake()
	return nil
}

// fileName is the name that somebody's browser gives a file, without folders.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "\uFFFD"))
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	for len(name) > maxName { // its end says what it is
		_, size := utf8.DecodeRuneInString(name)
		name = name[size:]
	}
	if name == "." || name == "/" {
		return "file"
	}
	return name
}
