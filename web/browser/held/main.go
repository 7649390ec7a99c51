// Command held prints what a SQLite database holds of a case that nobody must find in
// its files once the case is erased: its wrapped key and each of its sealed
// texts, one a line.
//
//	held FILE CASE
package main

import (
	"context"
	"fmt"
	"os"

	"haven/internal/store"
)

func main() {
	if len(os.Args) != 3 {
		fail("give the database file and the id of a case")
	}
	secrets, err := secretsOf(context.Background(), os.Args[1], os.Args[2])
	if err != nil {
		fail(err)
	}
	for _, secret := range secrets {
		fmt.Println(secret)
	}
}

func fail(why any) {
	fmt.Fprintln(os.Stderr, "held:", why)
	os.Exit(1)
}

func secretsOf(ctx context.Context, file, caseID string) ([]string, error) {
	s, err := store.Open(ctx, file)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	key, err := s.CaseKey(ctx, caseID)
	if err != nil {
		return nil, err
	}
	texts, err := s.CaseTexts(ctx, caseID)
	if err != nil {
		return nil, err
	}
	said, err := saidLater(ctx, s, caseID)
	if err != nil {
		return nil, err
	}
	secrets := []string{key}
	for _, text := range texts {
		secrets = append(secrets, text.Sealed)
	}
	return append(secrets, said...), nil
}

// saidLater are the sealed words of a case's referrals and follow-ups.
func saidLater(ctx context.Context, s *store.Store, caseID string) (sealed []string, err error) {
	referrals, err := s.ReferralsOf(ctx, caseID)
	if err != nil {
		return nil, err
	}
	for _, r := range referrals {
		moves, err := s.Moves(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		for _, m := range moves {
			if m.Sealed != "" {
				sealed = append(sealed, m.Sealed)
			}
		}
	}
	followUps, err := s.FollowUpsOf(ctx, caseID)
	for _, f := range followUps {
		if f.Sealed != "" {
			sealed = append(sealed, f.Sealed)
		}
	}
	return sealed, err
}
