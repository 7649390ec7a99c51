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
	Path  string // of the page, in the language spoken
	Texts map[referral.Field]referral.Text
}

// Parts of the case's page that stand in files of their own.
type (
	referralsPart struct{}
	handOverPart  struct{}
)

func (s *Server) referralsPart(context.Context, atCase) (p referralsPart, err error) { return p, nil }
func (s *Server) handOverPart(context.Context, atCase) (p handOverPart, err error)   { return p, nil }
