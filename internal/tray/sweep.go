package tray

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"haven/internal/store"
)

const (
	// keepFor is how long the file of what is done with stays, so that the rows
	// it could not take can be corrected.
	keepFor = 30 * 24 * time.Hour
	// strayFor is after how long a file that never came into the tray goes: its
	// upload broke off.
	strayFor = 24 * time.Hour
)

// Sweep deletes files that nobody needs any more.
func (t *Tray) Sweep(ctx context.Context) error {
	entries, err := os.ReadDir(t.Dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, entry := range entries {
		info, err := os.Stat(filepath.Join(t.Dir, entry.Name()))
		if err != nil {
			continue // it is gone
		}
		unneeded, err := t.unneeded(ctx, entry.Name(), t.now().Sub(info.ModTime()))
		if err != nil {
			return err
		}
		if unneeded {
			if err := t.remove(entry.Name()); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *Tray) unneeded(ctx context.Context, id string, age time.Duration) (bool, error) {
	row, err := t.store.TrayOf(ctx, id)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return age > strayFor, nil
	case err != nil:
		return false, err
	}
	over := row.State == store.TrayDone || row.State == store.TrayFailed
	return row.State == store.TrayDiscarded || over && age > keepFor, nil
}
