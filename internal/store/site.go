package store

import (
	"context"
	"strings"

	"haven/internal/owner"
)

// SitesAt returns the places whose website is at a domain, with who speaks for
// them. Whoever asks compares the domains: here an address that holds the text
// is enough.
func (s *Store) SitesAt(ctx context.Context, domain string) ([]owner.Site, error) {
	literal := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(domain)
	var there []owner.Site
	err := s.each(ctx, func(row scanner) error {
		var l owner.Site
		if err := row.Scan(&l.Name, &l.Website, &l.Owner); err != nil {
			return err
		}
		if owner.Domain(l.Website) == domain {
			there = append(there, l)
		}
		return nil
	}, `SELECT listing.name, listing.website, COALESCE(MIN(listing_owner.organisation), '') FROM listing
		LEFT JOIN record ON record.listing = listing.id
		LEFT JOIN listing_owner ON listing_owner.listing = record.id
		WHERE listing.state = 'listed' AND LOWER(listing.website) LIKE ? ESCAPE '\'
		GROUP BY listing.id, listing.name, listing.website`, "%"+literal+"%")
	return there, wrap(err, "read the places of a domain")
}
