// Package sealtest gives tests a sealer without a database.
package sealtest

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"haven/internal/seal"
)

// New is a sealer with a master key and a store of its own.
func New(t testing.TB, now func() time.Time) *seal.Sealer {
	t.Helper()
	s, err := seal.New(t.Context(), &Keys{}, Master(t), now)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Master is a new master key.
func Master(t testing.TB) seal.Master {
	t.Helper()
	m, err := seal.MakeMaster(filepath.Join(t.TempDir(), "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Keys keeps keys in memory; it is ready to use.
type Keys struct {
	mu   sync.Mutex
	byID map[string]seal.Key
}

// AddSealKey is that of [seal.Keys].
func (s *Keys) AddSealKey(_ context.Context, k seal.Key) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byID == nil {
		s.byID = map[string]seal.Key{}
	}
	s.byID[k.ID] = k
	return nil
}

// SealKey is that of [seal.Keys].
func (s *Keys) SealKey(_ context.Context, id string) (seal.Key, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, found := s.byID[id]
	return k, found, nil
}

// SealKeys is that of [seal.Keys].
func (s *Keys) SealKeys(_ context.Context, now time.Time) ([]seal.Key, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	live := slices.Collect(maps.Values(s.byID))
	return slices.DeleteFunc(live, func(k seal.Key) bool { return !now.Before(k.Expires) }), nil
}

// DeleteSealKeys is that of [seal.Keys].
func (s *Keys) DeleteSealKeys(_ context.Context, now time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.byID, func(_ string, k seal.Key) bool { return !now.Before(k.Expires) })
	return nil
}
