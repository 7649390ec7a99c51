// Package owner is about who speaks for a place: claims, what proves one, and
// how an owner changes. Package registry does it on the store.
package owner

import "errors"

// ErrNotFound: there is nothing here that whoever asks may see or do.
var ErrNotFound = errors.New("there is no such place, or it is another's")
