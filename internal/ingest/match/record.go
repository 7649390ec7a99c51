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
	Part    string  // the register it is from, where a series gathers several; "" elsewhere
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

// told reports whether some edition tells two records apart: it lists both, in
// one part as two rows, or in two parts at two addresses. Rows of two parts at
// one address may well be one place, and the register of opioid treatment
// programs has letter boxes and abbreviations for addresses.
func told(a, b *profile) bool {
	if a.Series != b.Series || !oneEdition(a.Seen, b.Seen) {
		return false
	}
	if a.Part == b.Part {
		return !sameRow(a, b)
	}
	return !oneDoor(a, b) && !onlyOpioid(a) && !onlyOpioid(b)
}

// oneEdition reports whether two lists of days, ascending, share one.
func oneEdition(a, b []int64) bool {
	return slices.ContainsFunc(a, func(day int64) bool { return slices.Contains(b, day) })
}

// sameRow reports whether two records say the same name at the same address,
// word for word: one row listed twice. A source that writes "The" before one
// of two names at an address may mean two programmes.
func sameRow(a, b *profile) bool {
	return a.zip == b.zip && a.door == b.door && slices.Equal(a.spelt, b.spelt)
}
