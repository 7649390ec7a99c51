package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"haven/internal/ingest"
)

// progressLine shows on a terminal how far an import is, on one line that is
// written over. Elsewhere it says when a new stage begins.
type progressLine struct {
	out      io.Writer
	terminal bool
	stage    string
	last     time.Time
}

func newProgressLine(out io.Writer) *progressLine {
	f, ok := out.(*os.File)
	return &progressLine{out: out, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// redraw is how often the line changes: faster than that nobody reads.
const redraw = 100 * time.Millisecond

func (l *progressLine) show(p ingest.Progress) {
	newStage := p.Stage != l.stage
	l.stage = p.Stage
	if !l.terminal {
		if newStage {
			fmt.Fprintf(l.out, "%s…\n", p.Stage)
		}
		return
	}
	if !newStage && time.Since(l.last) < redraw && p.Done != p.Total {
		return
	}
	l.last = time.Now()
	fmt.Fprintf(l.out, "\r\033[K%s", describe(p))
}

func describe(p ingest.Progress) string {
	switch {
	case p.Total > 0:
		return fmt.Sprintf("%s… %d of %d (%d %%)", p.Stage, p.Done, p.Total, 100*p.Done/p.Total)
	case p.Done > 0:
		return fmt.Sprintf("%s… %d", p.Stage, p.Done)
	}
	return p.Stage + "…"
}

// end leaves the line empty for what comes next.
func (l *progressLine) end() {
	if l.terminal && l.stage != "" {
		fmt.Fprint(l.out, "\r\033[K")
	}
}
