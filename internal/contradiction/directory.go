package contradiction

import (
	"net/url"
	"strings"

	"haven/internal/facility"
	"haven/internal/geo/street"
)

const yes = facility.Yes

// Directory knows which listings have a number or a website, and how common
// the words of names are.
type Directory struct {
	phones, sites map[string][]*facility.Listing
	names         map[string]int // in how many names a word stands
	size          int
}

// Known is what a directory has to know of a listing; the rest may be left out
// to save memory.
func Known(l facility.Listing) facility.Listing {
	return facility.Listing{ID: l.ID, Name: l.Name, AKA: l.AKA, Address: l.Address, Phones: l.Phones[:min(1, len(l.Phones))], Website: l.Website}
}

// NewDirectory reads all listings. They must not change while it is in use.
func NewDirectory(listings []facility.Listing) *Directory {
	d := &Directory{phones: map[string][]*facility.Listing{}, sites: map[string][]*facility.Listing{}, names: map[string]int{}, size: len(listings)}
	for i := range listings {
		l := &listings[i]
		if phone := phoneOf(l); phone != "" {
			d.phones[phone] = append(d.phones[phone], l)
		}
		if site := siteOf(l); site != "" {
			d.sites[site] = append(d.sites[site], l)
		}
		for word := range wordsOf(l) {
			d.names[word]++
		}
	}
	return d
}

// phoneOf is a listing's first number, "" without one.
func phoneOf(l *facility.Listing) string {
	if len(l.Phones) == 0 {
		return ""
	}
	return l.Phones[0].E164
}

// siteOf is the host of a listing's website, without "www".
func siteOf(l *facility.Listing) string {
	address := l.Website
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// Shared reports whether strangers have the listing's number or its website.
func (d *Directory) Shared(l *facility.Listing) bool {
	return d.phoneOfStrangers(l) || d.siteOfStrangers(l)
}

// Sharers are the other listings that have the number or the website of one,
// at most limit.
func (d *Directory) Sharers(l *facility.Listing, limit int) []*facility.Listing {
	var others []*facility.Listing
	for _, group := range [][]*facility.Listing{d.phones[phoneOf(l)], d.sites[siteOf(l)]} {
		for _, other := range group {
			if other.ID != l.ID && len(others) < limit {
				others = append(others, other)
			}
		}
	}
	return others
}

func (d *Directory) phoneOfStrangers(l *facility.Listing) bool {
	return d.strangers(l, d.phones[phoneOf(l)])
}

func (d *Directory) siteOfStrangers(l *facility.Listing) bool {
	return d.strangers(l, d.sites[siteOf(l)])
}

// strangers reports whether one of the others is in another city and shares
// no telling word of its names. Neighbours may well share a reception.
func (d *Directory) strangers(l *facility.Listing, others []*facility.Listing) bool {
	for _, other := range others {
		if other.ID != l.ID && !sameCity(l, other) && !d.related(l, other) {
			return true
		}
	}
	return false
}

func sameCity(a, b *facility.Listing) bool {
	return a.Address.State == b.Address.State && strings.EqualFold(a.Address.City, b.Address.City)
}

// commonShare is the share of names that may have a word which still tells
// whose they are: "Cherokee" does, "Center" does not.
const commonShare = 0.005

// related reports whether two listings share a telling word, or one's
// initials: "BHG" is Behavioral Health Group.
func (d *Directory) related(a, b *facility.Listing) bool {
	x, y := wordsOf(a), wordsOf(b)
	for word := range x {
		if y[word] && (d.size < 1/commonShare || float64(d.names[word]) <= commonShare*float64(d.size)) {
			return true
		}
	}
	return sharedBeginning(a, b) || abbreviates(a, y) || abbreviates(b, x)
}

// sharedBeginning reports whether two names start with the same two words, as
// those of a chain of common words do: "Health Connect America".
func sharedBeginning(a, b *facility.Listing) bool {
	x, y := street.Words(a.Name.Name), street.Words(b.Name.Name)
	return len(x) > 1 && len(y) > 1 && x[0] == y[0] && x[1] == y[1]
}

// abbreviates reports whether the initials of a name are among words.
func abbreviates(l *facility.Listing, words map[string]bool) bool {
	var initials strings.Builder
	for _, word := range street.Words(l.Name.Name) {
		initials.WriteByte(word[0])
		if initials.Len() >= 3 && words[initials.String()] {
			return true
		}
	}
	return false
}

// wordsOf are the words of all names of a listing, of three letters and more.
func wordsOf(l *facility.Listing) map[string]bool {
	words := map[string]bool{}
	for _, name := range append([]facility.Name{l.Name}, l.AKA...) {
		for _, word := range street.Words(name.Name + " " + name.Unit) {
			if len(word) >= 3 {
				words[word] = true
			}
		}
	}
	return words
}

// anyLine reports whether one of a listing's numbers is as asked.
func (c Case) anyLine(is func(digits string) bool) bool {
	for _, line := range c.Listing.Phones {
		if is(strings.TrimPrefix(line.E164, "+1")) {
			return true
		}
	}
	return false
}

// oneDigit reports whether a number is one digit over and over.
func oneDigit(digits string) bool {
	return digits != "" && strings.Trim(digits, digits[:1]) == ""
}
