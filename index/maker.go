package index

import (
	"log/slog"

	"haven/internal/facility"
	"haven/internal/store"
)

// maker makes listings ready for a part. The codes it meets enlarge its
// dictionary.
type maker struct {
	codes *dictionary
	lists codeLists
	log   *slog.Logger
}

func newMaker(codes *dictionary, log *slog.Logger) *maker {
	return &maker{codes: codes, lists: codeLists{}, log: log}
}

func (m *maker) change(c *store.Change) change {
	made := change{revision: c.Listing.Revision}
	if c.State == store.Listed {
		made.row = m.adopt(&c.Listing)
	}
	return made
}

// adopt makes a row of a listing that nobody else holds. One with an
// impossible point is kept, because its telephone may be what somebody needs,
// but has no place: it is found by text and area, not within a distance, and
// comes last in the order of distance.
func (m *maker) adopt(l *facility.Listing) row {
	at, err := cellOf(l.Location.Point)
	if err != nil {
		m.log.Warn("a listing has no usable point: it is not found by distance", "listing", l.ID, "error", err)
	}
	l.Yes, l.No = m.lists.share(l.Yes), m.lists.share(l.No)
	return m.row(l, at)
}

func (m *maker) row(l *facility.Listing, at cell) row {
	return row{listing: l, cell: at, yes: m.set(l.Yes), no: m.set(l.No)}
}

// set is the codes as a bitset.
func (m *maker) set(codes facility.Codes) bitset {
	set := newBitset(len(m.codes.codes))
	for code := range codes.All() {
		n, known := m.codes.number[code]
		if !known {
			m.codes = m.codes.with(code)
			n = m.codes.number[code]
		}
		for n >= len(set)*wordBits {
			set = append(set, 0)
		}
		set.add(n)
	}
	return set
}

// codeLists lets listings with the same answers, such as the sites of a chain,
// have one list of their codes.
type codeLists map[facility.Codes]facility.Codes

// share is the list that the first listing with these codes had.
func (lists codeLists) share(codes facility.Codes) facility.Codes {
	if shared, found := lists[codes]; found {
		return shared
	}
	lists[codes] = codes
	return codes
}
