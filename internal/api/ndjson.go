package api

import (
	"encoding/json"
	"io"
	"time"

	"haven/internal/facility"
)

// ndjson writes a line per facility: the object of facilities/{id}.
type ndjson struct {
	lines *json.Encoder
	now   time.Time
}

func newNDJSON(w io.Writer, now time.Time) encoder {
	return &ndjson{lines: jsonLines(w), now: now}
}

func (n *ndjson) add(l *facility.Listing, p facility.Profile) error {
	return n.lines.Encode(facilityOf(l, p, n.now))
}

func (n *ndjson) end() error { return nil }

// jsonLines writes one value a line, with "&" in names as it is.
func jsonLines(w io.Writer) *json.Encoder {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	return lines
}
