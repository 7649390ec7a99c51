package check

import (
	"slices"

	"haven/internal/facility"
)

// Number is a telephone number, which may be empty, and where it stands.
type Number struct{ Field, Text string }

// Numbers is what a row states of telephone numbers. An empty main number is
// not spoken of, but empty intake numbers say that there are none: a number
// that was dropped must not live on. A number that cannot be read is left
// out; the row is refused only where it has no other that could be called.
func (r *Row) Numbers(main Number, others ...Number) (phone *facility.Claim[facility.Phone], intake *facility.Claim[[]facility.Phone]) {
	first, unreadFirst := readNumbers(main)
	read, unread := readNumbers(others...)
	if len(first) > 0 {
		phone = facility.Says(lend(first[0], read))
	}
	switch {
	case len(read) > 0:
		intake = facility.Says(read)
	case len(unread) == 0 && len(others) > 0:
		intake = facility.SaysNone[[]facility.Phone]()
	}
	if unread = append(unreadFirst, unread...); phone == nil && len(read) == 0 && len(unread) > 0 {
		r.Refuse(unread[0].Field, unread[0].Text, "not a telephone number, and the row has no other")
	}
	return phone, intake
}

// readNumbers reads numbers in their order, each once, and returns those that
// are none. A number written in words ("813-630HOPE") is the same as in
// digits, and lends it the words.
func readNumbers(numbers ...Number) (read []facility.Phone, unread []Number) {
	for _, n := range numbers {
		if n.Text == "" {
			continue
		}
		phone, err := facility.ParsePhone(n.Text)
		if err != nil {
			unread = append(unread, n)
			continue
		}
		at := slices.IndexFunc(read, func(p facility.Phone) bool { return same(p, phone) })
		if at < 0 {
			read = append(read, phone)
		} else {
			read[at] = lend(read[at], []facility.Phone{phone})
		}
	}
	return read, unread
}

// lend gives a number the words that others write it in.
func lend(phone facility.Phone, others []facility.Phone) facility.Phone {
	for _, other := range others {
		if phone.Vanity == "" && same(phone, other) {
			phone.Vanity = other.Vanity
		}
	}
	return phone
}

func same(a, b facility.Phone) bool { return a.E164 == b.E164 && a.Ext == b.Ext }
