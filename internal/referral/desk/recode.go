package desk

import (
	"context"
	"errors"

	"haven/internal/referral"
	"haven/internal/store"
)

// Recode gives a case another code, for somebody who has lost theirs: the one
// before leads nowhere from then on.
func (d *Desk) Recode(ctx context.Context, by referral.Actor, caseID string) (referral.Code, error) {
	if _, err := d.see(ctx, by, caseID); err != nil {
		return "", err
	}
	for {
		code := referral.NewCode()
		err := d.store.SetCaseCode(ctx, by.Org, caseID, code.Hash(d.codes.Bytes(), by.Org), d.note(by, codeReplaced, ofCase(caseID)))
		if !errors.Is(err, store.ErrDuplicate) { // a code that is taken
			return code, notFound(err)
		}
	}
}
