package store

import (
	"context"
	"errors"

	"github.com/lib/pq"

	"haven/internal/audit"
)

// trailEnd is where this process adds to the audit trail. Its transactions do so
// in turn, so that each knows the head that the one before left and need not ask
// the database for it. Other processes may be faster: that is seen by the head's
// row, which only changes from what we know it to be.
type trailEnd struct {
	turn chan struct{} // held until the transaction has ended
	head audit.Head    // as we left it; for who holds the turn
}

func newTrailEnd() trailEnd { return trailEnd{turn: make(chan struct{}, 1)} }

// note has a line of the trail written at the end of the transaction, behind
// what was noted in it before; audit.ErrWords.
func (t *tx) note(n audit.Note) error {
	t.notes = append(t.notes, n)
	return n.Check()
}

// takeTrail waits until nobody else of this process adds to the trail. What
// needs locks of the database comes before: others wait for us from here on.
func (t *tx) takeTrail() error {
	if t.holdsTrail {
		return nil
	}
	if err := takeTurn(t.ctx, t.trail.turn); err != nil {
		return err
	}
	t.holdsTrail = true
	return nil
}

func (t *tx) leaveTrail() {
	if t.holdsTrail {
		<-t.trail.turn
	}
}

// takeTurn puts a token into a channel of one, or fails with the context.
func takeTurn(ctx context.Context, turn chan struct{}) error {
	select {
	case turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// commit ends a transaction with its lines of the trail.
func (t *tx) commit() error {
	if len(t.notes) == 0 {
		return t.tx.Commit()
	}
	if err := t.takeTrail(); err != nil {
		return err
	}
	head, err := t.chain()
	if err != nil {
		return err
	}
	if err := t.tx.Commit(); err != nil {
		return err
	}
	t.trail.head = head
	return nil
}

var errNoHead = errors.New("the audit trail has lost its head: run haven audit verify")

// chain writes the lines behind the trail's end, whoever wrote that, and returns
// the new one.
func (t *tx) chain() (audit.Head, error) {
	head, written, err := t.chainTo(t.trail.head)
	if err != nil || written {
		return head, err
	}
	var theirs audit.Head // the update is for its lock alone
	if err := t.one(&theirs, "UPDATE audit_head SET number = number WHERE id = 1 RETURNING number, hash, seal"); err != nil {
		return head, err
	}
	head, written, err = t.chainTo(theirs)
	if err == nil && !written {
		err = errNoHead
	}
	return head, err
}

// chainTo writes the lines behind a head, if it is the trail's.
func (t *tx) chainTo(head audit.Head) (next audit.Head, written bool, err error) {
	entries := make([]audit.Entry, len(t.notes))
	next = head
	for i, n := range t.notes {
		if entries[i], next, err = n.Append(next); err != nil {
			return next, false, err
		}
	}
	written, err = t.extend(head, next, entries)
	return next, written, err
}

const (
	auditColumns = "number, at, actor, organisation, action, subject, origin, hash"
	moveHead     = "UPDATE audit_head SET number = ?, hash = ?, seal = ? WHERE id = 1 AND number = ? AND hash = ? AND seal = ?"
)

// extend moves the head of the trail and adds what is between, unless the head
// is another than it was thought to be.
func (t *tx) extend(from, to audit.Head, entries []audit.Entry) (written bool, err error) {
	heads := []any{to.Number, to.Hash, to.Seal, from.Number, from.Hash, from.Seal}
	if t.tx.DriverName() == postgresEngine {
		rows, err := t.exec("WITH head AS ("+moveHead+" RETURNING id) INSERT INTO audit ("+auditColumns+`)
			SELECT line.* FROM head, `+diskLater+`, unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) AS line`,
			append(heads, columnsOf(entries)...)...)
		return rows > 0, err
	}
	rows, err := t.exec(moveHead, heads...)
	if err != nil || rows == 0 {
		return false, err
	}
	for _, e := range entries {
		_, err := t.exec("INSERT INTO audit ("+auditColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			e.Number, e.At.Unix(), e.Actor, e.Organisation, string(e.Action), e.Subject, e.Origin, e.Hash)
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

// diskLater lets a transaction of PostgreSQL end before it is on the disk: who
// waits for the head does not wait for the disk as well, and several go there at
// once. Nobody is told that it is done before [Store.awaitDisk].
const diskLater = "set_config('synchronous_commit', 'off', true)"

// awaitDisk waits until all that was committed before is as safe as PostgreSQL
// was told to make it. Its log is written in order, so it is enough to commit
// something small in the usual way.
func (s *Store) awaitDisk(ctx context.Context) error {
	_, err := s.db.ExecContext(ctx, "SELECT pg_logical_emit_message(true, 'haven', '')")
	return wrap(err, "wait for the disk")
}

// columnsOf are entries as arrays, one for each of auditColumns: on PostgreSQL
// that is one statement, and one way to the server and back under the head's
// lock, however many they are.
func columnsOf(entries []audit.Entry) []any {
	numbers := [2][]int64{}
	texts := [6][]string{}
	for _, e := range entries {
		for i, n := range []int64{e.Number, e.At.Unix()} {
			numbers[i] = append(numbers[i], n)
		}
		for i, text := range []string{e.Actor, e.Organisation, string(e.Action), e.Subject, e.Origin, e.Hash} {
			texts[i] = append(texts[i], text)
		}
	}
	var columns []any
	for _, c := range numbers {
		columns = append(columns, pq.Array(c))
	}
	for _, c := range texts {
		columns = append(columns, pq.Array(c))
	}
	return columns
}
