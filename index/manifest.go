package index

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
)

// manifest describes a generation on disk, so that no bit of it is believed
// unchecked. It is itself checked by the sum that CURRENT holds.
type manifest struct {
	Mapping  string             `json:"mapping"` // see mappingSum
	Revision int64              `json:"revision"`
	Listings int                `json:"listings"`
	Files    map[string]fileSum `json:"files"` // by path in the generation's folder
}

type fileSum struct {
	Bytes int64  `json:"bytes"`
	CRC   uint32 `json:"crc32c"`
}

// Names in a generation's folder.
const (
	manifestName = "manifest.json"
	rowsName     = "listings"
	textName     = "text"
)

// formatVersion is raised when the way listings are indexed changes: what the
// words are, which fields are searched, how rows are ordered.
const formatVersion = 3

// mappingSum is different for programs that could not read each other's
// generations, or would answer differently from them.
var mappingSum = sync.OnceValue(func() string {
	listing, err := shape(reflect.TypeFor[rowRecord]())
	if err != nil {
		panic(err) // a fault of the build, found by the first test
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %d %s %d %s", formatVersion, resolution, segmentType, segmentVersion, listing))
	return hex.EncodeToString(sum[:8])
})

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// sumFiles makes sure that all files in dir are on the disk and adds them up.
func sumFiles(dir string) (map[string]fileSum, error) {
	sums := map[string]fileSum{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return syncPath(path)
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if sums[filepath.ToSlash(name)], err = sumFile(path); err != nil {
			return err
		}
		return syncPath(path)
	})
	return sums, err
}

func sumFile(path string) (fileSum, error) {
	file, err := os.Open(path)
	if err != nil {
		return fileSum{}, err
	}
	defer file.Close()
	hash := crc32.New(castagnoli)
	n, err := io.Copy(hash, file)
	return fileSum{n, hash.Sum32()}, err
}

// syncPath waits until a file or the entries of a folder are on the disk.
func syncPath(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// write stores the manifest of the folder and returns its sum.
func (m *manifest) write(dir string) (uint32, error) {
	text, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return 0, err
	}
	path := filepath.Join(dir, manifestName)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		return 0, err
	}
	return crc32.Checksum(text, castagnoli), errors.Join(syncPath(path), syncPath(dir))
}

// readManifest reads the manifest of a folder and checks it, what it was made
// by, and each file against it.
func readManifest(dir string, sum uint32) (*manifest, error) {
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return nil, err
	}
	if crc32.Checksum(text, castagnoli) != sum {
		return nil, fmt.Errorf("%s: %w", manifestName, errCorrupt)
	}
	m := &manifest{}
	if err := json.Unmarshal(text, m); err != nil {
		return nil, fmt.Errorf("%s: %w", manifestName, err)
	}
	if m.Mapping != mappingSum() {
		return nil, errors.New("it was made by another version of Haven")
	}
	return m, m.check(dir)
}

func (m *manifest) check(dir string) error {
	for name, want := range m.Files {
		if !filepath.IsLocal(name) || strings.Contains(name, `\`) {
			return fmt.Errorf("%s: %w", manifestName, errCorrupt)
		}
		got, err := sumFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		if got != want {
			return fmt.Errorf("%s: %w", name, errCorrupt)
		}
	}
	return nil
}
