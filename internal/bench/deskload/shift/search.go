package shift

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// searching is the load of seekers beside the desk: so many searches a second,
// whether or not those before are answered.
type searching struct {
	browser
	perSecond int
	searches  []url.Values
}

const searchAPI = "search (seekers)"

// run searches until ctx ends; the first error stops it.
func (s *searching) run(ctx context.Context) error {
	if s.perSecond == 0 {
		return nil
	}
	due := time.NewTicker(time.Second / time.Duration(s.perSecond))
	defer due.Stop()
	failed := make(chan error, 1)
	var running sync.WaitGroup
	defer running.Wait()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return nil
		case err := <-failed:
			return err
		case <-due.C:
			running.Go(func() {
				if err := s.search(ctx, s.searches[n%len(s.searches)]); err != nil && ctx.Err() == nil {
					select {
					case failed <- err:
					default:
					}
				}
			})
		}
	}
}

func (s *searching) search(ctx context.Context, q url.Values) error {
	path := "/api/v1/search?" + q.Encode()
	started := time.Now()
	got, _, err := s.ask(ctx, http.MethodGet, path, nil)
	if err == nil && got.status != http.StatusOK {
		err = fmt.Errorf("%s is answered %d: %.200s", path, got.status, got.body)
	}
	if err == nil {
		s.clocks.add(searchAPI, time.Since(started))
	}
	return err
}
