package web

import "github.com/gofiber/fiber/v2"

// homePage asks what and where.
type homePage struct {
	Form  searchForm // empty
	Needs []need
}

// need is a button that searches for one service.
type need struct{ Code, Label string }

// askedMost are the needs most asked for, as buttons on the home page.
var askedMost = []string{"MU", "BU", "DT", "RES", "MD", "PW"}

func (homePage) name() string            { return "home" }
func (homePage) title(say speech) string { return say.Text("home.title") }

func (s *Server) home(c *fiber.Ctx) error {
	say := s.speech(c)
	return s.render(c, say, newHome(say))
}

func newHome(say speech) homePage {
	var p homePage
	for _, code := range askedMost {
		p.Needs = append(p.Needs, need{code, say.label(code)})
	}
	return p
}
