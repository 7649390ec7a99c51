package shift

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Plan is how a day is to be.
type Plan struct {
	Seed     uint64
	Calls    int
	Think    time.Duration // between two presses of an agent, in the mean
	Searches int           // of seekers, a second
}

// Day is a day at a helpline.
type Day struct {
	Plan
	site     string
	helpline *Helpline
	agents   []*agent
	taken    atomic.Int64
	clocks   *clocks
	ledger   *ledger
	before   map[string]int // lines of the trail by what they are called
	took     time.Duration
}

// Work has everybody work on a site until all calls are done, and compares what
// they did with what the pages and the database, which db reads, have of it. It
// calls done in between, when the work is done.
func (h *Helpline) Work(ctx context.Context, site string, db *sql.DB, p Plan, done func()) (*Day, error) {
	d := &Day{Plan: p, site: site, helpline: h, clocks: &clocks{}, ledger: newLedger()}
	var err error
	if d.before, err = linesOf(ctx, db); err != nil {
		return nil, err
	}
	client := newClient(len(h.Agents) + p.Searches + 1)
	defer client.CloseIdleConnections()
	for i, token := range h.Agents {
		d.agents = append(d.agents, &agent{
			browser: browser{client, site, token, d.clocks, d.ledger},
			day:     d, rand: rand.New(rand.NewPCG(p.Seed, uint64(p.Calls+i))), think: p.Think,
			returns: make(chan again, p.Calls), // whoever hands one on never waits
		})
	}
	if err := d.work(ctx, browser{client, site, "", d.clocks, d.ledger}); err != nil {
		return nil, err
	}
	done()
	return d, d.check(ctx, browser{client, site, h.supervisor, &clocks{}, d.ledger}, db)
}

// work is the day itself, with seekers who search beside it.
func (d *Day) work(ctx context.Context, seekers browser) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	started := time.Now()
	searched := make(chan error, 1)
	go func() {
		err := (&searching{seekers, d.Searches, d.searches()}).run(ctx)
		if err != nil {
			stop()
		}
		searched <- err
	}()
	err := d.everybody(ctx, stop, (*agent).work)
	for _, a := range d.agents {
		close(a.returns) // nobody works any more who could hand one on
	}
	if err == nil {
		err = d.everybody(ctx, stop, (*agent).finish)
	}
	d.took = time.Since(started)
	stop()
	return errors.Join(<-searched, err)
}

// everybody has all agents do something at once. The first error stops all.
func (d *Day) everybody(ctx context.Context, stop context.CancelFunc, do func(*agent, context.Context) error) error {
	var working sync.WaitGroup
	var once sync.Once
	var first error
	for _, a := range d.agents {
		working.Go(func() {
			if err := do(a, ctx); err != nil {
				once.Do(func() { first = err; stop() })
			}
		})
	}
	working.Wait()
	return first
}

// searches are what seekers search for: the same as callers, of other calls.
func (d *Day) searches() (all []url.Values) {
	for n := range 200 {
		all = append(all, storyOf(d.Seed+1, n, d.helpline.ZIPs).search)
	}
	return all
}

// next is the next call; more is false when there are no more.
func (d *Day) next() (s story, more bool) {
	number := int(d.taken.Add(1))
	return storyOf(d.Seed, number, d.helpline.ZIPs), number <= d.Calls
}

// colleagueOf is who gets those who call again.
func (d *Day) colleagueOf(a *agent) *agent {
	return d.agents[(slices.Index(d.agents, a)+1)%len(d.agents)]
}

// Actions is how many there were at the desk.
func (d *Day) Actions() int { return d.clocks.count() - len(d.clocks.times[searchAPI]) }

// Write writes how long everything took.
func (d *Day) Write(out io.Writer) {
	presses := d.Actions()
	fmt.Fprintf(out, "%d calls by %d agents in %s, seed %d: %d actions, %.1f a second, with %s to think before each; %d searches a second beside.\n",
		d.Calls, len(d.agents), d.took.Round(time.Second), d.Seed, presses, float64(presses)/d.took.Seconds(), d.Think, d.Searches)
	var actions []string
	for action := range d.clocks.times {
		if action != searchAPI {
			actions = append(actions, action)
		}
	}
	slices.Sort(actions)
	d.clocks.write(out, append(actions, searchAPI))
	fmt.Fprintf(out, "Found again: %d cases with %d texts, %d picks and %d referrals; %d calls, %d follow-ups planned and %d done, %d that a colleague was faster to take; %d lines of the audit trail.\n",
		len(d.ledger.cases), d.ledger.texts(), d.ledger.picked(), d.ledger.referred(), d.ledger.calls, d.ledger.planned, len(d.ledger.claimed), d.ledger.taken, d.Lines())
}
