package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"haven/index"
)

// build is what building our index took: reading the listings from the store,
// their words (Bleve), and the rest, which is the columns.
type build struct {
	read, columns, text time.Duration
	bytes, textBytes    int64 // of the search structures besides Bleve, and of Bleve's files
}

func (b build) total() time.Duration { return b.read + b.columns + b.text }

func buildOf(s index.Stats, took, read time.Duration, folder string) build {
	text, bytes := textIndex(folder)
	return build{read: read, columns: took - read - text, text: text, bytes: s.Bytes, textBytes: bytes}
}

// textIndex is what writing the words took and how large they are, by the
// files of the only generation: the words come right after the listings.
func textIndex(folder string) (took time.Duration, bytes int64) {
	generations, _ := filepath.Glob(filepath.Join(folder, "gen-*"))
	if len(generations) != 1 {
		return 0, 0
	}
	listings, err := os.Stat(filepath.Join(generations[0], "listings"))
	if err != nil {
		return 0, 0
	}
	filepath.WalkDir(filepath.Join(generations[0], "text"), func(_ string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if info, err := entry.Info(); err == nil && !entry.IsDir() {
			bytes += info.Size()
			took = max(took, info.ModTime().Sub(listings.ModTime()))
		}
		return nil
	})
	return took, bytes
}
