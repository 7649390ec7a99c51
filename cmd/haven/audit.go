package main

import (
	"context"
	"fmt"

	"haven/internal/audit"
	"haven/internal/store"
)

// verifyAudit is `haven audit verify`.
func verifyAudit(ctx context.Context, p *program, args []string) error {
	c, rest, err := p.parse(newFlags("audit verify"), args)
	if err != nil {
		return err
	}
	if len(rest) != 1 || rest[0] != "verify" {
		return usageError{"write it as haven audit verify"}
	}
	s, err := store.Open(ctx, c.Database())
	if err != nil {
		return err
	}
	defer s.Close()
	keys, err := accountKeys(ctx, c, s)
	if err != nil {
		return err
	}
	head, err := readTrail(ctx, s, keys.Audit)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "The audit trail is whole: %d entries.\n", head.Number)
	if head.Number > 0 {
		fmt.Fprintf(p.stdout, "Entry %d has the hash %s. Note it in another place: a database that is put back to an earlier state is whole, too.\n", head.Number, head.Hash)
	}
	return nil
}

// readTrail reads the trail from its first entry to its head; an error says
// where it is not whole.
func readTrail(ctx context.Context, s *store.Store, key audit.Key) (audit.Head, error) {
	check := audit.NewCheck(key)
	head, err := s.Trail(ctx, check.Next)
	if err != nil {
		return head, err
	}
	if err := check.End(head); err != nil || head.Number > 0 {
		return head, err
	}
	// Adding an account is noted: where there is one, there was a trail.
	has, err := s.HasAccounts(ctx)
	if has {
		err = &audit.BrokenError{Number: 1, Why: "all were removed"}
	}
	return head, err
}
