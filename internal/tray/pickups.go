package tray

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"gopkg.in/yaml.v3"

	"haven/importers/csv"
	"haven/importers/list"
)

// ReadPickups reads the table of pick-ups, a YAML list. A mapping is named by
// its file, from the folder of the table.
func ReadPickups(file string) ([]Pickup, error) {
	text, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer text.Close()
	rows, err := decodePickups(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	pickups := make([]Pickup, len(rows))
	for i, row := range rows {
		if pickups[i], err = row.pickup(filepath.Dir(file)); err != nil {
			return nil, fmt.Errorf("%s: pick-up %d, %q: %w", file, i+1, row.Name, err)
		}
	}
	return pickups, unlike(pickups)
}

// pickupRow is a pick-up as it is written.
type pickupRow struct {
	Name    string `yaml:"name"`
	Address string `yaml:"address"`
	Folder  string `yaml:"folder"`
	Every   string `yaml:"every"`
	Source  string `yaml:"source"`
	Mapping string `yaml:"mapping"`
	Extent  string `yaml:"extent"`
}

// maxTable is how many bytes the table may have.
const maxTable = 256 << 10

func decodePickups(text io.Reader) (rows []pickupRow, err error) {
	decoder := yaml.NewDecoder(io.LimitReader(text, maxTable))
	decoder.KnownFields(true)
	if err := decoder.Decode(&rows); err != nil && err != io.EOF {
		return nil, err
	}
	return rows, nil
}

var nameForm = regexp.MustCompile(`^[a-z0-9-]{1,40}$`)

// A pick-up looks at most every few minutes, and at least once a month.
const (
	often  = 5 * time.Minute
	seldom = 31 * 24 * time.Hour
)

func (r pickupRow) pickup(folder string) (Pickup, error) {
	p := Pickup{Name: r.Name, Address: r.Address, Folder: r.Folder, Source: r.Source, Extent: r.Extent}
	var err error
	if p.Every, err = time.ParseDuration(r.Every); err != nil || p.Every < often || p.Every > seldom {
		return p, fmt.Errorf("every %q: write how often to look, from 5m to 744h", r.Every)
	}
	if err := r.check(); err != nil || r.Mapping == "" {
		return p, err
	}
	mapping, err := os.ReadFile(filepath.Join(folder, r.Mapping))
	if err != nil {
		return p, err
	}
	if len(mapping) > MaxMapping {
		return p, fmt.Errorf("the mapping has more than %d KB", MaxMapping>>10)
	}
	p.Mapping = string(mapping)
	_, err = csv.OpenMapping(filepath.Join(folder, r.Mapping))
	return p, err
}

func (r pickupRow) check() error {
	_, known := list.Named(r.Source)
	address, err := url.Parse(r.Address)
	switch {
	case !nameForm.MatchString(r.Name):
		return errors.New("name it with small letters, digits and hyphens")
	case (r.Address == "") == (r.Folder == ""):
		return errors.New("give either an address or a folder")
	case r.Address != "" && (err != nil || address.Scheme != "https" || address.Host == "" || address.User != nil):
		return errors.New("an address begins with https:// and holds no password")
	case r.Source != "" && !known:
		return fmt.Errorf("there is no source %q", r.Source)
	case r.Extent != "" && r.Extent != Complete && r.Extent != Partial:
		return fmt.Errorf("the extent is complete or partial, not %q", r.Extent)
	case r.Source == (csv.Importer{}).Source() && r.Mapping == "":
		return errors.New("csv needs a mapping")
	}
	return nil
}

// unlike refuses two pick-ups of one name.
func unlike(pickups []Pickup) error {
	seen := map[string]bool{}
	for _, p := range pickups {
		if seen[p.Name] {
			return fmt.Errorf("two pick-ups are called %s", p.Name)
		}
		seen[p.Name] = true
	}
	return nil
}
