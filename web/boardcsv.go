package web

import (
	"bytes"
	"encoding/csv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/httpx"
)

// boardCSV hands a table of the board out to be reckoned with elsewhere.
func (s *Server) boardCSV(id string) staffHandler {
	return func(c *fiber.Ctx, by gate.Actor) error {
		p, err := s.boardPage(c, s.speech(c), by)
		if err != nil {
			return err
		}
		table, ok := p.table(id)
		if !ok {
			return httpx.Fail(fiber.StatusConflict, "This table can be had when its quarter is over.", nil)
		}
		return table.send(c, "board-"+id+".csv")
	}
}

// send answers with the table as a file of comma-separated values.
func (t boardTable) send(c *fiber.Ctx, name string) error {
	content := t.Rows
	if t.Exact != nil {
		content = t.Exact
	}
	var out bytes.Buffer
	rows := csv.NewWriter(&out)
	if err := rows.WriteAll(harmless(append([][]string{t.Columns}, content...))); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/csv; charset=utf-8")
	c.Attachment(name)
	return c.Send(out.Bytes())
}

// table is one of the page's, if it may be handed out.
func (p boardPage) table(id string) (boardTable, bool) {
	for _, t := range append(p.Tables, p.Unmet.boardTable) {
		if t.ID == id {
			return t, t.CSV != ""
		}
	}
	return boardTable{}, false
}

// harmless keeps spreadsheets from running a name that begins like a formula:
// the apostrophe before it they hide.
func harmless(rows [][]string) [][]string {
	for _, row := range rows {
		for i, cell := range row {
			if strings.IndexAny(cell, "=+-@＝＋－＠\t\r\n") == 0 {
				row[i] = "'" + cell
			}
		}
	}
	return rows
}
