package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"haven/internal/account/gate"
	"haven/internal/audit"
	"haven/internal/config"
	"haven/internal/seal"
	"haven/internal/store"
)

// rotateKey is `haven key rotate`.
func rotateKey(ctx context.Context, p *program, args []string) error {
	flags := newFlags("key rotate")
	file := flags.String("to", "", "file of the new master key, which is made where there is none")
	c, rest, err := p.parse(flags, args)
	if err != nil {
		return err
	}
	if len(rest) != 1 || rest[0] != "rotate" || *file == "" {
		return usageError{"write it as haven key rotate --to FILE"}
	}
	s, err := store.Open(ctx, c.Database())
	if err != nil {
		return err
	}
	defer s.Close()
	count, err := rotate(ctx, c, s, *file)
	if err != nil && !errors.Is(err, store.ErrNotScrubbed) {
		return err
	}
	fmt.Fprintf(p.stdout, "%d keys are wrapped by the key in %s now.\nStart all servers with --master-key-file %[2]s. Keep the old file as long as backups made before today, then destroy it.\n", count, *file)
	return err
}

// rotate wraps all keys of the database by the master key in a file. What they
// open is not written anew, and the keys of accounts and of the audit trail stay
// what they are.
func rotate(ctx context.Context, c config.Config, s *store.Store, file string) (int, error) {
	old, _ := c.MasterKey()
	from, err := seal.ReadMaster(old)
	if err != nil {
		return 0, err
	}
	to, err := seal.MakeMaster(file)
	if err != nil {
		return 0, err
	}
	keys, err := gate.OpenKeys(ctx, s, from)
	if errors.Is(err, seal.ErrOtherMaster) { // done before, but for what was added since
		keys, err = gate.OpenKeys(ctx, s, to)
	}
	if err != nil {
		return 0, err
	}
	count, err := s.RewrapKeys(ctx, from, to, time.Now(), gate.New(s, keys, time.Now).Book().Note(audit.Command, "key.rotated", "master"))
	if err != nil {
		return 0, err
	}
	return count, s.Scrub(ctx)
}
