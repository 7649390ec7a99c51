package merge

import (
	"context"
	"errors"
	"time"

	"haven/internal/facility"
)

// Pair is two places that may be one, side by side.
type Pair struct {
	Sides   [2]Side
	Reasons string // why they look alike, as matching says it
}

// Side is one place of a pair, as the public sees it.
type Side struct {
	Listing facility.Listing
	Profile facility.Profile
	Records []Record
}

// Record is what one source knows a place by, as it said it last.
type Record struct {
	ID      string // that it owns for ever
	Name    facility.Name
	Address facility.Address
	Phone   facility.Phone
	Source  string
	Series  string
	At      time.Time

	key string
}

// Pair returns a pair in doubt; steward.ErrNotFound when it does not wait any
// more.
func (d *Desk) Pair(ctx context.Context, id string) (Pair, error) {
	row, err := d.doubt(ctx, id)
	if err != nil {
		return Pair{}, err
	}
	p := Pair{Reasons: row.Reasons}
	for i, place := range row.Listings {
		if p.Sides[i].Listing, p.Sides[i].Profile, err = d.listings.Profile(ctx, place); err != nil {
			return Pair{}, err
		}
		if p.Sides[i].Records, err = d.Records(ctx, place); err != nil {
			return Pair{}, err
		}
	}
	return p, nil
}

// Records returns the records that are a place, in the order they were stored. They
// show no more of a withheld address than the place does. The errors are those
// of [listing.Directory.Profile].
func (d *Desk) Records(ctx context.Context, place string) ([]Record, error) {
	l, _, err := d.listings.Profile(ctx, place)
	if err != nil {
		return nil, err
	}
	rows, err := d.store.RecordsOf(ctx, l.ID)
	if err != nil {
		return nil, err
	}
	keys := make([]string, len(rows))
	for i, r := range rows {
		keys[i] = r.Key
	}
	said, err := d.store.StatementsOf(ctx, "", false, keys)
	if err != nil {
		return nil, err
	}
	var records []Record
	for _, row := range rows {
		r := Record{ID: row.ID, key: row.Key}
		for _, s := range said[row.Key] {
			r.hear(&s)
		}
		if l.Withheld {
			r.Address = r.Address.Public()
		}
		if r.Source != "" { // somebody states it still
			records = append(records, r)
		}
	}
	return records, nil
}

// hear takes a statement of a source into account; what people say of a place
// is no part of its record.
func (r *Record) hear(s *facility.Statement) {
	if s.Rank > facility.RankRegister || s.At.Before(r.At) {
		return
	}
	r.Source, r.Series, r.At = s.Source, s.Series, s.At
	if c := s.Claims.Name; c != nil {
		r.Name = c.Value
	}
	if c := s.Claims.Address; c != nil {
		r.Address = c.Value
	}
	if c := s.Claims.Phone; c != nil {
		r.Phone = c.Value
	}
}

// Act is a decision with the places that it is about, as they are now.
type Act struct {
	ID       string
	Same     bool
	By       string // the account's e-mail, "" when it is not known
	At       time.Time
	Why      string
	Undone   time.Time // zero while it is in force
	UndoneBy string
	Places   []facility.Listing
}

// Acts returns the last decisions, the newest first, those taken back too, and
// whether the directory has still to follow some.
func (d *Desk) Acts(ctx context.Context) ([]Act, bool, error) {
	wait, err := d.store.MergesWait(ctx)
	if err != nil {
		return nil, false, err
	}
	rows, err := d.store.MergeActs(ctx, MaxActs)
	if err != nil {
		return nil, false, err
	}
	acts := make([]Act, len(rows))
	for i, row := range rows {
		acts[i] = Act{ID: row.ID, Same: row.Same, At: row.At, Why: row.Why, Undone: row.Undone}
		if acts[i].Places, err = d.places(ctx, row.Pairs[0]); err != nil {
			return nil, false, err
		}
		if acts[i].By, err = d.email(ctx, row.By); err != nil {
			return nil, false, err
		}
		if acts[i].UndoneBy, err = d.email(ctx, row.UndoneBy); err != nil {
			return nil, false, err
		}
	}
	return acts, wait, nil
}

// places are the places of a pair of records: one while they are one.
func (d *Desk) places(ctx context.Context, keys [2]string) ([]facility.Listing, error) {
	var places []facility.Listing
	for _, key := range keys {
		id, err := d.store.PlaceOf(ctx, key)
		if err != nil {
			return nil, err
		}
		l, _, err := d.listings.Profile(ctx, id)
		if errors.Is(err, facility.ErrNotFound) { // no source states it any more
			continue
		}
		if err != nil {
			return nil, err
		}
		if len(places) == 0 || places[0].ID != l.ID {
			places = append(places, l)
		}
	}
	return places, nil
}

func (d *Desk) email(ctx context.Context, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	p, err := d.store.Person(ctx, id)
	return p.Email, err
}
