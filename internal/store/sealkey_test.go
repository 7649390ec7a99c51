package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"haven/internal/seal"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// sealKey is a key that lives for a day from noon and some hours.
func sealKey(id string, hours int) seal.Key {
	made := noon.Add(time.Duration(hours) * time.Hour)
	return seal.Key{ID: id, Purpose: "search", Made: made, Expires: made.Add(24 * time.Hour), Wrapped: "wrapped-" + id}
}

func TestKeysOfAddressesAreKeptUntilTheyExpire(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		early, late := sealKey("early", 0), sealKey("late", 1)
		succeed(t, s.AddSealKey(ctx, early))
		succeed(t, s.AddSealKey(ctx, late))
		if err := s.AddSealKey(ctx, early); !errors.Is(err, store.ErrDuplicate) {
			t.Errorf("an id is stored twice: %v", err)
		}
		for _, tt := range []struct {
			now  time.Time
			want []seal.Key
		}{
			{noon.Add(time.Hour), []seal.Key{late, early}},
			{early.Expires.Add(-time.Second), []seal.Key{late, early}},
			{early.Expires, []seal.Key{late}},
			{late.Expires, nil},
		} {
			if got, err := s.SealKeys(ctx, tt.now); err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("at %v there are %+v (%v), want %+v", tt.now, got, err, tt.want)
			}
		}
		if got, found, err := s.SealKey(ctx, "early"); got != early || !found || err != nil {
			t.Errorf("by its id: %+v, %v, %v", got, found, err)
		}
		succeed(t, s.DeleteSealKeys(ctx, early.Expires))
		if _, found, err := s.SealKey(ctx, "early"); found || err != nil {
			t.Errorf("an expired key is still there (%v)", err)
		}
		if _, found, err := s.SealKey(ctx, "late"); !found || err != nil {
			t.Errorf("a key that has not expired is gone (%v)", err)
		}
	})
}

func TestNothingIsLeftOfADeletedKeyInASQLiteFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "haven.db")
	s := storetest.Open(t, path)
	k := sealKey("k", 0)
	succeed(t, s.AddSealKey(t.Context(), k))
	if !inFiles(t, path, k.Wrapped) {
		t.Fatal("the test does not see the key where it must be")
	}
	succeed(t, s.DeleteSealKeys(t.Context(), k.Expires))
	if inFiles(t, path, k.Wrapped) {
		t.Error("it is left in the database or its log")
	}
	succeed(t, s.AddSealKey(t.Context(), k)) // writing goes on
}

func TestAKeyIsDeletedWhileSomebodyReads(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		run := begin(t, s, directory(2023))
		stage(t, s, run, listed("peach", "Peach Street"))
		publish(t, s, run)
		k := sealKey("k", 0)
		succeed(t, s.AddSealKey(t.Context(), k))
		succeed(t, s.Records(t.Context(), func(store.RecordRow) error { return s.DeleteSealKeys(t.Context(), k.Expires) }))
		if _, found, err := s.SealKey(t.Context(), "k"); found || err != nil {
			t.Errorf("it is still there (%v)", err)
		}
	})
}

// inFiles reports whether a SQLite database or a file beside it holds text.
func inFiles(t *testing.T, path, text string) bool {
	t.Helper()
	files, err := filepath.Glob(path + "*")
	succeed(t, err)
	return slices.ContainsFunc(files, func(file string) bool {
		content, err := os.ReadFile(file)
		succeed(t, err)
		return strings.Contains(string(content), text)
	})
}
