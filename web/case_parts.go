package web

import (
	"context"

	"haven/internal/account/gate"
	"haven/internal/referral"
)

// atCase is a case that somebody may see, on its page: what the parts of the
// page are made from.
type atCase struct {
	say speech
	by  gate.Actor
	referral.Case
	Path   string // of the page, in the language spoken
	Texts  map[referral.Field]referral.Text
	Listed []pick // the picks of the case, looked up
}

// placeNotes are what a helpline's staff have noted about a place.
type placeNotes struct{}

// placeNotes are the notes on some places, by id.
func (s *Server) placeNotes(context.Context, speech, gate.Actor, []string) (notes map[string]placeNotes, err error) {
	return nil, nil
}
