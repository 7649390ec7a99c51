// Package demo makes up a directory that feels real and is not: real cities,
// invented names, telephone numbers kept for fiction, and a mix of services,
// payment and settings that follows the real directory of 2023 (see derive).
//
// It is an importer, so that the demo runs the path that real data takes. The
// same seed gives the same directory.
package demo

import (
	"context"
	"math/rand/v2"
	"time"

	"haven/importers"
	"haven/internal/facility"
)

// Source is the name of the importer, and of its one series.
const Source = "demo"

// Directory is the made-up directory, an [importers.Importer].
type Directory struct {
	places    int
	seed      uint64
	published time.Time
}

// New returns the directory of a seed with so many places, published on a day.
func New(places int, seed uint64, published time.Time) *Directory {
	return &Directory{places: places, seed: seed, published: published}
}

// Source is "demo".
func (d *Directory) Source() string { return Source }

// Read makes up the directory; there is no file to read. Its error is the
// sink's or the context's.
func (d *Directory) Read(ctx context.Context, _ string, sink importers.Sink) (importers.Edition, error) {
	g := newGenerator(d.seed)
	for line := 1; line <= d.places; {
		o := g.organization()
		for range min(o.sites, d.places-line+1) {
			if err := ctx.Err(); err != nil {
				return importers.Edition{}, err
			}
			if err := g.hand(o, line, sink); err != nil {
				return importers.Edition{}, err
			}
			line++
		}
	}
	return importers.Edition{Series: Source, Modified: d.published, Complete: true, Codes: g.mix.sheet()}, nil
}

// generator is the state of making up one directory.
type generator struct {
	r             *rand.Rand
	mix           *frequencies
	classes       wheel
	chains        wheel
	atlas         *atlas
	names         *namer
	phones        exchange
	organizations int // made so far
}

func newGenerator(seed uint64) *generator {
	r := rand.New(rand.NewPCG(seed, 0))
	mix := measured()
	return &generator{
		r: r, mix: mix, atlas: realTowns(), names: newNamer(r),
		classes: newWheel(mix.classes, func(c class) float64 { return float64(c.rows) }),
		chains:  newWheel(chainSizes, func(c chainSize) float64 { return float64(c.names) }),
		phones:  exchange{given: map[string]int{}},
	}
}

// hand makes up the next site of an organization and hands it to the sink.
func (g *generator) hand(o *organization, line int, sink importers.Sink) error {
	s := g.site(o)
	if known := g.neighbor(s.at); known != nil {
		known.Line = line
		if err := sink.Point(*known); err != nil {
			return err
		}
	}
	return sink.Record(importers.Record{Line: line, Rank: facility.RankDirectory, Claims: g.claims(o, s)})
}

// sheet is the reference sheet: the codes that a row of the directory answers.
func (f *frequencies) sheet() []facility.Code {
	sheet := make([]facility.Code, 0, len(f.codes))
	for _, s := range f.codes {
		if code, ok := facility.Builtin().Code(s.code); ok {
			sheet = append(sheet, code)
		}
	}
	return sheet
}
