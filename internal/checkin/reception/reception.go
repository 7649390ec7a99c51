// Package reception takes what places tell by links: it makes the links, hears
// the answers, and has them shown or settled. Each step is a line of the audit
// trail.
package reception

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/store"
)

// Directory takes what is said of places, as [haven/internal/listing.Directory]
// does.
type Directory interface {
	SayWith(ctx context.Context, id string, s facility.Statement, beside ...store.Beside) (revision int64, err error)
	UnsayWith(ctx context.Context, id string, s facility.Statement, revision int64, beside ...store.Beside) error
	Report(ctx context.Context, r facility.Report) error
	Unreport(ctx context.Context, id string) error
}

var (
	// ErrNotFound: a link was ended, is too old or never was; or an answer is
	// not of that link.
	ErrNotFound = errors.New("no such link")
	// ErrAskedEnough: the place was asked as often as anybody may.
	ErrAskedEnough = errors.New("this place was asked often enough")
	// ErrAskedLately: somebody asked the place not long ago.
	ErrAskedLately = errors.New("this place was asked not long ago")
)

// TooManyError: more came by one link, or with one key, than can be meant.
type TooManyError struct{ Until time.Time }

func (e TooManyError) Error() string {
	return fmt.Sprintf("too many answers: try again after %s", e.Until.Format("15:04 MST"))
}

// Reception is safe for concurrent use; those of several processes on one
// database are one.
type Reception struct {
	store     *store.Store
	directory Directory
	book      audit.Book
	keys      account.Keys
	now       func() time.Time
}

// New is the reception of a store, at a clock. What attempts are counted under
// is a digest of keys.
func New(s *store.Store, d Directory, book audit.Book, keys account.Keys, now func() time.Time) *Reception {
	return &Reception{s, d, book, keys, now}
}

// What is noted in the audit trail.
const (
	linkMade     audit.Action = "checkin.asked"
	linksEnded   audit.Action = "checkin.ended"
	answered     audit.Action = "checkin.answered"
	answerUndone audit.Action = "checkin.taken-back"
)

func place(listing string) string { return "place:" + listing }

// byLink is how the trail names whoever holds a link.
func byLink(link string, from netip.Addr) audit.Who {
	return audit.Who{Account: "link:" + link, From: from}
}

func (r *Reception) moment() time.Time { return r.now().UTC().Truncate(time.Second) }

func notFound(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return ErrNotFound
	}
	return err
}
