package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"haven/internal/audit"
	"haven/internal/owner"
)

const claimColumns = "id, listing, way, state, email, name, words, account, proof, code, code_expires, tries, made, decided, decided_by"

// AddClaim stores a claim under the hash of the token that leads to it.
func (s *Store) AddClaim(ctx context.Context, c owner.Claim, hash string, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		_, err := tx.exec("INSERT INTO claim (hash, "+claimColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, 0, ?, 0, '')",
			hash, c.ID, c.Listing, string(c.Way), string(c.State), c.Email, c.Name, c.Words, c.Account, c.Code, unixOrNone(c.CodeExpires), c.Made.Unix())
		return err
	}), "store a claim")
}

// Claim returns a claim by its id; ErrNotFound.
func (s *Store) Claim(ctx context.Context, id string) (owner.Claim, error) {
	return s.claim(ctx, "id = ?", id)
}

// ClaimOf returns the claim that the token of a hash leads to; ErrNotFound.
func (s *Store) ClaimOf(ctx context.Context, hash string) (owner.Claim, error) {
	return s.claim(ctx, "hash = ?", hash)
}

func (s *Store) claim(ctx context.Context, which, arg string) (owner.Claim, error) {
	c, err := scanClaim(s.db.QueryRowContext(ctx, s.db.Rebind("SELECT "+claimColumns+" FROM claim WHERE "+which), arg))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return c, wrap(err, "read a claim")
}

func scanClaim(row scanner) (c owner.Claim, err error) {
	var expires, made, decided int64
	err = row.Scan(&c.ID, &c.Listing, &c.Way, &c.State, &c.Email, &c.Name, &c.Words, &c.Account, &c.Proof, &c.Code, &expires, &c.Tries, &made, &decided, &c.DecidedBy)
	c.CodeExpires, c.Made, c.Decided = timeOrNone(expires), fromUnix(made), timeOrNone(decided)
	return c, err
}

// forStewards are claims that wait for a person: those that no code has to
// prove first, and those that one has proven. Its parameter is when the oldest
// of them were made.
const forStewards = "((state = 'open' AND way <> 'mail') OR state = 'proven') AND made > ?"

// WaitingClaims returns the claims that wait for a steward, the oldest first.
func (s *Store) WaitingClaims(ctx context.Context, since time.Time, limit int) ([]owner.Claim, error) {
	return s.claims(ctx, forStewards+" ORDER BY made, id LIMIT ?", since.Unix(), limit)
}

// CountWaitingClaims counts them.
func (s *Store) CountWaitingClaims(ctx context.Context, since time.Time) (count int, err error) {
	err = s.db.GetContext(ctx, &count, s.db.Rebind("SELECT COUNT(*) FROM claim WHERE "+forStewards), since.Unix())
	return count, wrap(err, "count claims")
}

// FindWaitingClaims returns those of some claims that wait for a steward.
func (s *Store) FindWaitingClaims(ctx context.Context, since time.Time, ids ...string) ([]owner.Claim, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return s.claims(ctx, forStewards+" AND "+oneOf("id", ids), append([]any{since.Unix()}, anys(ids)...)...)
}

// ClaimsOn returns the claims that wait for people at a place, the oldest
// first.
func (s *Store) ClaimsOn(ctx context.Context, listing string, since time.Time) ([]owner.Claim, error) {
	return s.claims(ctx, forStewards+" AND (listing = ? OR listing IN (SELECT record.id FROM record WHERE record.listing = ?)) ORDER BY made, id",
		since.Unix(), listing, listing)
}

func (s *Store) claims(ctx context.Context, which string, args ...any) ([]owner.Claim, error) {
	var found []owner.Claim
	err := s.each(ctx, func(row scanner) error {
		c, err := scanClaim(row)
		found = append(found, c)
		return err
	}, "SELECT "+claimColumns+" FROM claim WHERE "+which, args...)
	return found, wrap(err, "read claims")
}

// SetClaimCode gives a claim a code by its keyed hash; the one before works no
// more. ErrNotFound when the claim does not wait for one.
func (s *Store) SetClaimCode(ctx context.Context, id, code string, expires time.Time, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error {
		return found(tx.exec("UPDATE claim SET code = ?, code_expires = ?, tries = 0 WHERE id = ? AND state = 'open'", code, expires.Unix(), id))
	}), "store a code")
}

// TryClaimCode counts a try at a claim's code and, where it is right, marks the
// claim as proven; n notes that. ErrNotFound when there is no code to try, any
// more.
func (s *Store) TryClaimCode(ctx context.Context, id, code string, now time.Time, n audit.Note) (right bool, err error) {
	err = s.write(ctx, func(tx *tx) error {
		err := found(tx.exec("UPDATE claim SET tries = tries + 1 WHERE id = ? AND state = 'open' AND code <> '' AND code_expires > ? AND tries < ?",
			id, now.Unix(), owner.MostTries))
		if err != nil {
			return err
		}
		proven, err := tx.exec("UPDATE claim SET state = 'proven', proof = way, code = '' WHERE id = ? AND code = ?", id, code)
		if right = proven > 0; err != nil || !right {
			return err
		}
		return tx.note(n)
	})
	return right, wrap(err, "try a code")
}

// DecideClaim ends a claim that waits; ErrNotFound when it does not any more.
func (s *Store) DecideClaim(ctx context.Context, id string, as owner.State, by string, at time.Time, n audit.Note) error {
	return wrap(s.noted(ctx, n, func(tx *tx) error { return tx.decideClaim(id, as, by, at) }), "decide a claim")
}

func (t *tx) decideClaim(id string, as owner.State, by string, at time.Time) error {
	return found(t.exec("UPDATE claim SET state = ?, decided = ?, decided_by = ?, code = '' WHERE id = ? AND state IN ('open', 'proven')",
		string(as), at.Unix(), by, id))
}

// SweepClaims deletes what claimants wrote before a time, and offers nobody took.
func (s *Store) SweepClaims(ctx context.Context, before time.Time) error {
	return wrap(s.write(ctx, func(tx *tx) error {
		if _, err := tx.exec("DELETE FROM listing_offer WHERE made < ?", before.Unix()); err != nil {
			return err
		}
		_, err := tx.exec("DELETE FROM claim WHERE made < ?", before.Unix())
		return err
	}), "delete old claims")
}
