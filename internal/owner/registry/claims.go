package registry

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/owner"
	"haven/internal/store"
)

// Limits of what strangers can do with claims in a day, beside the tries that one
// code has: claims by a network, for any and for one place, claims under one
// e-mail, claims for one place by whomever, tries at all codes of a place.
const (
	mostByNetwork = 30
	mostFromThere = 5
	mostByMailbox = 5
	mostForPlace  = 20
	mostAtPlace   = 40
	claimWindow   = 24 * time.Hour
)

// Application is what a claimant sends.
type Application struct {
	owner.Claim
	Website string // that the listing has
	From    netip.Addr
}

// Asked is a claim that was taken.
type Asked struct {
	ID    string
	Token string // of the claimant's page
	Code  string // to be mailed, "" for none
}

// Ask takes a claim. account.ErrEmail, owner.ErrForm, owner.ErrElsewhere where
// a code by mail would prove nothing, or gate.ThrottledError.
func (r *Registry) Ask(ctx context.Context, a Application) (Asked, error) {
	c := a.Claim
	if err := c.Clean(); err != nil {
		return Asked{}, err
	}
	if c.Way == owner.ByMail {
		verdict, err := r.Judge(ctx, c.Email, a.Website)
		if err == nil && verdict != owner.Proves {
			err = owner.ErrElsewhere
		}
		if err != nil {
			return Asked{}, err
		}
	}
	if err := r.within(ctx, c, audit.Network(a.From)); err != nil {
		return Asked{}, err
	}
	return r.add(ctx, c, a.From)
}

// within counts a claim. What its sender may not do any more does not count for
// the place: one network is not to keep all others from claiming it.
func (r *Registry) within(ctx context.Context, c owner.Claim, network string) error {
	day := func(of, what string, most int64) account.Limit {
		return account.Limit{Key: r.keys.Digest(of, what), Most: most, Window: claimWindow}
	}
	err := r.attempt(ctx,
		day("claims of", network, mostByNetwork), day("claims there of", c.Listing+"\x00"+network, mostFromThere),
		day("claims by", c.Email, mostByMailbox))
	if err != nil {
		return err
	}
	return r.attempt(ctx, day("claims for", c.Listing, mostForPlace))
}

func (r *Registry) add(ctx context.Context, c owner.Claim, from netip.Addr) (Asked, error) {
	token, hash := account.NewToken()
	c.ID, c.State, c.Made = r.store.NewID(), owner.Open, r.now()
	asked := Asked{ID: c.ID, Token: token}
	if c.Way == owner.ByMail {
		asked.Code = owner.NewCode()
		c.Code, c.CodeExpires = r.digest(c.ID, asked.Code), c.Made.Add(owner.CodeLasts)
	}
	who := audit.Who{Account: c.Account, From: from}
	return asked, r.store.AddClaim(ctx, c, hash, r.book.Note(who, "claim.made", about(c)))
}

func (r *Registry) attempt(ctx context.Context, limits ...account.Limit) error {
	until, err := r.store.Attempt(ctx, limits, r.now())
	if err == nil && !until.IsZero() {
		err = gate.ThrottledError{Until: until}
	}
	return err
}

func (r *Registry) digest(claim, code string) string {
	return r.keys.Digest("claim code", claim+"\x00"+code)
}

func about(c owner.Claim) string { return "claim:" + c.ID + "/" + subject(c.Listing) }

// Judge is what an e-mail proves about a place with a website.
func (r *Registry) Judge(ctx context.Context, email, website string) (owner.Verdict, error) {
	domain := owner.Domain(website)
	if domain == "" {
		return owner.NoWebsite, nil
	}
	there, err := r.store.SitesAt(ctx, domain)
	return owner.Judge(email, website, there), err
}

// Provable is the domain to which a code for a place can be mailed, "" where
// none proves anything.
func (r *Registry) Provable(ctx context.Context, website string) (string, error) {
	domain := owner.Domain(website)
	verdict, err := r.Judge(ctx, "anybody@"+domain, website)
	if err != nil || verdict != owner.Proves {
		return "", err
	}
	return domain, nil
}

// ClaimAt is the claim that a token leads to, whether it waits or not;
// owner.ErrNotFound.
func (r *Registry) ClaimAt(ctx context.Context, token string) (owner.Claim, error) {
	hash, ok := account.TokenHash(token)
	if !ok {
		return owner.Claim{}, owner.ErrNotFound
	}
	c, err := r.store.ClaimOf(ctx, hash)
	return c, absent(err)
}

// Waiting is a claim that waits, by its id; owner.ErrNotFound.
func (r *Registry) Waiting(ctx context.Context, id string) (owner.Claim, error) {
	c, err := r.store.Claim(ctx, id)
	if err == nil && !c.Waits(r.now()) {
		err = store.ErrNotFound
	}
	return c, absent(err)
}

// absent replaces a store's ErrNotFound.
func absent(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return owner.ErrNotFound
	}
	return err
}

// Enter tries a code. When it is right and nobody has to agree, the place is the
// claimant's: join is then the token of their invitation, "" where they have an
// account. owner.ErrNotFound, owner.ErrOver, owner.ErrCode or
// gate.ThrottledError.
func (r *Registry) Enter(ctx context.Context, token, code string, from netip.Addr) (c owner.Claim, join string, err error) {
	c, err = r.ClaimAt(ctx, token)
	if err != nil {
		return c, "", err
	}
	if c.State != owner.Open || !c.Waits(r.now()) {
		return c, "", owner.ErrOver
	}
	if !c.HasCode(r.now()) { // nothing to guess, so it counts for nobody's tries
		return c, "", owner.ErrCode
	}
	err = r.attempt(ctx, account.Limit{Key: r.keys.Digest("claim codes of", c.Listing), Most: mostAtPlace, Window: claimWindow})
	if err != nil {
		return c, "", err
	}
	who := audit.Who{Account: c.Account, From: from}
	right, err := r.store.TryClaimCode(ctx, c.ID, r.digest(c.ID, owner.Typed(code)), r.now(), r.book.Note(who, "claim.proven", about(c)))
	if errors.Is(err, store.ErrNotFound) || err == nil && !right {
		err = owner.ErrCode
	}
	if err != nil {
		return c, "", err
	}
	c.State, c.Proof = owner.Proven, c.Way
	return r.settle(ctx, c, who)
}
