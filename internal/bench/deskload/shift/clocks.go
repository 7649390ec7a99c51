package shift

import (
	"fmt"
	"io"
	"slices"
	"sync"
	"text/tabwriter"
	"time"
)

// clocks are how long each action took.
type clocks struct {
	mu    sync.Mutex
	times map[string][]time.Duration
}

func (c *clocks) add(action string, took time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.times == nil {
		c.times = map[string][]time.Duration{}
	}
	c.times[action] = append(c.times[action], took)
}

// count is how often anything was done.
func (c *clocks) count() (n int) {
	for _, times := range c.times {
		n += len(times)
	}
	return n
}

// Goal is what 99 of 100 presses of every action of the desk must not exceed.
const Goal = 100 * time.Millisecond

// write writes a table of actions, those of the desk first.
func (c *clocks) write(out io.Writer, actions []string) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "action\tcount\tp50 ms\tp99 ms\tmax ms\tgoal\t")
	for _, action := range actions {
		times := slices.Sorted(slices.Values(c.times[action]))
		if len(times) == 0 {
			continue
		}
		goal := "met"
		if percentile(times, 99) > Goal {
			goal = "over"
		}
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t\n", action, len(times),
			millis(percentile(times, 50)), millis(percentile(times, 99)), millis(times[len(times)-1]), goal)
	}
	w.Flush()
}

// percentile is the smallest of sorted times that so many per cent do not exceed.
func percentile(sorted []time.Duration, percent int) time.Duration {
	return sorted[(len(sorted)*percent+99)/100-1]
}

func millis(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d)/1e6) }
