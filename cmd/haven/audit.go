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
	return head, check.End(head)
}
