package listing

import (
	"context"
	"errors"
	"time"

	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/geo"
	"haven/internal/store"
)

// Itself is the source of what a place says of itself, BySteward of what a
// steward says. Each is a series of its own, too.
const (
	Itself    = facility.SourceItself
	BySteward = facility.SourceSteward
)

// ProposalKind is the kind of the stewards' queue of edits that wait.
const ProposalKind = "proposal"

// The actions in the audit trail.
const (
	edited    audit.Action = "listing.edited"
	proposed  audit.Action = "listing.proposed"
	accepted  audit.Action = "proposal.accepted"
	rejected  audit.Action = "proposal.rejected"
	withdrawn audit.Action = "proposal.withdrawn"
)

// maxWaiting is how many edits of one listing may wait: more than a listing
// has groups of fields.
const maxWaiting = 20

var (
	// ErrOwnProposal: nobody decides on an edit of their own.
	ErrOwnProposal = errors.New("nobody decides on their own edit: a colleague has to")
	// ErrTooManyWait: so many edits of the listing wait that no more are taken.
	ErrTooManyWait = errors.New("too many edits of this listing wait: withdraw one, or wait for a steward")
)

// Editor takes edits of listings: those that harm nobody are said at once, the
// others wait for a steward.
type Editor struct {
	directory *Directory
	store     *store.Store
	book      audit.Book
	now       func() time.Time
}

// NewEditor returns the editor of a directory at a clock.
func NewEditor(d *Directory, book audit.Book, now func() time.Time) *Editor {
	return &Editor{directory: d, store: d.store, book: book, now: now}
}

// Edit is what somebody who may edit a listing wants it to say.
type Edit struct {
	Listing string
	By      audit.Who
	Steward bool // whose word shows at once, as they are who decides
	Claims  facility.Claims
	Why     string
}

// Outcome tells which fields of an edit are shown now, and which wait.
type Outcome struct{ Shown, Wait []facility.Field }

// Full is [Directory.Known].
func (e *Editor) Full(ctx context.Context, id string) (facility.Listing, facility.Profile, error) {
	return e.directory.Known(ctx, id)
}

// Preview returns the listing and its public profile as they would be if all of
// an edit were shown.
func (e *Editor) Preview(ctx context.Context, edit Edit) (facility.Listing, facility.Profile, error) {
	statements, err := e.directory.statements(ctx, edit.Listing)
	if err != nil {
		return facility.Listing{}, facility.Profile{}, err
	}
	editions, err := e.store.Editions(ctx)
	if err != nil {
		return facility.Listing{}, facility.Profile{}, err
	}
	all := append(statements[edit.Listing], e.statement(edit, located(edit.Claims)))
	row, err := e.directory.foldOf(ctx, edit.Listing, all)
	return row.Listing, facility.Fold(all, editions).Public(), err
}

// Edit takes an edit. What is not changed by it is left out. The errors are
// those of [facility.Claims.Validate], ErrTooManyWait and those of
// [Directory.Profile].
func (e *Editor) Edit(ctx context.Context, edit Edit) (Outcome, error) {
	if err := edit.Claims.Validate(); err != nil {
		return Outcome{}, err
	}
	_, p, err := e.Full(ctx, edit.Listing)
	if err != nil {
		return Outcome{}, err
	}
	now, later := edit.Claims.Changes(&p), facility.Claims{}
	if !edit.Steward {
		now, later = part(now)
	}
	done := Outcome{Shown: now.SpeaksOf(), Wait: later.SpeaksOf()}
	if now.Empty() && later.Empty() {
		return done, nil
	}
	beside, err := e.waiting(ctx, edit, later)
	if err != nil {
		return Outcome{}, err
	}
	if now.Empty() {
		return done, e.store.Together(ctx, append(beside, e.noting(edit.By, proposed, edit.Listing))...)
	}
	beside = append(beside, e.noting(edit.By, edited, edit.Listing))
	_, err = e.directory.SayWith(ctx, edit.Listing, e.statement(edit, located(now)), beside...)
	return done, err
}

// waiting has claims wait for a steward, if there are any.
func (e *Editor) waiting(ctx context.Context, edit Edit, later facility.Claims) ([]store.Beside, error) {
	if later.Empty() {
		return nil, nil
	}
	before, err := e.store.ProposalsOf(ctx, edit.Listing, 5*maxWaiting)
	if err != nil {
		return nil, err
	}
	open := 0
	for _, p := range before {
		if p.State == store.Waits {
			open++
		}
	}
	if open >= maxWaiting {
		return nil, ErrTooManyWait
	}
	return []store.Beside{store.Propose(store.Proposal{
		ID: e.store.NewID(), Listing: edit.Listing, Account: edit.By.Account, Organisation: edit.By.Organisation,
		At: e.moment(), Claims: later, Why: edit.Why,
	})}, nil
}

// statement is what an edit says of its place.
func (e *Editor) statement(edit Edit, claims facility.Claims) facility.Statement {
	s := facility.Statement{
		Source: Itself, Series: Itself, Rank: facility.RankFacility, At: e.moment(), Claims: claims, By: edit.By.Account, Why: edit.Why,
	}
	if edit.Steward {
		s.Source, s.Series, s.Rank = BySteward, BySteward, facility.RankSteward
	}
	return s
}

// located takes back a point that was stated for another address: the place is
// found by the new one.
func located(c facility.Claims) facility.Claims {
	if c.Address != nil && c.Point == nil {
		c.Point = facility.SaysNone[geo.Point]()
	}
	return c
}

func (e *Editor) noting(by audit.Who, action audit.Action, listing string) store.Beside {
	return store.Noting(e.book.Note(by, action, "listing:"+listing))
}

// moment is now to the second, as it is stored.
func (e *Editor) moment() time.Time { return e.now().UTC().Truncate(time.Second) }
