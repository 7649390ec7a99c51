package index

import (
	"context"
	"maps"
	"slices"
	"sync"

	"haven/internal/facility"
	"haven/internal/store"
)

// memory is a Source as the store is one.
type memory struct {
	mu       sync.Mutex
	revision int64
	last     map[string]store.Change
	order    []store.Change // all there ever were, by revision
	codes    []facility.Code
	err      error
}

func newMemory(listings ...facility.Listing) *memory {
	m := &memory{last: map[string]store.Change{}}
	m.say(listings...)
	return m
}

// say stores listings as they are now.
func (m *memory) say(listings ...facility.Listing) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, l := range listings {
		m.store(store.Change{Listing: l, State: store.Listed})
	}
}

// bury leaves tombstones.
func (m *memory) bury(state store.ListingState, ids ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, id := range ids {
		m.store(store.Change{Listing: facility.Listing{ID: id}, State: state})
	}
}

func (m *memory) store(c store.Change) {
	m.revision++
	c.Listing.Revision = m.revision
	m.last[c.Listing.ID] = c
	m.order = append(m.order, c)
}

func (m *memory) Revision(context.Context) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.revision, m.err
}

func (m *memory) ChangedSince(_ context.Context, revision int64, limit int) ([]store.Change, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var changes []store.Change
	for _, c := range m.order[revision:] { // revisions count from 1
		if len(changes) == limit {
			break
		}
		if m.last[c.Listing.ID].Listing.Revision == c.Listing.Revision {
			changes = append(changes, c)
		}
	}
	return changes, m.err
}

func (m *memory) Codes(context.Context) ([]facility.Code, error) { return m.codes, m.err }

// listed is what a search may find.
func (m *memory) listed() []facility.Listing {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []facility.Listing
	for _, id := range slices.Sorted(maps.Keys(m.last)) {
		if c := m.last[id]; c.State == store.Listed {
			all = append(all, c.Listing)
		}
	}
	return all
}
