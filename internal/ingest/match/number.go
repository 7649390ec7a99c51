package match

import "slices"

// numbers are all that a record answers, the main number first.
func (p *profile) numbers() []string {
	if p.Phone == "" {
		return p.Others
	}
	return append([]string{p.Phone}, p.Others...)
}

func (p *profile) answers(number string) bool {
	return number != "" && (number == p.Phone || slices.Contains(p.Others, number))
}

// directNumbers are those that both answer and that are the main number of one.
func directNumbers(a, b *profile) []string {
	var found []string
	if b.answers(a.Phone) {
		found = append(found, a.Phone)
	}
	if a.answers(b.Phone) {
		found = append(found, b.Phone)
	}
	return found
}

// shareNumber reports whether two lists have a number in common but for one.
func shareNumber(a, b []string, but string) bool {
	return slices.ContainsFunc(a, func(number string) bool { return number != but && slices.Contains(b, number) })
}

// answersMore reports whether a rival has a number in common with the record
// that it could be, which the one of the pair that it competes with has not.
func (n *around) answersMore(r rival, a, b *profile) bool {
	c, of, with := &n.profiles[r.index], &n.profiles[r.of], a
	if of == a {
		with = b
	}
	return slices.ContainsFunc(c.numbers(), func(number string) bool { return of.answers(number) && !with.answers(number) })
}
