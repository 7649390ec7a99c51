package web

import (
	"context"
	"slices"
	"time"

	"haven/internal/referral"
)

// happening is a line of a case's history.
type happening struct {
	at        time.Time
	by        string // an account's id
	When      moment
	What, Who string
}

// addPeople adds who is on a case and its history in short, the last first.
func (s *Server) addPeople(ctx context.Context, at atCase, p *casePage) error {
	who := atDesk(at.by)
	names := at.People
	on, err := s.Staff.Desk.On(ctx, who, at.ID)
	if err != nil {
		return err
	}
	for _, person := range on {
		p.On = append(p.On, names[person])
	}
	p.History = append(p.History, at.history()...)
	slices.SortStableFunc(p.History, func(a, b happening) int { return b.at.Compare(a.at) })
	for i := range p.History {
		h := &p.History[i]
		h.When, h.Who = at.say.moment(h.at), names[h.by]
	}
	return nil
}

// history is when a case was opened and its texts were written last.
func (at atCase) history() []happening {
	all := []happening{{at: at.Opened, by: at.OpenedBy, What: at.say.Text("history.opened", at.say.Text("channel."+string(at.Channel)))}}
	for _, field := range referral.Fields() {
		if t, found := at.Texts[field]; found && writable[field] {
			all = append(all, happening{at: t.At, by: t.By, What: at.say.Text("history.written", at.say.Text("text."+string(field)))})
		}
	}
	return all
}

func (say speech) consentHistory(given []referral.Consent, names map[string]string) []happening {
	var all []happening
	for _, c := range given {
		what := say.Text("consent." + string(c.Purpose))
		all = append(all, happening{at: c.Given, by: c.By, What: say.Text("history.agreed", what, names[c.To])})
		if !c.Withdrawn.IsZero() {
			all = append(all, happening{at: c.Withdrawn, What: say.Text("history.withdrawn", what, names[c.To])})
		}
	}
	return all
}
