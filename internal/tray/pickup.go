package tray

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"haven/internal/audit"
	"haven/internal/store"
)

// Pickup is where files come from by themselves: an address, or a folder.
type Pickup struct {
	Name    string
	Address string // https
	Folder  string
	Every   time.Duration
	Source  string // "" to recognise it
	Mapping string // of CSV files, its text
	Extent  string // complete, partial, or "" as the file says
}

// settled is how long a file of a folder must not have changed: somebody may
// still be copying it there.
const settled = time.Minute

// PickUp looks wherever something is due. What a place gives that was not taken
// before goes into the tray. Whatever goes wrong with one place is kept for the
// page and does not keep others waiting.
func (t *Tray) PickUp(ctx context.Context) error {
	for _, p := range t.Pickups {
		now := t.now()
		taken, err := t.store.ClaimPickup(ctx, p.Name, now.Add(-p.Every), now)
		if err != nil {
			return err
		}
		if !taken {
			continue
		}
		if err := t.pickUp(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tray) pickUp(ctx context.Context, p Pickup) error {
	known, err := t.store.Pickups(ctx)
	if err != nil {
		return err
	}
	found := known[p.Name]
	look := t.lookInFolder
	if p.Address != "" {
		look = t.lookAtAddress
	}
	found.Fault = ""
	if err := look(ctx, p, &found); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		found.Fault = err.Error()
	}
	return t.store.EndPickup(ctx, found)
}

// take puts a file into the tray, unless its bytes came from there before.
func (t *Tray) take(ctx context.Context, p Pickup, found *store.PickupRow, k Kept, name string) error {
	origin := PickedUp + p.Name
	had, err := t.store.TrayHas(ctx, origin, k.SHA256)
	if err != nil || had {
		t.Drop(k)
		return err
	}
	found.SHA256 = k.SHA256
	return t.Put(ctx, audit.Command, k, Offer{Origin: origin, Name: name, Source: p.Source, Mapping: p.Mapping, Extent: p.Extent})
}

func (t *Tray) lookInFolder(ctx context.Context, p Pickup, found *store.PickupRow) error {
	names, err := filesIn(p.Folder)
	if err != nil {
		return err
	}
	for _, name := range names {
		file := filepath.Join(p.Folder, name)
		info, err := os.Stat(file)
		if err != nil || t.now().Sub(info.ModTime()) < settled {
			continue // gone, or not yet whole
		}
		k, err := t.keepFile(file)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := t.take(ctx, p, found, k, name); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tray) keepFile(name string) (Kept, error) {
	file, err := os.Open(name)
	if err != nil {
		return Kept{}, err
	}
	defer file.Close()
	return t.Keep(file)
}

// filesIn are the files of a folder by name. Hidden ones, and mappings, are not
// for importing.
func filesIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("the folder cannot be read: %w", err)
	}
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() && e.Name()[0] != '.' && !slices.Contains(mappings, path.Ext(e.Name())) {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

var mappings = []string{".yaml", ".yml"}

// lookAtAddress asks for a file, and takes it if it is another than before.
func (t *Tray) lookAtAddress(ctx context.Context, p Pickup, found *store.PickupRow) error {
	ctx, cancel := context.WithTimeout(ctx, maxFetch)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.Address, nil)
	if err != nil {
		return err
	}
	if found.ETag != "" {
		request.Header.Set("If-None-Match", found.ETag)
	}
	if found.Modified != "" {
		request.Header.Set("If-Modified-Since", found.Modified)
	}
	answer, err := t.client().Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode == http.StatusNotModified:
		return nil
	case answer.StatusCode != http.StatusOK:
		return fmt.Errorf("the address answers %s", answer.Status)
	case answer.ContentLength > t.MaxBytes:
		return ErrTooLarge
	}
	k, err := t.Keep(answer.Body)
	if err != nil {
		return err
	}
	if err := t.take(ctx, p, found, k, path.Base(answer.Request.URL.Path)); err != nil {
		return err
	}
	found.ETag, found.Modified = header(answer, "ETag"), header(answer, "Last-Modified")
	return nil
}

// maxHeader is how long a header may be that is kept, in bytes.
const maxHeader = 200

func header(answer *http.Response, name string) string {
	value := answer.Header.Get(name)
	if len(value) > maxHeader {
		return ""
	}
	return value
}

// Found are all pick-ups with what they found last.
func (t *Tray) Found(ctx context.Context) ([]store.PickupRow, error) {
	known, err := t.store.Pickups(ctx)
	rows := make([]store.PickupRow, len(t.Pickups))
	for i, p := range t.Pickups {
		rows[i] = known[p.Name]
		rows[i].Name = p.Name
	}
	return rows, err
}

// InFolder are the files that stewards may pick, by name.
func (t *Tray) InFolder() ([]string, error) {
	if t.Folder == "" {
		return nil, nil
	}
	return filesIn(t.Folder)
}

// Pick puts a file of the folder into the tray. A CSV file's mapping stands
// beside it, under its name with .yaml at its end; without one it is asked for.
func (t *Tray) Pick(ctx context.Context, by audit.Who, o Offer) (id string, err error) {
	names, err := t.InFolder()
	if err != nil {
		return "", err
	}
	if !slices.Contains(names, o.Name) { // so no path leads out of the folder
		return "", ErrNotFound
	}
	file := filepath.Join(t.Folder, o.Name)
	k, err := t.keepFile(file)
	if err != nil {
		return "", err
	}
	mapping, err := os.ReadFile(file[:len(file)-len(filepath.Ext(file))] + ".yaml")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Drop(k)
		return "", err
	}
	o.Origin, o.Mapping = FromFolder, string(mapping[:min(len(mapping), MaxMapping)])
	return k.ID, t.Put(ctx, by, k, o)
}

// MaxMapping is how many bytes of a mapping are taken.
const MaxMapping = 48 << 10
