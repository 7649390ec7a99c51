package store

import (
	"context"
	"fmt"
	"time"
)

// ServerTerm is how long a server counts as running after it was last seen: one
// that was killed leaves its row. Running ones are seen three times as often.
const ServerTerm = 30 * time.Second

// ServingError: servers run that go on with what is about to be exchanged.
type ServingError struct {
	Servers int
	Until   time.Duration // when the last of them would count no more, if it was killed
}

func (e ServingError) Error() string {
	return fmt.Sprintf("%d server(s) run on this database: stop them all, then do this again. If they were killed, wait %d seconds", e.Servers, int(e.Until.Seconds())+1)
}

// SeeServer notes that a server runs. It comes before the server reads any key,
// and again every third of ServerTerm.
func (s *Store) SeeServer(ctx context.Context, id string, now time.Time) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		if _, err := tx.exec("DELETE FROM server WHERE seen <= ?", now.Add(-ServerTerm).Unix()); err != nil {
			return err
		}
		_, err := tx.exec("INSERT INTO server (id, seen) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET seen = excluded.seen", id, now.Unix())
		return err
	}), "note that a server runs")
}

// ForgetServer notes that a server has stopped.
func (s *Store) ForgetServer(ctx context.Context, id string) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		_, err := tx.exec("DELETE FROM server WHERE id = ?", id)
		return err
	}), "note that a server has stopped")
}

// nobodyServes refuses with a ServingError while servers run, and lets none begin
// until the transaction ends.
func (t *tx) nobodyServes(now time.Time) error {
	if err := t.keepOut("server"); err != nil {
		return err
	}
	var seen []int64
	if err := t.all(&seen, "SELECT seen FROM server WHERE seen > ? ORDER BY seen", now.Add(-ServerTerm).Unix()); err != nil || len(seen) == 0 {
		return err
	}
	return ServingError{len(seen), fromUnix(seen[len(seen)-1]).Add(ServerTerm).Sub(now)}
}
