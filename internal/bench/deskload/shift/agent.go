package shift

import (
	"context"
	"math/rand/v2"
	"time"
)

// agent is one of those who work.
type agent struct {
	browser
	day   *Day
	rand  *rand.Rand
	think time.Duration
	// returns are calls of people who call again and get this agent.
	returns chan again
}

// again is somebody who calls again, and says their code.
type again struct {
	story
	code, path string
}

// press waits as long as somebody thinks, then does it.
func (a *agent) press(ctx context.Context, p press) (page, error) {
	pause := time.Duration((0.5 + a.rand.Float64()) * float64(a.think))
	select {
	case <-ctx.Done():
		return page{}, ctx.Err()
	case <-time.After(pause):
	}
	return a.browser.press(ctx, p)
}

// work takes calls until there are no more, with those who call again first and
// a look at the queue of follow-ups now and then.
func (a *agent) work(ctx context.Context) error {
	for {
		var err error
		select {
		case call := <-a.returns:
			err = a.goOn(ctx, call)
		default:
			call, more := a.day.next()
			if !more {
				return nil
			}
			err = a.take(ctx, call)
		}
		if err == nil && a.rand.IntN(100) < 30 {
			err = a.followUp(ctx)
		}
		if err != nil {
			return err
		}
	}
}

// finish sees to those who still call again when no new calls come, and signs out.
func (a *agent) finish(ctx context.Context) error {
	for call := range a.returns {
		if err := a.goOn(ctx, call); err != nil {
			return err
		}
	}
	_, err := a.press(ctx, press{action: "sign out", path: "/sign-out", form: none(), notes: []string{"session.signed-out"}})
	return err
}
