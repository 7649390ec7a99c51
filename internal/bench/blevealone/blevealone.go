// Package blevealone answers searches with Bleve and nothing else, to compare
// the index with: points, codes and words are fields of one index, built
// offline into a single segment, which is Bleve's best case.
package blevealone

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	blevegeo "github.com/blevesearch/bleve/v2/geo"
	"github.com/blevesearch/bleve/v2/mapping"

	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/geo"
)

// The fields of a document.
const (
	fieldPlace = "place"
	fieldYes   = "yes" // terms of the codes answered with yes
	fieldMay   = "may" // of those not answered with no
	fieldWords = "words"
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

// batch is how many documents are taken in at a time. Bleve looks values up in
// chunks of as many.
const batch = 1_000

// sorted are the listings so that neighbours share chunks.
func sorted(listings []facility.Listing) []*facility.Listing {
	all := make([]*facility.Listing, len(listings))
	for i := range listings {
		all[i] = &listings[i]
	}
	curve := func(l *facility.Listing) uint64 {
		return blevegeo.MortonHash(l.Location.Point.Lon, l.Location.Point.Lat)
	}
	slices.SortFunc(all, func(a, b *facility.Listing) int { return cmp.Compare(curve(a), curve(b)) })
	return all
}

func (p *Peer) write(ctx context.Context, path string, listings []facility.Listing) error {
	m, err := newMapping()
	if err != nil {
		return err
	}
	builder, err := bleve.NewBuilder(path, m, map[string]any{
		"batchSize": batch, "mergeMax": max(2, len(listings)/batch+1), "buildPathPrefix": p.folder,
	})
	if err != nil {
		return err
	}
	for _, l := range sorted(listings) {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.points[l.ID] = l.Location.Point
		if err := builder.Index(l.ID, p.document(l)); err != nil {
			return err
		}
	}
	return builder.Close()
}

func (p *Peer) document(l *facility.Listing) map[string]any {
	var yes, may []string
	for _, c := range p.taxonomy.Codes() {
		answer := l.Answer(c.Code)
		if answer == facility.Yes {
			yes = append(yes, term(c))
		}
		if answer != facility.No {
			may = append(may, term(c))
		}
	}
	words := []string{l.Name.Name, l.Name.Unit, l.Address.Street, l.Address.City}
	return map[string]any{
		fieldPlace: map[string]any{"lon": l.Location.Point.Lon, "lat": l.Location.Point.Lat},
		fieldYes:   strings.Join(yes, " "),
		fieldMay:   strings.Join(may, " "),
		fieldWords: strings.Join(scan.Words(strings.Join(words, " ")), " "),
	}
}

// separator ends the category in a code's term, by which Bleve counts the
// codes of a category alone.
const separator = "."

func term(c facility.Code) string { return c.Category + separator + c.Code }

func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = "as they are"
	err := m.AddCustomAnalyzer(m.DefaultAnalyzer, map[string]any{"type": custom.Name, "tokenizer": whitespace.Name})
	if err != nil {
		return nil, err
	}
	document := bleve.NewDocumentStaticMapping()
	document.AddFieldMappingsAt(fieldPlace, bare(bleve.NewGeoPointFieldMapping(), true))
	document.AddFieldMappingsAt(fieldYes, bare(bleve.NewTextFieldMapping(), true))
	document.AddFieldMappingsAt(fieldMay, bare(bleve.NewTextFieldMapping(), false))
	document.AddFieldMappingsAt(fieldWords, bare(bleve.NewTextFieldMapping(), false))
	document.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	m.DefaultMapping = document
	return m, nil
}

// bare is a field with nothing that searches do not need. Its values are
// looked up by document where hits are ordered or counted by it.
func bare(field *mapping.FieldMapping, byDocument bool) *mapping.FieldMapping {
	field.DocValues = byDocument
	field.Store, field.IncludeTermVectors, field.IncludeInAll, field.SkipFreqNorm = false, false, false, true
	return field
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
