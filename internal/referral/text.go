package referral

import (
	"fmt"
	"slices"
	"time"
	"unicode/utf8"
)

// Field names a free text of a case. All are stored encrypted only.
type Field string

const (
	TextContact Field = "contact" // name, number, address: only with consent
	TextNotes   Field = "notes"   // of staff
	TextWords   Field = "words"   // the caller's own
	TextPlace   Field = "place"   // where they look, as they say it
	TextSearch  Field = "search"  // what staff searched for last, as it was sent
)

// Fields are all free texts of a case.
func Fields() []Field { return []Field{TextContact, TextNotes, TextWords, TextPlace, TextSearch} }

// MaxText is how many characters a text may have: four pages.
const MaxText = 10_000

// Text is what stands in a field.
type Text struct {
	Field   Field
	Version int64 // 0 when nothing was written yet
	Words   string
	By      string
	At      time.Time
}

// Validate checks the field and the length.
func (t Text) Validate() error {
	switch {
	case !slices.Contains(Fields(), t.Field):
		return invalid("no text %q", t.Field)
	case !utf8.ValidString(t.Words) || utf8.RuneCountInString(t.Words) > MaxText:
		return invalid("a text has at most %d characters", MaxText)
	}
	return nil
}

// ConflictError says that somebody else changed a thing since it was read.
// Nothing was stored; it carries what both wrote, so that no words are lost:
// show both, let the person choose, and write again with Version.
type ConflictError[T any] struct {
	Version       int64 // that Theirs has
	Yours, Theirs T
}

// Error tells no words: it may end in a log.
func (e *ConflictError[T]) Error() string {
	return fmt.Sprintf("somebody else changed this meanwhile (it is version %d now): look at both and choose", e.Version)
}
