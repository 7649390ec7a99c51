package steward

import (
	"sync/atomic"
	"time"

	"haven/internal/audit"
	"haven/internal/listing"
	"haven/internal/store"
)

// Office is what stewards work with.
type Office struct {
	store    *store.Store
	listings *listing.Directory
	book     audit.Book
	now      func() time.Time
	queues   []Queue
	rest     atomic.Int64 // how long the last scan is to be rested from
}

// New opens the office, with further queues beside its own.
func New(s *store.Store, listings *listing.Directory, book audit.Book, now func() time.Time, more ...Queue) *Office {
	o := &Office{store: s, listings: listings, book: book, now: now}
	o.queues = append([]Queue{
		reports{s, ReportKind}, reports{s, ToldKind}, reports{s, CheckKind}, findings{s, ContradictionKind}, findings{s, ConflictKind},
	}, more...)
	return o
}

// Add adds a queue to the inbox. It is for the start of the program alone.
func (o *Office) Add(q Queue) { o.queues = append(o.queues, q) }
