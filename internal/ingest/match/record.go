package match

import (
	"slices"

	"haven/internal/facility"
	"haven/internal/geo/street"
)

// Record is what is compared of one record of a source.
type Record struct {
	Key     string
	Series  string
	Seen    []int64 // the editions that have it, as Unix days of publication, ascending
	Name    facility.Name
	Address facility.Address
	Phone   string   // main number, E.164
	Others  []string // further numbers
	Kinds   []string // which of [Kinds] it says it is, sorted; nil when it says nothing of it
}

// profile is a record prepared for comparing.
type profile struct {
	Record
	zip     string
	city    string // "tx|san antonio"
	door    street.Line
	doorKey string // see around; "" without a number
	name    words  // of the name alone
	unit    words
	joined  words // of both: long names are cut in two
	spelt   []string
}

func prepare(r Record) profile {
	p := profile{
		Record: r,
		zip:    r.Address.ZIP5(),
		city:   r.Address.State + "|" + join(street.Words(r.Address.City)),
		door:   doorOf(r.Address.Street, r.Address.Unit),
		name:   nameWords(r.Name.Name),
		unit:   nameWords(r.Name.Unit),
	}
	whole := r.Name.Name + " " + r.Name.Unit
	p.joined, p.spelt = nameWords(whole), street.Words(whole)
	return p
}

// together reports whether some edition lists both records: then its source
// holds them to be two places.
func together(a, b *profile) bool {
	if a.Series != b.Series {
		return false
	}
	for i, j := 0, 0; i < len(a.Seen) && j < len(b.Seen); {
		switch {
		case a.Seen[i] == b.Seen[j]:
			return true
		case a.Seen[i] < b.Seen[j]:
			i++
		default:
			j++
		}
	}
	return false
}

// sameRow reports whether two records say the same name at the same address,
// word for word: one row listed twice. A source that writes "The" before one
// of two names at an address may mean two programmes.
func sameRow(a, b *profile) bool {
	return a.zip == b.zip && a.door == b.door && slices.Equal(a.spelt, b.spelt)
}
