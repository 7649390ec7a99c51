package audit

import (
	"crypto/hmac"
	"errors"
	"fmt"
)

// ErrHead: the end of the trail is not as it was sealed: somebody wrote to the
// database who had not the key, or the master key file is another.
var ErrHead = errors.New("the end of the audit trail is not sealed with this master key")

// BrokenError says where the trail stops being whole.
type BrokenError struct {
	Number int64 // of the first entry that is not as it was written
	Why    string
}

func (e *BrokenError) Error() string {
	return fmt.Sprintf("the audit trail is broken at entry %d: %s", e.Number, e.Why)
}

// Check reads a trail from its first entry on.
type Check struct {
	key  Key
	last Head // what was seen so far, not sealed
}

// NewCheck begins a check of entries that were hashed under key.
func NewCheck(key Key) *Check { return &Check{key: key} }

// Next takes the next entry by number: a *BrokenError when it is not the one
// that was written there.
func (c *Check) Next(e Entry) error {
	want := c.last.Number + 1
	switch {
	case e.Number > want:
		return &BrokenError{want, fmt.Sprintf("it was removed; the next one there is %d", e.Number)}
	case e.Number < want:
		return &BrokenError{e.Number, "it was inserted"}
	case !hmac.Equal([]byte(e.Hash), []byte(c.key.hashOf(e, c.last.Hash))):
		return &BrokenError{want, whyChanged(want)}
	}
	c.last = Head{Number: e.Number, Hash: e.Hash}
	return nil
}

func whyChanged(number int64) string {
	if number == 1 {
		return "it was changed, or the master key file is another than it was"
	}
	return "it was changed, or put in the place of another"
}

// End compares what was read with the head: a *BrokenError when entries are
// missing at the end or were added there, ErrHead when the head itself is not
// ours.
func (c *Check) End(h Head) error {
	switch {
	case !c.key.sealed(h):
		return fmt.Errorf("%w: %d entries up to there are whole, later ones may be missing", ErrHead, c.last.Number)
	case h.Number > c.last.Number:
		return &BrokenError{c.last.Number + 1, fmt.Sprintf("the end was cut off; there were %d entries", h.Number)}
	case h.Number < c.last.Number:
		return &BrokenError{h.Number + 1, "it was added behind the end"}
	}
	return nil
}

// sealed reports whether the head is as it was written. A trail without an
// entry has no seal yet.
func (k Key) sealed(h Head) bool {
	if h == (Head{}) {
		return true
	}
	return hmac.Equal([]byte(h.Seal), []byte(k.sealOf(h)))
}
