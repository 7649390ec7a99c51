package desk

import (
	"context"
	"time"

	"haven/internal/facility"
	"haven/internal/referral"
	"haven/internal/store"
)

// Unsay withdraws the statement that made a revision of a place, as
// [haven/internal/listing.Directory.UnsayWith] does.
type Unsay func(ctx context.Context, listing string, s facility.Statement, revision int64, beside ...store.Beside) error

// TakingBack lets calls be taken back.
func TakingBack(u Unsay) Option { return func(d *Desk) { d.unsay = u } }

// Called records what came of calling a place, and says of the place what
// follows from it, both or neither. The errors are referral.ErrInvalid and those of Say.
func (d *Desk) Called(ctx context.Context, by referral.Actor, c referral.Call) error {
	if !isStaff(by) {
		return ErrNotFound
	}
	c.ID, c.Helpline, c.By, c.At = d.store.NewID(), by.Org, by.Person, d.now().UTC().Truncate(time.Second)
	if err := c.Validate(); err != nil {
		return err
	}
	s, says := c.Statement()
	record := store.AddCall(c, says, d.note(by, placeCalled, "place:"+c.Listing))
	if !says {
		return d.store.Together(ctx, record)
	}
	_, err := d.say(ctx, c.Listing, s, record)
	return err
}

// JustCalled are the calls that somebody recorded and may still take back, the
// newest first.
func (d *Desk) JustCalled(ctx context.Context, by referral.Actor) ([]referral.Call, error) {
	return d.store.CallsBy(ctx, by.Org, by.Person, d.now().Add(-referral.TakeBackTerm))
}

// TakeBack undoes a call that somebody recorded a moment ago: its statement, its
// count and the check it asked for. ErrNotFound for a colleague's, and
// referral.ErrNotAllowed after referral.TakeBackTerm.
func (d *Desk) TakeBack(ctx context.Context, by referral.Actor, id string) error {
	c, err := d.store.Call(ctx, by.Org, by.Person, id)
	if err != nil {
		return notFound(err)
	}
	if d.unsay == nil || d.now().Sub(c.At) > referral.TakeBackTerm {
		return referral.ErrNotAllowed
	}
	remove := store.DeleteCall(c, d.now(), d.note(by, callTakenBack, "place:"+c.Listing))
	if s, said := c.Statement(); said {
		return d.unsay(ctx, c.Listing, s, c.Said, remove)
	}
	return d.store.Together(ctx, remove)
}

// Reach returns how often some places answer, by place, as all helplines found.
func (d *Desk) Reach(ctx context.Context, listings ...string) (map[string]referral.Reach, error) {
	now := d.now()
	calls, err := d.store.CallsTo(ctx, listings, now.Add(-referral.ReachWindow))
	if err != nil {
		return nil, err
	}
	reach := make(map[string]referral.Reach, len(listings))
	for _, listing := range listings {
		reach[listing] = referral.ReachOf(calls[listing], now)
	}
	return reach, nil
}
