package api

import (
	"sync"

	"haven/internal/facility"
)

// maxWritten is how much text of listings is kept, in bytes: room for those
// of the whole country, each of which takes some 700.
const maxWritten = 32 << 20

// written keeps listings as they are written: they are half of the work of an
// answer, and the same until the listing changes. Then it has another
// revision, so that no answer shows what it was before.
type written struct {
	mu    sync.RWMutex
	texts map[version]string
	size  int // of all texts, in bytes
}

// version is a listing as it was after a change.
type version struct {
	id       string
	revision int64
}

func newWritten() *written { return &written{texts: map[version]string{}} }

// write writes the fields of a listing.
func (t *written) write(w *writer, l *facility.Listing) {
	w.next()
	w.RawStr(t.text(l))
}

func (t *written) text(l *facility.Listing) string {
	v := version{l.ID, l.Revision}
	t.mu.RLock()
	text, known := t.texts[v]
	t.mu.RUnlock()
	if !known {
		var w writer
		listing := listingOf(l)
		writeListing(&w, &listing)
		text = w.String()
		t.keep(v, text)
	}
	return text
}

// keep forgets all texts when they are too many: those still asked for are
// soon there again.
func (t *written) keep(v version, text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.size+len(text) > maxWritten {
		clear(t.texts)
		t.size = 0
	}
	if _, known := t.texts[v]; !known {
		t.size += len(text)
	}
	t.texts[v] = text
}
