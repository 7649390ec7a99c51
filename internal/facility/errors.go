package facility

import "errors"

// ErrNotFound means that no listing has, or ever had, the id.
var ErrNotFound = errors.New("no such facility")

// MovedError means that the listing asked for was found to be the same place
// as another, under whose id it now stands.
type MovedError struct{ To string }

func (e *MovedError) Error() string { return "the facility is now listed as " + e.To }
