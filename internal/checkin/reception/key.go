package reception

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/store"
)

// Limits of programs: one that tells every five minutes sends twelve an hour.
const (
	mostByKey     = 120 // in an hour
	mostWrongKeys = 30  // in an hour, from one network
)

const (
	keyMade     audit.Action = "openings.key-made"
	keyEnded    audit.Action = "openings.key-ended"
	countedByIt audit.Action = "openings.counted-by-key"
)

var (
	// ErrKey: there is no such key, or not any more, or it is another place's.
	ErrKey = errors.New("this key does not work for this place")
	// ErrKeys: the place has as many keys as it may have.
	ErrKeys = errors.New("this place has all the keys that it may have: end one first")
	// ErrUnowned: nobody speaks for the place, so nobody can give a program a key.
	ErrUnowned = errors.New("only whoever speaks for a place makes keys for it")
)

// MakeKey makes a key for a place and returns it. It is shown once.
func (r *Reception) MakeKey(ctx context.Context, by gate.Actor, listing string) (key string, err error) {
	owner, err := r.store.OwnerOf(ctx, listing)
	if err != nil {
		return "", err
	}
	if owner == "" || owner != by.User.Organisation.ID {
		return "", ErrUnowned
	}
	token, hash := account.NewToken()
	k := checkin.Key{ID: r.store.NewID(), Listing: listing, Organisation: owner, Made: r.moment(), MadeBy: by.User.ID}
	added, err := r.store.AddOpeningKey(ctx, k, hash, r.book.Note(by.Who(), keyMade, place(listing)))
	if err == nil && !added {
		err = ErrKeys
	}
	return checkin.KeyPrefix + token, err
}

// Keys are those of a place.
func (r *Reception) Keys(ctx context.Context, listing string) ([]checkin.Key, error) {
	return r.store.OpeningKeysOf(ctx, listing)
}

// EndKey ends a key of a place.
func (r *Reception) EndKey(ctx context.Context, by gate.Actor, listing, id string) error {
	return r.store.DropOpeningKey(ctx, listing, id, r.book.Note(by.Who(), keyEnded, place(listing)))
}

// CountBy takes a count of a program with a key. The errors are ErrKey,
// TooManyError, checkin.ErrIncomplete and those of the directory.
func (r *Reception) CountBy(ctx context.Context, key string, from netip.Addr, c checkin.Count) (checkin.Count, error) {
	k, err := r.admit(ctx, key, c.Listing, from)
	if err != nil {
		return c, err
	}
	now := r.moment()
	if c.At.IsZero() {
		c.At = now
	}
	if err := c.Validate(now); err != nil {
		return c, err
	}
	c.Listing, c.Source = k.Listing, checkin.Itself
	who := audit.Who{Account: "key:" + k.ID, Organisation: k.Organisation, From: from}
	err = leading(&c.Listing, func() error {
		used := store.OpeningKeyUsed(k.ID, now, r.book.Note(who, countedByIt, place(c.Listing)))
		_, err := r.directory.SayWith(ctx, c.Listing, c.Statement(), used)
		return err
	})
	if err != nil {
		return c, err
	}
	return c, r.reckon(ctx, c.Listing)
}

// admit is a key that works for a place, within the limits.
func (r *Reception) admit(ctx context.Context, key, listing string, from netip.Addr) (checkin.Key, error) {
	k, err := r.keyOf(ctx, key, listing)
	limit := account.Limit{Key: r.keys.Digest("openings by key", k.ID), Most: mostByKey, Window: time.Hour}
	if errors.Is(err, ErrKey) {
		limit = account.Limit{Key: r.keys.Digest("openings by network", audit.Network(from)), Most: mostWrongKeys, Window: time.Hour}
	} else if err != nil {
		return k, err
	}
	return k, errors.Join(r.within(ctx, limit), err)
}

// keyOf is a key that works for a place.
func (r *Reception) keyOf(ctx context.Context, key, listing string) (checkin.Key, error) {
	token, ok := strings.CutPrefix(key, checkin.KeyPrefix)
	hash, valid := account.TokenHash(token)
	if !ok || !valid {
		return checkin.Key{}, ErrKey
	}
	k, err := r.store.OpeningKey(ctx, hash)
	if errors.Is(notFound(err), ErrNotFound) || err == nil && k.Listing != listing {
		return checkin.Key{}, ErrKey
	}
	if err != nil {
		return checkin.Key{}, err
	}
	owner, err := r.store.OwnerOf(ctx, listing)
	if err == nil && owner != k.Organisation {
		err = ErrKey
	}
	return k, err
}
