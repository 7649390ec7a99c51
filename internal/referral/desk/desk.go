// Package desk is what a helpline's staff do: they open cases, write down what
// they hear, refer to places and follow up. It opens and seals what
// [haven/internal/store] keeps, and holds every caller to the rules of
// [haven/internal/referral].
//
// Every read of a case and every change is a line of the audit trail: a read
// before anything is handed out, a change in the transaction that makes it.
package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/referral"
	"haven/internal/seal"
	"haven/internal/store"
)

// Desk is the helpline desk over a store. It is safe for concurrent use.
type Desk struct {
	store  *store.Store
	master seal.Master
	codes  seal.Secret // keys the hashes of case codes
	book   audit.Book
	say    Say
	unsay  Unsay // nil where nothing can be taken back
	scrubs chan struct{}
	now    func() time.Time
}

// Option is something that a desk can do without.
type Option func(*Desk)

// Say records a statement about a place and what is stored beside it, as
// [haven/internal/listing.Directory.SayWith] does.
type Say func(ctx context.Context, listing string, s facility.Statement, beside ...store.Beside) (revision int64, err error)

// ErrNotFound: there is no such case, referral or follow-up, or it is none of
// this person's: which of them is not told.
var ErrNotFound = errors.New("nothing here under that name that you may see")

// codeSecret is the name of the secret that keys the hashes of codes.
const codeSecret = "case codes"

// New is a desk that notes in a book what is read and done. It fails with
// seal.ErrOtherMaster if the store's keys were wrapped by another master key.
func New(ctx context.Context, s *store.Store, master seal.Master, book audit.Book, say Say, now func() time.Time, options ...Option) (*Desk, error) {
	wrapped, err := s.WrappedSecret(ctx, codeSecret, master.Wrap(seal.NewSecret(), codeSecret))
	if err != nil {
		return nil, fmt.Errorf("open the desk: %w", err)
	}
	codes, err := master.Unwrap(wrapped, codeSecret)
	if err != nil {
		return nil, fmt.Errorf("open the desk: %w", err)
	}
	d := &Desk{store: s, master: master, codes: codes, book: book, say: say, now: now, scrubs: make(chan struct{}, 1)}
	for _, o := range options {
		o(d)
	}
	return d, nil
}

// caseKey opens the key of a case.
func (d *Desk) caseKey(ctx context.Context, caseID string) (seal.Secret, error) {
	wrapped, err := d.store.CaseKey(ctx, caseID)
	if err != nil {
		return seal.Secret{}, notFound(err)
	}
	return d.master.Unwrap(wrapped, caseID)
}

// notFound turns the store's error into the desk's.
func notFound(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return ErrNotFound
	}
	return err
}

// isStaff reports whether somebody works at a helpline.
func isStaff(a referral.Actor) bool {
	return (a.Role == referral.Agent || a.Role == referral.Supervisor) && a.Org != "" && a.Person != ""
}
