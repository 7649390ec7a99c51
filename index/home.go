package index

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The home of an index is a folder with CURRENT, which names the generation
// to open, the generations' folders, and LOCK, which its owner holds.
const (
	currentName  = "CURRENT"
	lockName     = "LOCK"
	folderPrefix = "gen-"
)

func folderName(number int) string { return fmt.Sprintf("%s%06d", folderPrefix, number) }

// errNoIndex means that nothing was ever built there.
var errNoIndex = errors.New("there is none")

// loadCurrent opens the generation that CURRENT names.
func loadCurrent(home string) (*generation, error) {
	text, err := os.ReadFile(filepath.Join(home, currentName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errNoIndex
	}
	if err != nil {
		return nil, err
	}
	var number int
	var sum uint32
	if _, err := fmt.Sscanf(string(text), folderPrefix+"%d %08x\n", &number, &sum); err != nil {
		return nil, fmt.Errorf("%s: %w", currentName, errCorrupt)
	}
	g, err := load(home, number, sum)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", folderName(number), err)
	}
	return g, nil
}

// makeCurrent lets CURRENT name a generation, at once or not at all.
func makeCurrent(home string, g *generation) error {
	path := filepath.Join(home, currentName)
	text := fmt.Sprintf("%s %08x\n", folderName(g.number), g.sum)
	if err := os.WriteFile(path+".new", []byte(text), 0o600); err != nil {
		return err
	}
	if err := syncPath(path + ".new"); err != nil {
		return err
	}
	if err := os.Rename(path+".new", path); err != nil {
		return err
	}
	return syncPath(home)
}

// sweep removes what earlier runs left behind but for one generation.
func sweep(home string, keep *generation) error {
	entries, err := os.ReadDir(home)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), folderPrefix) && entry.Name() != folderName(keep.number) {
			err = errors.Join(err, os.RemoveAll(filepath.Join(home, entry.Name())))
		}
	}
	return err
}

// lastNumber is the highest number of the folders there.
func lastNumber(home string) int64 {
	last := int64(0)
	folders, _ := filepath.Glob(filepath.Join(home, folderPrefix+"*")) // the pattern is sound
	for _, folder := range folders {
		var number int64
		if _, err := fmt.Sscanf(filepath.Base(folder), folderPrefix+"%d", &number); err == nil {
			last = max(last, number)
		}
	}
	return last
}
