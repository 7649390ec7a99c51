package steward

import (
	"context"
	"errors"
	"time"

	"haven/internal/contradiction"
	"haven/internal/facility"
)

// Severity tells how soon a steward should look. What somebody waits for, or
// was harmed by, is high.
type Severity = contradiction.Severity

// Matter is one thing that waits for a steward.
type Matter struct {
	Kind string // of its queue
	ID   string // within its kind
	// Listing is the id of the place, "" for none, and Place its public view
	// where there is one; the inbox fills it in.
	Listing string
	Place   facility.Listing
	// Since is when it came into the inbox.
	Since    time.Time
	Severity Severity
	// About is what of its kind it is about, such as the reason of a report,
	// and More how many further things of the kind: pages put them into words.
	About string
	More  int
	// Assigned is the account of who has taken it, "" for nobody; Assignee
	// their e-mail. The inbox fills both in.
	Assigned, Assignee string
}

// Queue is where matters of one kind wait.
type Queue interface {
	// Kind is a short name that addresses and texts are made of, such as
	// "report".
	Kind() string
	// Open returns the first matters that wait, in the order of the queue: the
	// most severe first, then as suits the kind.
	Open(ctx context.Context, limit int) ([]Matter, error)
	// Count is how many wait.
	Count(ctx context.Context) (int, error)
	// Find returns those of some matters that still wait, in any order.
	Find(ctx context.Context, ids ...string) ([]Matter, error)
}

var (
	// ErrNotFound: there is no such matter, or it does not wait any more.
	ErrNotFound = errors.New("no such matter waits")
	// ErrNoChoice: nothing was chosen that could be said.
	ErrNoChoice = errors.New("nothing was chosen")
	// ErrNoWords: what was decided needs a word why.
	ErrNoWords = errors.New("say why")
)
