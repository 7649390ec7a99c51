package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"
)

// generation is a part with its text index, both on disk. Searches that use
// it hold it, and the last one to let go closes it.
type generation struct {
	number   int
	dir      string
	part     *part
	text     *bleveLexicon // nil when there are no listings
	sum      uint32        // of its manifest
	revision int64
	bytes    int64 // on disk
	took     time.Duration

	users   atomic.Int64
	retired atomic.Bool // its folder is to be removed
}

// create writes a new generation. The rows are in order. So many cores are
// used.
func create(ctx context.Context, home string, number int, rows []row, codes *dictionary, revision int64, cores int) (*generation, error) {
	started := time.Now()
	g := &generation{number: number, dir: filepath.Join(home, folderName(number)), revision: revision}
	g.users.Store(1)
	if err := g.write(ctx, rows, codes, cores); err != nil {
		os.RemoveAll(g.dir)
		return nil, fmt.Errorf("write search index: %w", err)
	}
	if err := g.open(rows, codes); err != nil {
		os.RemoveAll(g.dir)
		return nil, fmt.Errorf("read back search index: %w", err)
	}
	g.took = time.Since(started)
	return g, nil
}

func (g *generation) write(ctx context.Context, rows []row, codes *dictionary, cores int) error {
	if err := os.RemoveAll(g.dir); err != nil {
		return err
	}
	if err := os.MkdirAll(g.dir, 0o700); err != nil {
		return err
	}
	if err := writeRows(filepath.Join(g.dir, rowsName), rows, codes); err != nil {
		return err
	}
	if len(rows) > 0 { // Bleve cannot build an empty index
		if err := buildLexicon(ctx, filepath.Join(g.dir, textName), rows, cores); err != nil {
			return err
		}
	}
	files, err := sumFiles(g.dir)
	if err != nil {
		return err
	}
	m := &manifest{Mapping: mappingSum(), Revision: g.revision, Listings: len(rows), Files: files}
	g.bytes = m.bytes()
	g.sum, err = m.write(g.dir)
	return err
}

func (m *manifest) bytes() int64 {
	n := int64(0)
	for _, file := range m.Files {
		n += file.Bytes
	}
	return n
}

// load opens a generation that an earlier run of the program wrote.
func load(home string, number int, sum uint32) (*generation, error) {
	g := &generation{number: number, dir: filepath.Join(home, folderName(number)), sum: sum}
	g.users.Store(1)
	m, err := readManifest(g.dir, sum)
	if err != nil {
		return nil, err
	}
	g.revision, g.bytes = m.Revision, m.bytes()
	text, err := readText(filepath.Join(g.dir, rowsName))
	if err != nil {
		return nil, err
	}
	rows, codes, err := readRows(text)
	if err != nil {
		return nil, err
	}
	if len(rows) != m.Listings {
		return nil, fmt.Errorf("%s: %w", rowsName, errCorrupt)
	}
	return g, g.open(rows, codes)
}

// readText reads a file into one string without a copy.
func readText(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	var text strings.Builder
	_, err = file.WriteTo(&text)
	return text.String(), err
}

func (g *generation) open(rows []row, codes *dictionary) error {
	if len(rows) == 0 {
		g.part = newPart(nil, codes, nil)
		g.part.complete()
		return nil
	}
	text, err := openLexicon(filepath.Join(g.dir, textName), len(rows))
	if err != nil {
		return err
	}
	g.text = text
	g.part = newPart(rows, codes, text)
	g.part.complete()
	return nil
}

// hold keeps the generation open until letGo. It fails on one already closed.
func (g *generation) hold() bool {
	for {
		n := g.users.Load()
		if n == 0 {
			return false
		}
		if g.users.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// discard removes a generation that nobody was shown.
func (g *generation) discard() error {
	g.retired.Store(true)
	return g.letGo()
}

func (g *generation) letGo() error {
	if g.users.Add(-1) > 0 {
		return nil
	}
	var err error
	if g.text != nil {
		err = g.text.Close()
	}
	if g.retired.Load() {
		err = errors.Join(err, os.RemoveAll(g.dir))
	}
	return err
}
