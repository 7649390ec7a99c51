package web

import (
	"net/http"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account"
	"haven/internal/account/gate"
	"haven/internal/board"
	"haven/internal/httpx"
)

const boardPath = "/board"

const (
	monthField = "month"
	needField  = "need"
)

// boardPage is what a supervisor sees of the work of a helpline in a month.
type boardPage struct {
	Month         string
	Before, After string // addresses of the months beside it
	Tables        []boardTable
	Unmet         unmetTable
}

func (boardPage) name() string            { return "board" }
func (boardPage) title(say speech) string { return say.Text("board.heading") }

func (s *Server) boardRoutes() []staffRoute {
	routes := []staffRoute{{fiber.MethodGet, boardPath, account.SeeBoard, s.board}}
	for _, id := range append(boardTables(), unmetID) {
		routes = append(routes, staffRoute{fiber.MethodGet, boardPath + "/" + id + ".csv", account.SeeBoard, s.boardCSV(id)})
	}
	return routes
}

func (s *Server) board(c *fiber.Ctx, by gate.Actor) error {
	say := s.speech(c)
	p, err := s.boardPage(c, say, by)
	if err != nil {
		return err
	}
	return s.renderStaff(c, say, by, p)
}

func (s *Server) boardPage(c *fiber.Ctx, say speech, by gate.Actor) (p boardPage, err error) {
	m, err := board.ParseMonth(c.Query(monthField), say.now)
	if err != nil {
		return p, httpx.Fail(http.StatusBadRequest, "A month is written as 2026-11, and has begun.", err)
	}
	ofMonth, err := s.Staff.Desk.Counted(c.UserContext(), atDesk(by), m)
	if err != nil {
		return p, err
	}
	ofQuarter, err := s.Staff.Desk.Counted(c.UserContext(), atDesk(by), m.Quarter()...)
	if err != nil {
		return p, err
	}
	names, err := s.placeNames(c.UserContext(), ofMonth)
	if err != nil {
		return p, err
	}
	p = boardPage{Month: say.Month(m.Start()), Before: say.boardOf(m.Before(1)), Tables: say.boardTables(m, ofMonth, names)}
	if next := m.Before(-1); !next.Start().After(say.now) {
		p.After = say.boardOf(next)
	}
	p.Unmet = s.unmetTable(say, m, ofQuarter, c.Query(needField))
	return p, nil
}

// boardOf is the address of the board of a month.
func (say speech) boardOf(m board.Month) string {
	return say.path(boardPath) + "?" + url.Values{monthField: {string(m)}}.Encode()
}
