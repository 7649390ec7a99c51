package main

import (
	"context"
	"time"

	"haven/internal/geo"
	"haven/internal/listing"
	"haven/internal/store"
	"haven/web"
)

// checkinJobs are those of what places tell, at the site with a base URL.
func checkinJobs(s *store.Store, staff *web.Staff, base string) []job {
	directory := listing.NewDirectory(s, geo.Default())
	return []job{
		{what: "remind places of the openings they promised to tell", next: every(time.Hour), do: func(ctx context.Context) error {
			return web.RemindOfOpenings(ctx, staff, directory, base)
		}},
		{what: "delete old links of places", next: nightly, do: staff.Reception.Sweep},
		{what: "delete counts of openings that later ones outdo", next: every(time.Hour), do: staff.Reception.ThinOut},
	}
}
