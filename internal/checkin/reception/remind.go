package reception

import (
	"context"
	"errors"
	"fmt"
	"time"

	"haven/internal/audit"
	"haven/internal/checkin"
	"haven/internal/facility"
)

const reminded audit.Action = "openings.reminded"

// Reminder is what goes to those who speak for a place whose numbers stay out.
type Reminder struct {
	Listing string
	Kind    facility.OpeningKind
	Step    checkin.Step
	Missed  int // days, within the last thirty
	To      []string
}

// Reminders are sent when people are at work, by the clock of the place.
const (
	remindFrom  = 9  // o'clock
	remindUntil = 17 // o'clock
)

// keepReminders is how long it is remembered what was sent: longer than reminders
// of one silence go out, see [checkin.Standing.Step].
const keepReminders = 90 * 24 * time.Hour

// Remind reckons all promises and sends the reminders that are due: each once, to
// all who speak for the place. One that cannot be sent is tried again the next
// time. A nil send only reckons, where no mail is set up.
func (r *Reception) Remind(ctx context.Context, send func(context.Context, Reminder) error) error {
	if err := r.store.SweepReminders(ctx, r.now().Add(-keepReminders)); err != nil {
		return err
	}
	promises, err := r.store.Promises(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for listing := range promises {
		if err := r.reckon(ctx, listing); err != nil {
			return err
		}
		if send == nil {
			continue
		}
		if err := r.remind(ctx, listing, send); err != nil {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

func (r *Reception) remind(ctx context.Context, listing string, send func(context.Context, Reminder) error) error {
	standings, err := r.Standings(ctx, listing)
	if err != nil {
		return err
	}
	worst, kind := checkin.Worst(standings)
	zone, err := r.zone(ctx, listing)
	if err != nil || worst.Step() == checkin.OnTime || !atWork(r.now().In(zone)) {
		return err
	}
	to, err := r.keepers(ctx, listing)
	if err != nil || len(to) == 0 {
		return err
	}
	note := r.book.Note(audit.Who{Account: "job"}, reminded, place(listing))
	first, err := r.store.Remind(ctx, listing, worst.Step(), worst.Since, r.moment(), note)
	if err != nil || !first {
		return err
	}
	if err := send(ctx, Reminder{Listing: listing, Kind: kind, Step: worst.Step(), Missed: len(worst.Missed), To: to}); err != nil {
		return errors.Join(fmt.Errorf("a reminder of openings: %w", err), r.store.Unremind(ctx, listing, worst.Step(), worst.Since))
	}
	return nil
}

func atWork(there time.Time) bool { return there.Hour() >= remindFrom && there.Hour() < remindUntil }

// keepers are the addresses of those who speak for a place.
func (r *Reception) keepers(ctx context.Context, listing string) (to []string, err error) {
	owner, err := r.store.OwnerOf(ctx, listing)
	if err != nil || owner == "" {
		return nil, err
	}
	people, err := r.store.People(ctx, owner)
	for _, p := range people {
		if p.Joined && !p.Disabled {
			to = append(to, p.Email)
		}
	}
	return to, err
}
