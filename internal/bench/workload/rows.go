package workload

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"haven/importers"
	"haven/importers/samhsa"
	"haven/internal/demo"
	"haven/internal/facility"
	"haven/internal/facility/scan"
	"haven/internal/geo"
)

// Rows are the rows of a directory, to draw from.
type Rows struct {
	From  string // where they come from, for people
	rows  []row
	words []string // of their names, each as often as it occurs: what people look for
}

// row is what one row says.
type row struct {
	name    []string // its words as written
	address facility.Address
	at      geo.Place // of its ZIP code
	yes, no []string
}

// realDirectory is the file that rows are drawn from, in the folder of real
// data that lies beside the project.
const realDirectory = "data/samhsa-directory/su-2023.xlsx"

// Read reads the real directory where it is there, else the demo's.
func Read(ctx context.Context) (*Rows, error) {
	file := filepath.Join(sharedFolder(), realDirectory)
	if _, err := os.Stat(file); err == nil {
		return readFrom(ctx, "the real directory of 2023", samhsa.Importer{}, file)
	}
	return Demo(ctx)
}

// demoRows are enough to draw a million listings from that differ.
const demoRows = 12_000

// Demo makes up rows as the demo's directory does.
func Demo(ctx context.Context) (*Rows, error) {
	return readFrom(ctx, "the demo's made-up directory", demo.New(demoRows, 1, time.Unix(0, 0)), "")
}

// sharedFolder lies beside the folder that holds go.mod.
func sharedFolder() string {
	here, err := os.Getwd()
	if err != nil {
		return ""
	}
	for d := here; d != filepath.Dir(d); d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(d), "shared")
		}
	}
	return ""
}

func readFrom(ctx context.Context, from string, importer importers.Importer, file string) (*Rows, error) {
	r := &Rows{From: from}
	if _, err := importer.Read(ctx, file, (*collector)(r)); err != nil {
		return nil, fmt.Errorf("read %s: %w", from, err)
	}
	if len(r.rows) == 0 {
		return nil, errors.New(from + " has no rows at known ZIP codes")
	}
	return r, nil
}

// collector is Rows as a sink of what an importer reads.
type collector Rows

// Record keeps rows whose ZIP code has a place and that answer service codes.
func (c *collector) Record(record importers.Record) error {
	claims := record.Claims
	at, known := geo.Default().ZIP(claims.Address.Value.ZIP5())
	if !known || len(claims.Yes) == 0 {
		return nil
	}
	name := claims.Name.Value.Name + " " + claims.Name.Value.Unit
	c.rows = append(c.rows, row{
		name: strings.Fields(name), address: claims.Address.Value, at: at,
		yes: slices.Sorted(slices.Values(claims.Yes)), no: slices.Sorted(slices.Values(claims.No)),
	})
	c.words = append(c.words, scan.Words(name)...)
	return nil
}

func (*collector) Point(importers.KnownPoint) error { return nil }

func (*collector) Reject(importers.RowError) error { return nil }

func (*collector) Note(importers.RowError) error { return nil }
