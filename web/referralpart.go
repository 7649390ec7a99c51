package web

import (
	"context"

	"haven/internal/facility"
	"haven/internal/referral"
)

// referralsPart is what was asked of places in a case: its picks in their order,
// each with its referrals and with what it said about room.
type referralsPart struct {
	Places []askedPlace
	Next   *nextPlace
}

// askedPlace is a place that is, or can be, asked.
type askedPlace struct {
	placeCalled
	ID        string
	Refer     string // where a referral is drafted
	AskRoom   string // where a question for room is noted
	Referrals []referred
	Rooms     []roomSaid
}

// referred is a referral in a line.
type referred struct {
	Path, State string
	Over        bool
	Overdue     bool
	When        string
}

// roomSaid is a question for room in a line.
type roomSaid struct{ Path, Text string }

func (at atCase) referralsPart() referralsPart {
	p := referralsPart{Next: at.next()}
	for _, id := range at.asked() {
		place := at.place(id)
		p.Places = append(p.Places, at.askedPlace(id, &place))
	}
	return p
}

func (at atCase) askedPlace(id string, place *facility.Listing) askedPlace {
	zone := zoneOf(*place, facility.Hours{})
	p := askedPlace{placeCalled: at.say.placeCalled(place), ID: id, Refer: at.Path + referPath, AskRoom: at.Path + roomsPath}
	for _, r := range at.Referrals {
		if r.Listing == id {
			p.Referrals = append(p.Referrals, at.say.referred(r, zone))
		}
	}
	for _, q := range at.Rooms {
		if q.Listing == id {
			p.Rooms = append(p.Rooms, roomSaid{at.say.path(roomPath(q.ID)), at.say.roomLine(q, zone)})
		}
	}
	return p
}

func (say speech) referred(r referral.Referral, zone string) referred {
	line := referred{Path: say.path(referralPath(r.ID)), State: say.state(r.State), Over: r.State.Over(), Overdue: r.Overdue(say.now)}
	if r.State == referral.Scheduled {
		line.When = say.timeThere(r.When, zone)
	}
	return line
}

// overduePart is what no place has acknowledged in its time, on the desk.
type overduePart struct{ Referrals []overdue }

// overdue is a referral that waits, with the next place to try.
type overdue struct {
	Path, Name, Since string
	Next              *nextPlace
}

// maxOverdue is more than one person calls about in an hour.
const maxOverdue = 20

func (s *Server) overduePart(ctx context.Context, say speech, by referral.Actor) (p overduePart, err error) {
	late, err := s.Staff.Desk.Overdue(ctx, by, maxOverdue)
	if err != nil {
		return p, err
	}
	for _, r := range late {
		place, hours, err := s.placeOf(ctx, r.Listing)
		if err != nil {
			return p, err
		}
		o := overdue{Path: say.path(referralPath(r.ID)), Name: place.Name.Name, Since: say.timeThere(r.AckDue, zoneOf(place, hours))}
		if o.Next, err = s.nextPlace(ctx, say, by, r.Case); err != nil {
			return p, err
		}
		p.Referrals = append(p.Referrals, o)
	}
	return p, nil
}
