package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// progress shows how far a benchmark is: on a terminal, on one line that is
// written over; elsewhere it says when a new stage begins.
type progress struct {
	out      io.Writer
	terminal bool
	size     int
	stage    string
	last     time.Time
}

func newProgress(out *os.File) *progress {
	return &progress{out: out, terminal: term.IsTerminal(int(out.Fd()))}
}

// redraw is how often the line changes: faster than that nobody reads.
const redraw = 100 * time.Millisecond

// show says how much of a stage is done; a total of 0 is unknown.
func (p *progress) show(stage string, done, total int) {
	begins := stage != p.stage
	p.stage = stage
	if p.size > 0 {
		stage = thousands(p.size) + " listings: " + stage
	}
	switch {
	case !p.terminal && begins:
		fmt.Fprintf(p.out, "%s…\n", stage)
	case p.terminal && (begins || time.Since(p.last) > redraw):
		p.last = time.Now()
		fmt.Fprintf(p.out, "\r\033[K%s…", stage)
		if total > 0 {
			fmt.Fprintf(p.out, " %d of %d", done, total)
		}
	}
}

// end leaves the line empty for what comes next.
func (p *progress) end() {
	if p.terminal && p.stage != "" {
		fmt.Fprint(p.out, "\r\033[K")
	}
	p.stage = ""
}
