// Package live asks FindTreatment.gov for its rows and keeps the answers in a
// file, which package findtreatment reads like any other. So what was imported
// can be looked at, and what an interruption left is not asked for again.
package live

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"haven/internal/geo"
)

// URL is where the API is.
const URL = "https://findtreatment.gov/locator/exportsAsJson/v2"

// What is asked for, and how. The site serves people in need before it serves
// us: one question at a time, and a breath between two.
const (
	pageSize = 500              // rows a page; the site gives at most 2,000
	pause    = time.Second      // between two questions
	maxPages = 400              // more than the whole country has
	maxBytes = 64 << 20         // of a page as of a file, which is what the importer reads
	attempts = 6                // at one page, before giving up
	firstGap = 2 * time.Second  // after the first that failed; twice that after each further one
	maxGap   = 5 * time.Minute  // whatever the site asks for
	restarts = 3                // when the site's list changes while it is read
	patience = 90 * time.Second // with one answer
	agent    = "Haven (open treatment directory)"
)

// Query says which places to ask for: those of a state, or within a distance
// of a point.
type Query struct {
	State  string // two letters; "" for the circle alone
	Near   geo.Point
	Within float64 // metres
}

// OfState asks for a state's places. SAMHSA numbers states in a way of its
// own that it does not publish with the API, so the question is for a circle
// around the state, and rows of its neighbours are left out.
func OfState(state string, places *geo.Gazetteer) (Query, error) {
	state = strings.ToUpper(state)
	middle, radius, ok := places.Around(state)
	if !ok {
		return Query{}, fmt.Errorf("there is no state %q: give its two letters, such as WA", state)
	}
	return Query{State: state, Near: middle, Within: radius}, nil
}

// name tells queries apart in names of files.
func (q Query) name() string {
	if q.State != "" {
		return strings.ToLower(q.State)
	}
	return fmt.Sprintf("%.4f,%.4f-%.0fm", q.Near.Lat, q.Near.Lon, q.Within)
}

// Client asks.
type Client struct {
	URL    string // "" for [URL]
	Folder string // where answers are kept
	HTTP   *http.Client
	Now    func() time.Time
	// Sleep waits so long, or until the context ends, with its error.
	Sleep func(context.Context, time.Duration) error
	// Progress is told how many rows there are so far, and of how many.
	Progress func(done, total int)
}

// New is a client that waits by the clock.
func New(url, folder string, progress func(done, total int)) *Client {
	return &Client{
		URL: url, Folder: folder, HTTP: &http.Client{Timeout: patience}, Now: time.Now, Sleep: sleep, Progress: progress,
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Answers is what was fetched.
type Answers struct {
	File string // its name has the day
	Rows int    // in the file
	// Given are the rows that the site gave, those of neighbours too, and Told
	// are those that it said it had. They should be the same.
	Given, Told int
}

// Fetch asks for all pages of a query and returns the file of answers. What
// was fetched on the same day, wholly or in part, is not asked for again.
func (c *Client) Fetch(ctx context.Context, q Query) (Answers, error) {
	if err := os.MkdirAll(c.Folder, 0o755); err != nil {
		return Answers{}, err
	}
	name := filepath.Join(c.Folder, "findtreatment-"+q.name()+"-"+c.Now().UTC().Format(time.DateOnly)+".json")
	if done, err := openAnswers(name); err == nil {
		defer done.close()
		return done.summary(name), nil
	}
	for range restarts {
		answers, err := c.fetch(ctx, q, name)
		if !errors.Is(err, errListChanged) {
			return answers, err
		}
		if err := os.Remove(name + unfinished); err != nil {
			return Answers{}, err
		}
	}
	return Answers{}, fmt.Errorf("the site's list changed %d times while it was read: try again later", restarts)
}

// errListChanged says that pages are of two states of the site's list: a row
// may have moved from a page to come to one that was read.
var errListChanged = errors.New("the site's list changed while it was read")

// fetch adds the pages that the file lacks.
func (c *Client) fetch(ctx context.Context, q Query, name string) (Answers, error) {
	kept, err := continueAnswers(name + unfinished)
	if err != nil {
		return Answers{}, err
	}
	defer kept.close()
	for !kept.complete() {
		if kept.pages == maxPages {
			return Answers{}, fmt.Errorf("the site gave %d pages and has more: ask for fewer places", maxPages)
		}
		p, err := c.page(ctx, q, kept.pages+1)
		if err != nil {
			return Answers{}, err
		}
		if kept.pages > 0 && p.RecordCount != kept.told {
			return Answers{}, errListChanged
		}
		if err := kept.add(p.only(q.State)); err != nil {
			return Answers{}, err
		}
		if c.Progress != nil {
			c.Progress(kept.given, kept.told)
		}
		if !kept.complete() {
			if err := c.Sleep(ctx, pause); err != nil {
				return Answers{}, err
			}
		}
	}
	if err := kept.close(); err != nil {
		return Answers{}, err
	}
	return kept.summary(name), os.Rename(name+unfinished, name)
}
