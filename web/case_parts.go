package web

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"haven/internal/account/gate"
	"haven/internal/facility"
	"haven/internal/referral"
)

// atCase is a case that somebody may see, on its page: what the parts of the
// page are made from, each read once.
type atCase struct {
	say speech
	by  gate.Actor
	referral.Case
	Path      string // of the page, in the language spoken
	Texts     map[referral.Field]referral.Text
	Consents  []referral.Consent
	Referrals []referral.Referral
	Rooms     []referral.RoomQuestion
	People    map[string]string           // how colleagues are called, by the ids of their accounts
	places    map[string]facility.Listing // whatever the case names, by id; without what the directory has no more
	Listed    []pick                      // the picks of the case, looked up
}

func (s *Server) atCase(ctx context.Context, say speech, by gate.Actor, c referral.Case) (atCase, error) {
	at := atCase{say: say, by: by, Case: c, Path: say.path(casePath(c.ID)), Texts: map[referral.Field]referral.Text{}}
	d, who := s.Staff.Desk, atDesk(by)
	texts, noTexts := d.Texts(ctx, who, c.ID)
	for _, t := range texts {
		at.Texts[t.Field] = t
	}
	var noConsents, noReferrals, noRooms, noPeople error
	at.Consents, noConsents = d.Consents(ctx, who, c.ID)
	at.Referrals, noReferrals = d.Referrals(ctx, who, c.ID)
	at.Rooms, noRooms = d.RoomQuestions(ctx, who, c.ID)
	at.People, noPeople = d.Names(ctx, who)
	if err := errors.Join(noTexts, noConsents, noReferrals, noRooms, noPeople); err != nil {
		return atCase{}, err
	}
	var err error
	at.places, err = s.Directory.Listings(ctx, at.named()...)
	at.Listed = picksOf(c.Picks, at.places)
	return at, err
}

// named are the ids of all places that a case names.
func (at atCase) named() []string {
	ids := at.asked()
	for _, c := range at.Consents {
		if c.Purpose == referral.Share && !slices.Contains(ids, c.To) {
			ids = append(ids, c.To)
		}
	}
	return ids
}

// asked are the picks of a case, then places that were asked and are picked no
// more.
func (at atCase) asked() []string {
	ids := at.referredTo()
	for _, q := range at.Rooms {
		if !slices.Contains(ids, q.Listing) {
			ids = append(ids, q.Listing)
		}
	}
	return ids
}

// referredTo are the picks of a case, then places that somebody was referred to
// and that are picked no more.
func (at atCase) referredTo() []string {
	ids := slices.Clone(at.Picks)
	for _, r := range at.Referrals {
		if !slices.Contains(ids, r.Listing) {
			ids = append(ids, r.Listing)
		}
	}
	return ids
}

// place is a place of the case; only its id where the directory has it no more.
func (at atCase) place(id string) facility.Listing {
	if l, stands := at.places[id]; stands {
		return l
	}
	return unlisted(id)
}

// unlisted is a place that the directory has no more: its id is its name.
func unlisted(id string) facility.Listing {
	return facility.Listing{ID: id, Name: facility.Name{Name: id}}
}

// nameOf is how a place is called, or its id where it is in the directory no more.
func (at atCase) nameOf(id string) string {
	return cmp.Or(at.place(id).Name.Name, id)
}

// next offers the next place on the agent's list: nil while something is
// expected of a place that was asked, and at the end of the list.
func (at atCase) next() *nextPlace {
	if len(at.Referrals) == 0 {
		return nil
	}
	listing, found := referral.Next(at.Picks, at.Referrals, at.say.now)
	if !found {
		return nil
	}
	return &nextPlace{at.say.path(casePath(at.ID) + nextPath), at.nameOf(listing)}
}
