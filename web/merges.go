package web

import (
	"github.com/gofiber/fiber/v2"

	"haven/internal/account/gate"
	"haven/internal/merge"
)

// mergesPage is what stewards decided.
type mergesPage struct {
	Wait string // that the directory has still to follow, "" when it has
	Acts []mergeAct
}

// mergeAct is one decision.
type mergeAct struct {
	What, By, Why string
	Places        []mergePlace
	Undone        string
	Undo          string // address of the button, "" when it is taken back
}

// mergePlace is a place that a decision is about.
type mergePlace struct{ Path, Name string }

func (mergesPage) name() string            { return "merges" }
func (mergesPage) title(say speech) string { return say.Text("merge.list") }

func (s *Server) merges(c *fiber.Ctx, by gate.Actor) error {
	acts, wait, err := s.Staff.Merges.Acts(c.UserContext())
	if err != nil {
		return err
	}
	say, p := s.speech(c), mergesPage{}
	if wait {
		p.Wait = say.Text("merge.wait")
	}
	for _, a := range acts {
		p.Acts = append(p.Acts, say.mergeAct(&a))
	}
	return s.renderStaff(c, say, by, p)
}

func (say speech) mergeAct(a *merge.Act) mergeAct {
	shown := mergeAct{What: say.Text("merge.act.two"), By: say.Text("merge.by", a.By, say.Date(a.At)), Why: a.Why}
	if a.Same {
		shown.What = say.Text("merge.act.same")
	}
	for _, l := range a.Places {
		shown.Places = append(shown.Places, mergePlace{say.path(pathOf(recordsPath, listingArg, l.ID)), l.Name.String()})
	}
	if a.Undone.IsZero() {
		shown.Undo = say.path(pathOf(undoMergePath, actArg, a.ID))
	} else {
		shown.Undone = say.Text("merge.undone", a.UndoneBy, say.Date(a.Undone))
	}
	return shown
}

func (s *Server) undoMerge(c *fiber.Ctx, by gate.Actor) error {
	if err := s.Staff.Merges.Undo(c.UserContext(), by.Who(), c.Params(actArg)); err != nil {
		return err
	}
	return c.Redirect(s.speech(c).path(mergesPath), fiber.StatusSeeOther)
}
