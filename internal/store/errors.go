package store

import (
	"errors"
	"fmt"

	"github.com/lib/pq"
	"modernc.org/sqlite"
)

var (
	// ErrNotFound: there is nothing of that id, or it is another's.
	ErrNotFound = errors.New("not found")
	// ErrBusy: another run holds the lease. Wait and try again.
	ErrBusy = errors.New("another import is running: wait until it has finished")
	// ErrLeaseLost: the run was silent for longer than LeaseTTL and another
	// one began, or it has ended. Nothing of it will be seen.
	ErrLeaseLost = errors.New("the import was interrupted: start it again")
	// ErrDuplicate: a record was staged twice, or an id is taken.
	ErrDuplicate = errors.New("already stored")
)

// StaleError tells which listings somebody else changed since they were read.
// Nothing was stored: read them again, fold again and retry.
type StaleError struct{ IDs []string }

func (e *StaleError) Error() string {
	return fmt.Sprintf("%d listings were changed by somebody else meanwhile", len(e.IDs))
}

// known gives a name to the errors that callers tell apart.
func known(err error) error {
	var lite *sqlite.Error
	var pg *pq.Error
	duplicate := errors.As(err, &lite) && (lite.Code() == 2067 || lite.Code() == 1555) ||
		errors.As(err, &pg) && pg.Code == "23505"
	if duplicate {
		return fmt.Errorf("%w: %w", ErrDuplicate, err)
	}
	return err
}

// isBusy reports whether SQLite said that another connection holds a lock.
func isBusy(err error) bool {
	var lite *sqlite.Error
	return errors.As(err, &lite) && lite.Code()&0xff == 5 // the rest is detail
}
