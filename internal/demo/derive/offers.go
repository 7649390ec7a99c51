package main

import (
	"errors"
	"slices"

	"haven/importers"
)

// offer is the set of codes of one row.
type offer map[string]bool

func (o offer) any(codes ...string) bool {
	return slices.ContainsFunc(codes, func(c string) bool { return o[c] })
}

// offers collects what each row offers, as an [importers.Sink]. Names and
// addresses are left out.
type offers []offer

func (all *offers) Record(r importers.Record) error {
	o := offer{}
	for _, code := range r.Claims.Yes {
		o[code] = true
	}
	*all = append(*all, o)
	return nil
}

func (all *offers) Point(importers.KnownPoint) error {
	return errors.New("known points are not a directory")
}

// Reject ends the reading: frequencies are of all rows or of none.
func (all *offers) Reject(e importers.RowError) error { return errors.New(e.String()) }

// Note is nothing to count.
func (all *offers) Note(importers.RowError) error { return nil }
