package demo

import (
	"fmt"
	"strconv"

	"haven/internal/facility"
)

// exchange hands out telephone numbers that ring nowhere: 555-0100 to
// 555-0199 are kept for fiction in each area code.
type exchange struct {
	given map[string]int // numbers given out, by area code
}

const (
	fictional = 100 // numbers for fiction in an area code
	// stride is prime to it, so that neighbours have numbers that look unlike.
	stride = 37
)

// number gives a number of the state that nobody has yet, of an area code
// that its neighbours have too. When the state has none left, numbers are
// given again: real places share them as well.
func (x *exchange) number(in *state, zip string) facility.Phone {
	area := x.area(in, zip)
	n := x.given[area]
	x.given[area]++
	return facility.Phone{E164: fmt.Sprintf("+1%s55501%02d", area, n*stride%fictional)}
}

// area is the area code of the ZIP code's region, else the next with numbers
// left.
func (x *exchange) area(in *state, zip string) string {
	region, err := strconv.Atoi(zip[:3])
	if err != nil {
		panic("demo: ZIP code " + zip + " is none") // they come from the gazetteer
	}
	best := in.areas[region%len(in.areas)]
	for i := range in.areas {
		area := in.areas[(region+i)%len(in.areas)]
		if x.given[area] < fictional {
			return area
		}
		if x.given[area] < x.given[best] {
			best = area
		}
	}
	return best
}

// Shares of places in the real directory.
const (
	twoIntake = 0.22 // intake numbers
	oneIntake = 0.18 // of the others
	withExt   = 0.1  // of numbers
)

// sameLine is how many programmes next door have the same number.
const sameLine = 0.6

// connect gives the site its telephone numbers.
func (g *generator) connect(o *organization, s *site) {
	switch {
	case o.central != nil:
		s.phone = *o.central
	case s.nextDoor && happens(g.r, sameLine):
		s.phone = o.last.phone
	default:
		s.phone = g.number(s.at)
	}
	switch {
	case o.intake != nil:
		s.intake = []facility.Phone{*o.intake}
	case happens(g.r, twoIntake):
		s.intake = []facility.Phone{g.number(s.at), g.number(s.at)}
	case happens(g.r, oneIntake):
		s.intake = []facility.Phone{g.number(s.at)}
	}
}

func (g *generator) number(at spot) facility.Phone {
	phone := g.phones.number(at.town.state, at.zip.ZIP)
	if happens(g.r, withExt) {
		phone.Ext = strconv.Itoa(1 + g.r.IntN(9999))
	}
	return phone
}
