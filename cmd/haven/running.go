package main

import (
	"context"
	"time"

	"haven/internal/store"
)

// running notes in the database that this server runs, before it reads any key:
// haven key rotate then refuses to exchange them beneath it. The job keeps the
// note fresh, ended takes it back.
func running(ctx context.Context, s *store.Store) (stay job, ended func(), err error) {
	id := s.NewID()
	see := func(ctx context.Context) error { return s.SeeServer(ctx, id, time.Now()) }
	stay = job{what: "note that this server runs", next: every(store.ServerTerm / 3), do: see}
	ended = func() {
		ctx, done := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer done()
		s.ForgetServer(ctx, id) // else it counts for half a minute more
	}
	return stay, ended, see(ctx)
}
