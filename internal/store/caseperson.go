package store

import (
	"context"

	"haven/internal/referral"
)

// OpenCasesOf returns the cases that somebody is on and that are still open,
// the newest first.
func (s *Store) OpenCasesOf(ctx context.Context, helpline, person string, limit int) ([]referral.Case, error) {
	found, err := s.cases(ctx, `helpline = ? AND disposition = ? AND id IN (SELECT case_id FROM case_person WHERE person = ?)
		ORDER BY opened DESC, id LIMIT ?`, helpline, string(referral.StillOpen), person, limit)
	return found, wrap(err, "read somebody's open cases")
}

// PeopleOn returns who is on a case, by id.
func (s *Store) PeopleOn(ctx context.Context, caseID string) ([]string, error) {
	var people []string
	err := s.db.SelectContext(ctx, &people, s.db.Rebind("SELECT person FROM case_person WHERE case_id = ? ORDER BY person"), caseID)
	return people, wrap(err, "read who is on a case")
}
