package ingest

import (
	"encoding/json"
	"fmt"
	"time"

	"haven/importers"
)

// Report tells what a run did, or, of a dry run, what it would do. It is
// stored with the run as JSON.
type Report struct {
	Source    string    `json:"source"`
	File      string    `json:"file"`
	Series    string    `json:"series"`
	Published time.Time `json:"published"`
	Complete  bool      `json:"complete"`
	DryRun    bool      `json:"dry_run,omitempty"`
	Undo      bool      `json:"undo,omitempty"` // of an import, or of its undoing

	Read     int `json:"read"`     // rows, the rejected ones too
	Rejected int `json:"rejected"` // rows not taken
	Points   int `json:"points"`   // known points learnt

	New       int `json:"new"`       // listings there were not before
	Changed   int `json:"changed"`   // listings that say something else now
	Confirmed int `json:"confirmed"` // listings that say the same as of a later day
	Unchanged int `json:"unchanged"`
	Matched   int `json:"matched"`  // listings of this edition that another source also states
	Carried   int `json:"carried"`  // listings of this edition that an earlier one had
	Gone      int `json:"gone"`     // listings of the series that are not in this edition any more
	Removed   int `json:"removed"`  // listings of rows that a corrected file of this edition lacks
	Merged    int `json:"merged"`   // ids that now lead to another listing
	Doubtful  int `json:"doubtful"` // possible duplicates, in the whole store

	// Drop is set when more is gone than is taken without asking.
	Drop *DropError `json:"drop,omitempty"`

	Before    int `json:"listings_before"`
	After     int `json:"listings_after"`
	GoneAfter int `json:"gone_after"` // of those, listed by no source any more

	// Folded are rows that are one place with another row of the file.
	Folded     []Row                `json:"folded,omitempty"`
	Rejections []importers.RowError `json:"rejections,omitempty"`
	// Strayed are points refused for lying far from their address.
	Strayed []importers.RowError `json:"strayed,omitempty"`
	// Notes are parts of rows that were left out.
	Notes     []importers.RowError `json:"notes,omitempty"`
	Precision map[string]int       `json:"precision,omitempty"` // listings folded, by precision of location
	Examples  []Difference         `json:"examples,omitempty"`

	Revision int64         `json:"revision"`
	Took     time.Duration `json:"took_ns"`
}

// DecodeReport reads a report that was stored with a run; an empty one for "".
func DecodeReport(text string) (Report, error) {
	var r Report
	if text == "" {
		return r, nil
	}
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return r, fmt.Errorf("stored report: %w", err)
	}
	return r, nil
}

// Row names a row of the file.
type Row struct {
	Line int    `json:"line"`
	Name string `json:"name"`
	City string `json:"city"`
}

// Difference is one listing that a run changes.
type Difference struct {
	ID     string   `json:"id"`
	Kind   string   `json:"kind"` // new, changed or gone
	Name   string   `json:"name"`
	City   string   `json:"city"`
	Fields []string `json:"fields,omitempty"` // what changed, as "phone: … → …"
}

// maxExamples is how many differences of each kind a report lists.
const maxExamples = 20

// maxListed caps the rejections a stored report holds; a file is refused
// long before that many rows are bad (see [TooManyRejectedError]).
const maxListed = 1000

// countListing counts one of the listings there are after the run.
func (r *Report) countListing(gone bool) {
	r.After++
	if gone {
		r.GoneAfter++
	}
}

// Encode is the report as it is stored.
func (r *Report) Encode() string {
	text, err := json.Marshal(r)
	if err != nil {
		panic(err) // plain values only
	}
	return string(text)
}

// Progress is told while a run goes on.
type Progress struct {
	Stage string // what is being done, such as "reading"
	Done  int
	Total int // 0 when unknown
}
