// Package blevealone answers searches with Bleve and nothing else, to compare
// the index with: points, codes and words are fields of one index, built
// offline into a single segment, which is Bleve's best case.
package blevealone

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2"

	"haven/internal/facility"
	"haven/internal/geo"
)

// Peer is a Bleve index of listings. It implements [facility.Searcher] but for
// suggestions, and knows searches near a point alone, ordered by distance and
// with counts.
type Peer struct {
	BuildTime time.Duration
	Bytes     int64 // of the index's files

	folder   string
	index    bleve.Index
	taxonomy *facility.Taxonomy
	points   map[string]geo.Point // to tell our distances of hits
}

// Open builds an index of the listings in a temporary folder.
func Open(ctx context.Context, listings []facility.Listing) (*Peer, error) {
	folder, err := os.MkdirTemp("", "haven-bleve-")
	if err != nil {
		return nil, err
	}
	p := &Peer{folder: folder, taxonomy: facility.Builtin(), points: map[string]geo.Point{}}
	if err := p.build(ctx, listings); err != nil {
		return nil, errors.Join(fmt.Errorf("index listings with Bleve: %w", err), p.Close())
	}
	return p, nil
}

// Close removes the index.
func (p *Peer) Close() error {
	var err error
	if p.index != nil {
		err = p.index.Close()
	}
	return errors.Join(err, os.RemoveAll(p.folder))
}

func (p *Peer) build(ctx context.Context, listings []facility.Listing) error {
	started := time.Now()
	path := filepath.Join(p.folder, "index")
	if err := p.write(ctx, path, listings); err != nil {
		return err
	}
	p.BuildTime = time.Since(started)
	var err error
	if p.Bytes, err = size(path); err != nil {
		return err
	}
	p.index, err = bleve.OpenUsing(path, map[string]any{"read_only": true, "bolt_timeout": "1s"})
	return err
}

func size(folder string) (bytes int64, err error) {
	err = filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	return bytes, err
}
