package listing

import (
	"context"
	"errors"

	"haven/internal/audit"
	"haven/internal/facility"
	"haven/internal/store"
)

// shownProposals is how many of the last proposals about a place its owner sees.
const shownProposals = 20

// Proposals are the last edits of a place that waited for a steward, or do, the
// newest first.
func (e *Editor) Proposals(ctx context.Context, listing string) ([]store.Proposal, error) {
	return e.store.ProposalsOf(ctx, listing, shownProposals)
}

// Proposal returns a proposal that waits; store.ErrDecided if it does not.
func (e *Editor) Proposal(ctx context.Context, id string) (store.Proposal, error) {
	found, err := e.store.FindOpenProposals(ctx, id)
	if err == nil && len(found) == 0 {
		err = store.ErrDecided
	}
	if err != nil {
		return store.Proposal{}, err
	}
	return found[0], nil
}

// Accept has a proposal shown as what the place says of itself. The errors are
// ErrOwnProposal, store.ErrDecided and those of [Directory.Profile].
func (e *Editor) Accept(ctx context.Context, by audit.Who, p store.Proposal, words string) error {
	if by.Account == p.Account {
		return ErrOwnProposal
	}
	p.State, p.Decided, p.DecidedBy, p.Words = store.Accepted, e.moment(), by.Account, words
	s, err := e.accepted(ctx, p)
	if err != nil {
		return err
	}
	return leading(p.Listing, func(id string) error {
		_, err := e.directory.SayWith(ctx, id, s, store.Decide(ProposalKind, p), e.deciding(by, accepted, p))
		return err
	})
}

// accepted is what a place says by a proposal, as of when it proposed it. Where
// a steward's older word would stand over it, the steward who accepts it lends
// it theirs.
func (e *Editor) accepted(ctx context.Context, p store.Proposal) (facility.Statement, error) {
	s := facility.Statement{
		Source: Itself, Series: Itself, Rank: facility.RankFacility, At: p.At, Claims: located(p.Claims), By: p.Account, Why: p.Why,
	}
	err := leading(p.Listing, func(id string) error {
		statements, err := e.directory.statements(ctx, id)
		if err != nil {
			return err
		}
		if _, err := e.directory.standing(ctx, id); err != nil {
			return err
		}
		folded := facility.Fold(append(statements[id], s), nil)
		if left := p.Claims.Changes(&folded); !left.Empty() {
			s.Rank, s.At = facility.RankSteward, p.Decided
		}
		return nil
	})
	return s, err
}

// Reject ends a proposal with words for those who made it. The errors are
// ErrOwnProposal and store.ErrDecided.
func (e *Editor) Reject(ctx context.Context, by audit.Who, p store.Proposal, words string) error {
	if by.Account == p.Account {
		return ErrOwnProposal
	}
	p.State, p.Decided, p.DecidedBy, p.Words = store.Rejected, e.moment(), by.Account, words
	return e.store.Together(ctx, store.Decide(ProposalKind, p), e.deciding(by, rejected, p))
}

// Withdraw takes back a proposal about a place that its owner made;
// store.ErrDecided if it does not wait any more, or is about another place.
func (e *Editor) Withdraw(ctx context.Context, by audit.Who, listing, id string) error {
	all, err := e.store.ProposalsOf(ctx, listing, 5*maxWaiting)
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.ID == id && p.State == store.Waits {
			p.State, p.Decided = store.Withdrawn, e.moment()
			return e.store.Together(ctx, store.Decide(ProposalKind, p), e.deciding(by, withdrawn, p))
		}
	}
	return store.ErrDecided
}

func (e *Editor) deciding(by audit.Who, action audit.Action, p store.Proposal) store.Beside {
	return store.Noting(e.book.Note(by, action, "listing:"+p.Listing+"/proposal:"+p.ID))
}

// leading does something about a listing, or about the one that it leads to.
func leading(id string, do func(id string) error) error {
	err := do(id)
	var moved *facility.MovedError
	if errors.As(err, &moved) {
		err = do(moved.To)
	}
	return err
}
