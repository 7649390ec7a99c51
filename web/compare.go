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

// compared is an answer in words; Kind is "yes", "no" or "unknown".
type compared struct{ Kind, Text string }

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
		if row := newNeed(say, code, places); row.tells() {
			p.Rows = append(p.Rows, row)
		}
	}
	return p
}

func newNeed(say speech, code string, places []facility.Listing) comparison {
	row := comparison{Label: say.label(code)}
	for _, l := range places {
		answer := l.Answer(code)
		row.Cells = append(row.Cells, compared{answer.String(), say.answer(answer)})
	}
	return row
}

// tells reports whether a row says more than that no place has it.
func (c comparison) tells() bool {
	return slices.ContainsFunc(c.Cells, func(cell compared) bool { return cell.Kind == facility.Yes.String() })
}
