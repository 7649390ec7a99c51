package reception

import (
	"context"

	"haven/internal/account"
	"haven/internal/audit"
	"haven/internal/checkin"
)

// Ask makes a link for a place and returns its token, which is shown once. An
// older link goes on working: the letter that holds it may be on its way.
// ErrAskedEnough when the place is not to be asked again yet.
func (r *Reception) Ask(ctx context.Context, who audit.Who, way checkin.Way, listing string) (token string, l checkin.Link, err error) {
	token, l, hash, err := r.newLink(ctx, who, way, listing)
	if err != nil {
		return "", l, err
	}
	return token, l, r.store.AddCheckin(ctx, l, hash, r.book.Note(who, linkMade, place(listing)))
}

// newLink is a link that is not stored yet, with its token and the hash of it.
func (r *Reception) newLink(ctx context.Context, who audit.Who, way checkin.Way, listing string) (token string, l checkin.Link, hash string, err error) {
	asked, err := r.Asked(ctx, listing)
	if err != nil {
		return "", l, "", err
	}
	if a := asked[listing]; !a.May() {
		return "", l, "", ErrAskedEnough
	}
	token, hash = account.NewToken()
	now := r.moment()
	return token, checkin.Link{ID: r.store.NewID(), Listing: listing, Way: way, Made: now, Expires: now.Add(way.Term()), MadeBy: who.Account}, hash, nil
}

// AskUnlessLately is Ask for a place that nobody asked within
// [checkin.AskAgainAfter]; ErrAskedLately for another. Of two who press at once
// one asks.
func (r *Reception) AskUnlessLately(ctx context.Context, who audit.Who, way checkin.Way, listing string) (token string, l checkin.Link, err error) {
	token, l, hash, err := r.newLink(ctx, who, way, listing)
	if err != nil {
		return "", l, err
	}
	first, err := r.store.AddCheckinUnlessAsked(ctx, l, hash, l.Made.Add(-checkin.AskAgainAfter), r.book.Note(who, linkMade, place(listing)))
	if err == nil && !first {
		err = ErrAskedLately
	}
	return token, l, err
}

// Asked tells how often places were asked, by place.
func (r *Reception) Asked(ctx context.Context, listings ...string) (map[string]checkin.Asked, error) {
	now := r.now()
	times, err := r.store.AskedSince(ctx, listings, now.Add(-checkin.Year))
	if err != nil {
		return nil, err
	}
	asked := make(map[string]checkin.Asked, len(times))
	for listing, at := range times {
		asked[listing] = checkin.AskedAt(at, now)
	}
	return asked, nil
}

// Follow is the link of a token; ErrNotFound for one that was ended, is too old
// or never was. It changes nothing: programs that look through mail do it, too.
func (r *Reception) Follow(ctx context.Context, token string) (checkin.Link, error) {
	hash, ok := account.TokenHash(token)
	if !ok {
		return checkin.Link{}, ErrNotFound
	}
	l, err := r.store.Checkin(ctx, hash)
	if err == nil && !l.Works(r.now()) {
		err = ErrNotFound
	}
	return l, notFound(err)
}

// End ends all links of a place: of a letter that went to the wrong hands.
func (r *Reception) End(ctx context.Context, who audit.Who, listing string) error {
	return r.store.EndCheckins(ctx, listing, r.moment(), r.book.Note(who, linksEnded, place(listing)))
}

// Sweep deletes links a year after they were made, when they count no more for
// how often a place was asked, with their answers.
func (r *Reception) Sweep(ctx context.Context) error {
	return r.store.SweepCheckins(ctx, r.now().Add(-checkin.Year))
}

// Unask forgets that a place was asked: the mail with the link did not go out.
func (r *Reception) Unask(ctx context.Context, who audit.Who, l checkin.Link) error {
	return r.store.DropCheckin(ctx, l.ID, r.book.Note(who, linksEnded, place(l.Listing)))
}
