package ingest

import (
	"haven/importers"
	"haven/internal/facility"
)

// Identify is what a place is recognised by that somebody adds by hand, as it is
// stored with a statement: later imports find that it is one they list.
func Identify(claims facility.Claims) string {
	return identityOf(&importers.Record{Claims: claims}).encode()
}
