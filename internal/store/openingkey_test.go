package store_test

import (
	"testing"
	"time"

	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/store"
	"haven/internal/store/storetest"
)

// TestKeysAndLinksOfAMergedPlaceAreFoundAndEnded: they go on working by the id
// that they were made for, so whoever ends them has to reach them.
func TestKeysAndLinksOfAMergedPlaceAreFoundAndEnded(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, now := t.Context(), time.Unix(1_700_000_000, 0)
		run := begin(t, s, directory(2021))
		stage(t, s, run, listed("elm", "Elm"), listed("oak", "Oak"))
		publish(t, s, run)
		note := audit.NewBook(audit.Key{1}, func() time.Time { return now }).Note(audit.Command, "test", "place:oak")
		_, err := s.AddOpeningKey(ctx, checkin.Key{ID: "k1", Listing: "oak", Organisation: "care", Made: now, MadeBy: "ann"}, "hash1", note)
		succeed(t, err)
		succeed(t, s.AddCheckin(ctx, checkin.Link{ID: "l1", Listing: "oak", Way: checkin.Letter, Made: now, Expires: now.Add(time.Hour), MadeBy: "stu"}, "hash2", note))
		merge(t, s, directory(2022), "oak", "elm")

		keys, err := s.OpeningKeysOf(ctx, "elm")
		if succeed(t, err); len(keys) != 1 {
			t.Fatalf("the place has the keys %+v", keys)
		}
		succeed(t, s.DropOpeningKey(ctx, "elm", "k1", note))
		if keys, err := s.OpeningKeysOf(ctx, "elm"); err != nil || len(keys) != 0 {
			t.Errorf("after it was ended: %+v, %v", keys, err)
		}
		succeed(t, s.EndCheckins(ctx, "elm", now, note))
		if l, err := s.Checkin(ctx, "hash2"); err != nil || l.Works(now) {
			t.Errorf("the letter works on: %+v, %v", l, err)
		}
	})
}
