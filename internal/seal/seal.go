package seal

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"
	"time"
)

var (
	// ErrExpired: the key is deleted, or was never ours. Ask again, kindly.
	ErrExpired = errors.New("sealed under a key that is no longer kept")
	// ErrBroken: cut off, changed, or of another purpose. To a visitor that is
	// the same as expired.
	ErrBroken = errors.New("not sealed by us")
	// ErrTooLong: there are more than MaxContent bytes to seal.
	ErrTooLong = errors.New("too long to be sealed")
	// ErrOtherMaster: the store's keys belong to another master key.
	ErrOtherMaster = errors.New("wrong master key")
)

// Keys is what keeps the wrapped keys, shared by all replicas.
type Keys interface {
	AddSealKey(ctx context.Context, k Key) error
	// SealKey returns a key by its id; found is false if it is not there.
	SealKey(ctx context.Context, id string) (k Key, found bool, err error)
	// SealKeys returns the keys that have not expired.
	SealKeys(ctx context.Context, now time.Time) ([]Key, error)
	// DeleteSealKeys deletes those that have.
	DeleteSealKeys(ctx context.Context, now time.Time) error
}

// Sealer seals and opens. It is safe for concurrent use.
type Sealer struct {
	keys   Keys
	master Master
	now    func() time.Time

	making sync.Mutex // held while a key is made: one for all who wait
	mu     sync.Mutex
	live   map[keyID]*liveKey
}

// New is a sealer that goes on with the keys it finds. It fails with
// ErrOtherMaster where those are not its master key's.
func New(ctx context.Context, keys Keys, master Master, now func() time.Time) (*Sealer, error) {
	s := &Sealer{keys: keys, master: master, now: now, live: map[keyID]*liveKey{}}
	found, err := keys.SealKeys(ctx, now())
	if err != nil {
		return nil, err
	}
	for _, stored := range found {
		if _, err := s.take(stored); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Seal returns a token for an address, which [Sealer.Open] opens until the key
// is deleted. Two of the same content differ.
func (s *Sealer) Seal(ctx context.Context, p Purpose, content []byte) (string, error) {
	if len(content) > MaxContent {
		return "", ErrTooLong
	}
	k, err := s.sealing(ctx, p)
	if err != nil {
		return "", fmt.Errorf("make a key: %w", err)
	}
	return newToken(k.id, k.aead, p, content), nil
}

// Open returns what a token holds: ErrExpired or ErrBroken if it cannot.
func (s *Sealer) Open(ctx context.Context, p Purpose, token string) ([]byte, error) {
	read, ok := readToken(token)
	if !ok {
		return nil, ErrBroken
	}
	k, err := s.key(ctx, read.key)
	if err != nil {
		return nil, err
	}
	if !s.now().Before(k.expires) {
		return nil, ErrExpired
	}
	content, ok := read.open(k.aead, p)
	if !ok {
		return nil, ErrBroken
	}
	return content, nil
}

// Sweep deletes the keys whose time is over, here and in the store.
func (s *Sealer) Sweep(ctx context.Context) error {
	now := s.now()
	s.mu.Lock()
	for id, k := range s.live {
		if !now.Before(k.expires) {
			delete(s.live, id)
		}
	}
	s.mu.Unlock()
	return s.keys.DeleteSealKeys(ctx, now)
}

// sealing is the key that seals at present; a new one is made where there is
// none. That other replicas make theirs at the same time does no harm.
func (s *Sealer) sealing(ctx context.Context, p Purpose) (*liveKey, error) {
	s.making.Lock()
	defer s.making.Unlock()
	now := s.now()
	if k := s.sealingAt(now, p); k != nil {
		return k, nil
	}
	k, stored := s.master.makeKey(p, now)
	if err := s.keys.AddSealKey(ctx, stored); err != nil {
		return nil, err
	}
	s.keep(k)
	return k, nil
}

func (s *Sealer) sealingAt(now time.Time, p Purpose) *liveKey {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.live {
		if k.sealsAt(now, p) {
			return k
		}
	}
	return nil
}

// key looks a key up, in the store too: another replica may have made it.
func (s *Sealer) key(ctx context.Context, id keyID) (*liveKey, error) {
	s.mu.Lock()
	k := s.live[id]
	s.mu.Unlock()
	if k != nil {
		return k, nil
	}
	stored, found, err := s.keys.SealKey(ctx, hex.EncodeToString(id[:]))
	switch {
	case err != nil:
		return nil, err
	case !found || !s.now().Before(stored.Expires): // or not deleted yet
		return nil, ErrExpired
	}
	return s.take(stored)
}

func (s *Sealer) take(stored Key) (*liveKey, error) {
	k, err := s.master.unwrap(stored)
	if err == nil {
		s.keep(k)
	}
	return k, err
}

func (s *Sealer) keep(k *liveKey) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.live[k.id] = k
}
