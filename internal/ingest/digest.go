package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"haven/internal/facility"
)

// listingDigest tells listings apart: by what they say, and by what they say
// and when. See [content].
func listingDigest(l facility.Listing) string {
	l.Revision = 0
	full := digest(l)
	l.AsOf, l.Source, l.Origins, l.Confirmed = time.Time{}, "", nil, facility.Origin{}
	l.Openings = slices.Clone(l.Openings)
	for i := range l.Openings {
		l.Openings[i].Source, l.Openings[i].At = "", time.Time{}
	}
	return digest(l) + "." + full
}

// content is the part of a digest that leaves dates and origin out.
func content(digest string) string {
	said, _, _ := strings.Cut(digest, ".")
	return said
}

func digest(l facility.Listing) string {
	text, err := json.Marshal(l)
	if err != nil {
		panic(err) // plain values only
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
