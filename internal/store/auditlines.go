package store

import (
	"context"
	"sync"

	"haven/internal/audit"
)

// waitingLine is a line of the trail that somebody waits for.
type waitingLine struct {
	note   audit.Note
	stored chan error // of what came of it; there is room for it
}

// waitingLines are those that nobody has begun to write. While there are any,
// one goroutine writes: see [Store.writeLines].
type waitingLines struct {
	mu      sync.Mutex
	lines   []waitingLine
	writing bool
}

// add reports whether nobody writes yet: whoever added it has to see to that.
func (w *waitingLines) add(line waitingLine) (first bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.lines = append(w.lines, line)
	first = !w.writing
	w.writing = true
	return first
}

// linesAtOnce bounds a transaction: those who wait for more wait for the next.
const linesAtOnce = 500

// take removes the lines to write next.
func (w *waitingLines) take() []waitingLine {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := min(len(w.lines), linesAtOnce)
	taken := w.lines[:n:n]
	w.lines = w.lines[n:]
	return taken
}

// done reports whether no lines wait; whoever adds one then is the first again.
func (w *waitingLines) done() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.writing = len(w.lines) > 0
	return !w.writing
}

// writeLines writes lines until none wait, all that wait at the same moment in
// one transaction. It does not await the disk: nothing was changed.
func (s *Store) writeLines(ctx context.Context) {
	for {
		var taken []waitingLine
		_, err := s.transact(ctx, func(tx *tx) error {
			if err := tx.takeTrail(); err != nil { // meanwhile more lines come
				return err
			}
			taken = s.lines.take()
			for _, line := range taken {
				tx.notes = append(tx.notes, line.note)
			}
			return nil
		})
		if err != nil && taken == nil { // the database does not even let us begin
			taken = s.lines.take()
		}
		for _, line := range taken {
			line.stored <- err
		}
		if s.lines.done() {
			return
		}
	}
}
