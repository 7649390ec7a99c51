package desk

import (
	"context"

	"haven/internal/referral"
)

// On returns who is on a case, by the ids of their accounts.
func (d *Desk) On(ctx context.Context, by referral.Actor, caseID string) ([]string, error) {
	if _, err := d.Case(ctx, by, caseID); err != nil {
		return nil, err
	}
	return d.store.PeopleOn(ctx, caseID)
}

// Names returns how the people of somebody's helpline are called, by the ids of
// their accounts.
func (d *Desk) Names(ctx context.Context, by referral.Actor) (map[string]string, error) {
	users, err := d.store.Users(ctx, by.Org)
	names := make(map[string]string, len(users))
	for _, u := range users {
		names[u.ID] = u.Email
	}
	return names, err
}
