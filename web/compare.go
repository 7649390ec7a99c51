package web

import (
	"net/http"
	"slices"

	"github.com/gofiber/fiber/v2"

	"haven/internal/ask"
	"haven/internal/facility"
)

// comparePage shows the places of a list side by side.
type comparePage struct {
	Places []listCard
	Rows   []comparison
	List   string // the address of the list
}

// comparison is what each place of a list answers to one question.
type comparison struct {
	Label string
	Cells []compared
}

// compared is an answer in words; Kind is "yes", "no" or "unknown". Old is how
// old the answer is when it is past its term, unless its place is said to be
// just as old.
type compared struct{ Kind, Text, Old string }

func (comparePage) name() string            { return "compare" }
func (comparePage) title(say speech) string { return say.Text("compare.title") }

// comparePath is below the address of a list.
const comparePath = "/compare"

// needsCompared are what people choose a place by, in the order of a page.
var needsCompared = []string{
	"DT", "RES", "HI", "OP", "OIT", "TELE", "MU", "BU", "NU", "MOA", "MD", "MC", "PI", "SF", "SS", "NP", "PW", "CO", "SP",
}

func (s *Server) compare(c *fiber.Ctx) error {
	say := s.speech(c)
	e, err := s.listed(c)
	if isGone(err) {
		c.Status(http.StatusGone)
		return s.render(c, say, emptyListPage{Gone: true})
	}
	if err != nil {
		return err
	}
	places, _, err := s.lookUp(c.UserContext(), e.list)
	if err != nil {
		return err
	}
	return s.render(c, say, newComparison(say, places, listPath+c.Params("token")))
}

func newComparison(say speech, places []facility.Listing, list string) comparePage {
	p := comparePage{List: say.path(list)}
	for _, l := range places {
		c := newCard(say, facility.Hit{Listing: &l, Distance: -1}, ask.Resolved{})
		c.URL = say.path(list + facilityPath(l.ID))
		p.Places = append(p.Places, listCard{card: c, Place: l.ID})
	}
	for _, code := range needsCompared {
		if row := newNeed(say, code, places, p.Places); row.tells() {
			p.Rows = append(p.Rows, row)
		}
	}
	return p
}

func newNeed(say speech, code string, places []facility.Listing, cards []listCard) comparison {
	row := comparison{Label: say.label(code)}
	for i, l := range places {
		answer := l.Answer(code)
		cell := compared{Kind: answer.String(), Text: say.answer(answer)}
		if old := say.oldAnswer(&l, code); old != cards[i].Old {
			cell.Old = old
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// oldAnswer is how old a place's answer is if it is past its term.
func (say speech) oldAnswer(l *facility.Listing, code string) string {
	field := facility.CodeField(code)
	o := l.Origin(field)
	if l.Answer(code) == facility.Unknown || o.At.IsZero() || o.Fresh(field, say.now) {
		return ""
	}
	return say.ago(o.At)
}

// tells reports whether a row says more than that no place has it.
func (c comparison) tells() bool {
	return slices.ContainsFunc(c.Cells, func(cell compared) bool { return cell.Kind == facility.Yes.String() })
}
