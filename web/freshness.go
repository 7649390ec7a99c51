package web

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/freshness"
	"haven/internal/httpx"
)

const freshnessPath = "/freshness"

// Fields of the board: what the line over time is of, such as "kind phone", and
// how many days it has.
const (
	shareField = "of"
	daysField  = "days"
)

// Spans are how many days the line over time can have; the first is usual.
var freshnessDays = []string{"30", "90", "365"}

// firstWork is how many of the places to see to the board shows.
const firstWork = 5

// freshnessPage is which share of the facts that people see is within its term,
// and the places to see to first.
type freshnessPage struct {
	Total   string // of all facts; "" while nothing was counted
	Counted string
	Tables  []boardTable
	Time    overTime
	Work    workPart
	All     string // address of the whole work list
}

func (freshnessPage) name() string            { return "freshness" }
func (freshnessPage) title(say speech) string { return say.Text("freshness.heading") }

func (s *Server) freshnessRoutes() []staffRoute {
	routes := []staffRoute{
		{fiber.MethodGet, freshnessPath, account.SeeFreshness, s.freshness},
		{fiber.MethodGet, stalePath, account.SeeFreshness, s.stale},
		{fiber.MethodPost, askStalePath, account.DecideListing, s.askStale},
	}
	for _, id := range []string{string(freshness.ByState), string(freshness.BySource), string(freshness.ByKind), timeID} {
		routes = append(routes, staffRoute{fiber.MethodGet, freshnessPath + "/" + id + ".csv", account.SeeFreshness, s.freshnessCSV(id)})
	}
	return routes
}

func (s *Server) freshness(c *fiber.Ctx, by gate.Actor) error {
	say := s.speech(c)
	p, err := s.freshnessPage(c, say)
	if err != nil {
		return err
	}
	if p.Work, err = s.workPart(c.UserContext(), say, by, workAsked{page: 1}, firstWork); err != nil {
		return err
	}
	p.All = say.path(stalePath)
	return s.renderStaff(c, say, by, p)
}

// freshnessPage is the board without its places.
func (s *Server) freshnessPage(c *fiber.Ctx, say speech) (p freshnessPage, err error) {
	last, counts, err := s.Staff.Survey.Latest(c.UserContext())
	if err != nil {
		return p, err
	}
	if all := counts[freshness.Mark{By: freshness.Everything}]; all.Facts > 0 {
		percent, _ := all.Percent()
		p.Total = say.Text("freshness.total", percent, all.Facts)
		p.Counted = say.Text("freshness.counted", say.Date(last.At))
	}
	for _, of := range []freshness.By{freshness.ByKind, freshness.BySource, freshness.ByState} {
		p.Tables = append(p.Tables, say.shareTable(of, s.shares(say, of, counts)))
	}
	of, days, err := timeAsked(c.Query(shareField), c.Query(daysField), counts)
	if err != nil {
		return p, err
	}
	p.Time, err = s.overTime(c.UserContext(), say, of, days, counts)
	return p, err
}

// timeAsked is which share is asked for over how many days: all of thirty, where
// nothing is said.
func timeAsked(of, days string, counts freshness.Counts) (freshness.Mark, string, error) {
	by, name, _ := strings.Cut(of, " ")
	mark := freshness.Mark{By: freshness.By(by), Name: name}
	if of == "" {
		mark.By = freshness.Everything
	}
	if days == "" {
		days = freshnessDays[0]
	}
	if _, known := counts[mark]; !known && mark.By != freshness.Everything || !slices.Contains(freshnessDays, days) {
		return mark, days, httpx.Fail(http.StatusBadRequest, "There is no such line. Choose one on the page.", nil)
	}
	return mark, days, nil
}

// freshnessCSV hands a table of the board out to be reckoned with elsewhere.
func (s *Server) freshnessCSV(id string) staffHandler {
	return func(c *fiber.Ctx, _ gate.Actor) error {
		p, err := s.freshnessPage(c, s.speech(c))
		if err != nil {
			return err
		}
		for _, t := range append(p.Tables, p.Time.boardTable) {
			if t.ID == id {
				return t.send(c, "freshness-"+id+".csv")
			}
		}
		return fiber.ErrNotFound
	}
}

// daysBefore is the first moment of a day before today, in UTC.
func (say speech) daysBefore(days int) time.Time {
	return freshness.DayOf(say.now.AddDate(0, 0, -days)).Start()
}
