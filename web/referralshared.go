package web

import "context"

// shared is what a place may know of the person.
type shared struct {
	text   string // what, and until when
	agreed bool   // whether the person agreed that it knows who they are
}

func (s *Server) sharedWith(ctx context.Context, at atReferral) (known shared, err error) {
	sheet, err := s.Staff.Desk.Sheet(ctx, at.by, at.ID)
	known.agreed = !sheet.Until.IsZero()
	switch {
	case at.State.Over():
		known.text = at.say.Text("referral.shared.over", at.place.Name.Name)
	case known.agreed && sheet.Contact == "":
		known.text = at.say.Text("referral.shared.empty", at.place.Name.Name)
	case sheet.Contact == "":
		known.text = at.say.Text("referral.shared.no", at.place.Name.Name)
	default:
		known.text = at.say.Text("referral.shared.yes", at.place.Name.Name, at.say.timeThere(sheet.Until, at.zone))
	}
	return known, err
}

// hint is what whoever writes a note has to mind: the place reads it as it is,
// by its link, whatever it may know of the person.
func (k shared) hint(say speech) string {
	if k.agreed {
		return say.Text("referral.words.shared")
	}
	return say.Text("referral.words.careful")
}
