package web

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"haven/internal/account/gate"
	"haven/internal/facility"
)

// staffCard is what staff see of a place found, besides what seekers see.
type staffCard struct {
	Place, Name string
	Number      int    // the key that picks it; 0 for none
	Picked      bool   // whether it is on the case's list
	Action      string // where its button posts to
	Line        string // what the number to call first is for
	Others      []staffNumber
	Reach       string // how often somebody answers
	Confirmed   string // when the place or a call confirmed something last
	Notes       placeNotes
}

// staffNumber is another number of a place.
type staffNumber struct {
	Purpose string
	Call    *call
}

// picking is how the places found are put on a case's list.
type picking struct {
	picks  shortlist
	action string // where buttons post to
}

// equip adds to cards what staff see. hits are those that the cards show.
func (s *Server) equip(ctx context.Context, say speech, by gate.Actor, cards []*card, hits []facility.Hit, p picking) error {
	var ids []string
	for _, hit := range hits {
		ids = append(ids, hit.Listing.ID)
	}
	reach, err := s.Staff.Desk.Reach(ctx, ids...)
	if err != nil {
		return err
	}
	notes, err := s.placeNotes(ctx, say, by, ids)
	if err != nil {
		return err
	}
	for i, hit := range hits {
		id := hit.Listing.ID
		c := newStaffCard(say, hit.Listing, i+1)
		c.Picked, c.Action, c.Notes = p.picks.has(id), p.action, notes[id]
		if r := reach[id]; r.Shown() {
			c.Reach = say.Text("card.staff.reach.rate", int(100*r.Rate+0.5), r.Calls)
		}
		cards[i].Staff, cards[i].Keep, cards[i].ID = &c, nil, "place-"+strconv.Itoa(i+1)
		if lines := intakeFirst(hit.Listing); len(lines) > 0 {
			cards[i].Call = callOf(lines[0].Phone)
		}
	}
	return nil
}

func newStaffCard(say speech, l *facility.Listing, number int) staffCard {
	c := staffCard{Place: l.ID, Name: l.Name.Name, Confirmed: say.confirmed(l)}
	if number <= foundAtDesk {
		c.Number = number
	}
	for i, line := range intakeFirst(l) {
		purpose := say.Text("line." + string(line.Kind))
		if i == 0 {
			c.Line = purpose
		} else {
			c.Others = append(c.Others, staffNumber{purpose, callOf(line.Phone)})
		}
	}
	return c
}

// intakeFirst are the numbers of a place as staff call them: those who admit
// people before those who answer for everything.
func intakeFirst(l *facility.Listing) []facility.Line {
	lines := slices.Clone(l.Phones)
	slices.SortStableFunc(lines, func(a, b facility.Line) int {
		return cmp.Compare(callOrder[a.Kind], callOrder[b.Kind])
	})
	return lines
}

var callOrder = map[facility.LineKind]int{facility.IntakeLine: 0, facility.MainLine: 1}

// confirmed tells when the place itself, a call to it or a steward confirmed
// something last; "" when none ever did.
func (say speech) confirmed(l *facility.Listing) string {
	if l.Confirmed.At.IsZero() {
		return ""
	}
	return say.Text("origin.said", say.source(l.Confirmed.Source), say.Date(l.Confirmed.At))
}
