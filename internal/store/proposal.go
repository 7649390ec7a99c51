package store

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"haven/internal/facility"
)

// Proposal is an edit of a listing that waits for a steward, or did.
type Proposal struct {
	ID, Listing  string
	Account      string // of who proposed it
	Email        string // theirs; only read
	Organisation string
	At           time.Time
	Claims       facility.Claims
	Why          string
	State        ProposalState
	Decided      time.Time // the zero time while it waits
	DecidedBy    string    // the steward's account
	Words        string    // the steward's
}

// ProposalState is what became of a proposal.
type ProposalState string

const (
	Waits     ProposalState = "waits"
	Accepted  ProposalState = "accepted"
	Rejected  ProposalState = "rejected"
	Withdrawn ProposalState = "withdrawn" // by those who proposed it
	Replaced  ProposalState = "replaced"  // by a newer one of theirs about the same fields
)

// ErrDecided: the proposal does not wait any more.
var ErrDecided = errors.New("this edit does not wait any more")

// About are the fields that a proposal would change.
func (p *Proposal) About() []facility.Field { return p.Claims.SpeaksOf() }

func (p *Proposal) about() string {
	var names []string
	for _, field := range p.About() {
		names = append(names, string(field))
	}
	return strings.Join(names, ",")
}

// Propose has a proposal wait. One of the same organisation about the same
// fields that waits already is replaced.
func Propose(p Proposal) Beside {
	return func(tx *tx, _ int64) error {
		claims, err := json.Marshal(p.Claims)
		if err != nil {
			return err
		}
		_, err = tx.exec("UPDATE proposal SET state = ?, decided = ? WHERE state = ? AND listing = ? AND organisation = ? AND about = ?",
			string(Replaced), p.At.Unix(), string(Waits), p.Listing, p.Organisation, p.about())
		if err != nil {
			return err
		}
		_, err = tx.exec(`INSERT INTO proposal (id, listing, account, organisation, at, about, claims, why, state, decided, decided_by, words)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', '')`,
			p.ID, p.Listing, p.Account, p.Organisation, p.At.Unix(), p.about(), string(claims), p.Why, string(Waits))
		return err
	}
}

// Decide ends that a proposal waits, and takes it from the steward who had it.
// ErrDecided when somebody was faster.
func Decide(kind string, p Proposal) Beside {
	return func(tx *tx, _ int64) error {
		rows, err := tx.exec("UPDATE proposal SET state = ?, decided = ?, decided_by = ?, words = ? WHERE id = ? AND state = ?",
			string(p.State), p.Decided.Unix(), p.DecidedBy, p.Words, p.ID, string(Waits))
		if err == nil && rows == 0 {
			err = ErrDecided
		}
		if err == nil {
			_, err = tx.unassign(kind, p.ID)
		}
		return err
	}
}

// OpenProposals returns the proposals that wait, the oldest first.
func (s *Store) OpenProposals(ctx context.Context, limit int) ([]Proposal, error) {
	return s.proposals(ctx, "state = ? ORDER BY at, proposal.id LIMIT ?", string(Waits), limit)
}

// CountOpenProposals is how many wait.
func (s *Store) CountOpenProposals(ctx context.Context) (n int, err error) {
	err = s.db.GetContext(ctx, &n, s.db.Rebind("SELECT COUNT(*) FROM proposal WHERE state = ?"), string(Waits))
	return n, wrap(err, "count proposals")
}

// FindOpenProposals returns those of some proposals that wait.
func (s *Store) FindOpenProposals(ctx context.Context, ids ...string) ([]Proposal, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return s.proposals(ctx, "state = ? AND "+oneOf("proposal.id", ids), append([]any{string(Waits)}, anys(ids)...)...)
}

// ProposalsOf returns the proposals about a place, the newest first, those made
// for an id that leads to it included.
func (s *Store) ProposalsOf(ctx context.Context, listing string, limit int) ([]Proposal, error) {
	return s.proposals(ctx, "(listing = ? OR listing IN (SELECT record.id FROM record WHERE record.listing = ?)) ORDER BY at DESC, proposal.id LIMIT ?",
		listing, listing, limit)
}

func (s *Store) proposals(ctx context.Context, which string, args ...any) ([]Proposal, error) {
	var found []Proposal
	err := s.each(ctx, func(rows scanner) error {
		var p Proposal
		var at, decided int64
		var claims []byte
		if err := rows.Scan(&p.ID, &p.Listing, &p.Account, &p.Email, &p.Organisation, &at, &claims, &p.Why, &p.State, &decided, &p.DecidedBy, &p.Words); err != nil {
			return err
		}
		p.At, p.Decided = fromUnix(at), timeOrNone(decided)
		found = append(found, p)
		return json.Unmarshal(claims, &found[len(found)-1].Claims)
	}, `SELECT proposal.id, listing, account, email, proposal.organisation, at, claims, why, proposal.state, decided, decided_by, words
		FROM proposal JOIN account ON account.id = proposal.account WHERE `+which, args...)
	return found, wrap(err, "read proposals")
}
