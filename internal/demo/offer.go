package demo

import (
	"math/rand/v2"
	"slices"

	"haven/internal/facility"
)

// offer is the set of service codes of a place.
type offer map[string]bool

// draw makes up the offer of a place of a class: likely as a whole, because
// each code is drawn given the one it goes with, and then free of what no
// place would say of itself.
func (f *frequencies) draw(r *rand.Rand, class int) offer {
	o := offer{}
	for i := range f.codes {
		s := &f.codes[i]
		probability := s.chances[class].without
		if s.with != none && o[f.codes[s.with].code] {
			probability = s.chances[class].with
		}
		if happens(r, probability) {
			o[s.code] = true
		}
	}
	o.settle(func(codes []string) string { return f.drawOne(r, codes) })
	return o
}

// drawOne draws one of the codes, as likely as each is in the real directory.
func (f *frequencies) drawOne(r *rand.Rand, codes []string) string {
	w := newWheel(codes, func(code string) float64 { return float64(f.codes[f.place(code)].rows) })
	return codes[w.spin(r)]
}

// any reports whether one of the codes is offered.
func (o offer) any(codes ...string) bool {
	return slices.ContainsFunc(codes, func(code string) bool { return o[code] })
}

func (o offer) drop(codes ...string) {
	for _, code := range codes {
		delete(o, code)
	}
}

// of returns which of the codes are offered.
func (o offer) of(codes ...string) []string {
	var offered []string
	for _, code := range codes {
		if o[code] {
			offered = append(offered, code)
		}
	}
	return offered
}

// answers says yes and no as a row of the real directory does: a row that
// names its type of care denies what it does not list, except in categories
// that it leaves out as a whole and that mean nothing then.
func (f *frequencies) answers(o offer) (yes, no []string) {
	stated := map[string]bool{}
	for _, s := range f.codes {
		if o[s.code] {
			yes = append(yes, s.code)
			stated[s.category] = true
		}
	}
	slices.Sort(yes)
	if !stated["TC"] {
		return yes, nil
	}
	for _, s := range f.codes {
		if !o[s.code] && (stated[s.category] || !facility.EmptyMeansUnknown(s.category)) {
			no = append(no, s.code)
		}
	}
	slices.Sort(no)
	return yes, no
}
