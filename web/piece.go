package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// piecePath is where a map asks for a state's counties and cities.
const piecePath = "/map/piece"

// stateField is the state's FIPS code.
const stateField = "state"

// stateOf is the state whose piece of the map's base a file holds.
func stateOf(file string) (state string, ok bool) {
	rest, isState := strings.CutPrefix(file, "state-")
	state, isPiece := strings.CutSuffix(rest, ".json")
	return state, isState && isPiece
}

// piece answers with what a map shows of a state. The state is posted, and
// browsers store nothing of the answer: an address, in the log of a proxy or in
// a cache that outlives the visit, would tell where somebody looked.
func (s *Server) piece(c *fiber.Ctx) error {
	form, err := posted(c)
	if err != nil {
		return err
	}
	state, err := form.One(stateField)
	if err != nil {
		return err
	}
	piece, ok := s.assets.pieces[state]
	if !ok {
		return fiber.ErrNotFound
	}
	return piece.send(c)
}
