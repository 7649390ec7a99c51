package web

import (
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
