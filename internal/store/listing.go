package store

import (
	"encoding/json"
	"fmt"
	"slices"

	"haven/internal/facility"
)

// ListingState tells whether an id stands for a place.
type ListingState string

const (
	// Listed places can be found; among them those no source lists any more
	// (facility.Listing.Gone).
	Listed ListingState = "listed"
	// Merged ids lead to another listing.
	Merged ListingState = "merged"
	// Removed listings are not to be shown.
	Removed ListingState = "removed"
)

// ListingRow is a listing as a fold made it. Its Revision is not looked at:
// the store gives the next one.
type ListingRow struct {
	facility.Listing
	State  ListingState
	Into   string // of a merged one: the id that stands
	Digest string // tells the content of two folds apart
	// Based is the revision of the stored listing the fold was made from, 0
	// when there was none. Another writer in between makes the row stale.
	Based int64
}

// Change is a listing at its last revision. When State is not Listed it is a
// tombstone: the id is no place of its own any more.
type Change struct {
	Listing facility.Listing
	State   ListingState
	Into    string
}

// listingColumns are what listing and staged_listing share, in the order of
// content and scanListing.
var listingColumns = slices.Concat([]string{
	"state", "merged_into", "digest",
	"name", "unit", "aka",
	"street", "address_unit", "city", "address_state", "zip", "county", "withheld",
	"lat", "lon", "location_precision", "fips",
	"phones", "website", "yes_codes", "no_codes", "as_of", "source", "origins", "gone",
}, momentColumns)

// content gives the values of listingColumns.
func (r *ListingRow) content() ([]any, error) {
	l := &r.Listing
	aka, err := json.Marshal(l.AKA)
	if err != nil {
		return nil, err
	}
	phones, err := json.Marshal(l.Phones)
	if err != nil {
		return nil, err
	}
	origins, err := json.Marshal(l.Origins)
	if err != nil {
		return nil, err
	}
	moments, err := momentValues(l)
	if err != nil {
		return nil, err
	}
	return append([]any{
		r.State, r.Into, r.Digest,
		l.Name.Name, l.Name.Unit, string(aka),
		l.Address.Street, l.Address.Unit, l.Address.City, l.Address.State, l.Address.ZIP, l.Address.County, l.Withheld,
		l.Location.Point.Lat, l.Location.Point.Lon, l.Location.Precision, l.Location.FIPS,
		string(phones), l.Website, l.Yes, l.No, l.AsOf.Unix(), l.Source, string(origins), l.Gone,
	}, moments...), nil
}

// scanListing reads id, revision, listingColumns and reach.
func scanListing(rows scanner) (Change, error) {
	var c Change
	var digest string
	var aka, phones, origins, reach []byte
	var asOf int64
	var moments storedMoments
	l := &c.Listing
	into := []any{&l.ID, &l.Revision, &c.State, &c.Into, &digest,
		&l.Name.Name, &l.Name.Unit, &aka,
		&l.Address.Street, &l.Address.Unit, &l.Address.City, &l.Address.State, &l.Address.ZIP, &l.Address.County, &l.Withheld,
		&l.Location.Point.Lat, &l.Location.Point.Lon, &l.Location.Precision, &l.Location.FIPS,
		&phones, &l.Website, &l.Yes, &l.No, &asOf, &l.Source, &origins, &l.Gone}
	if err := rows.Scan(append(append(into, moments.into()...), &reach)...); err != nil {
		return c, err
	}
	l.AsOf = fromUnix(asOf)
	if err := json.Unmarshal(aka, &l.AKA); err != nil {
		return c, fmt.Errorf("other names: %w", err)
	}
	if err := json.Unmarshal(phones, &l.Phones); err != nil {
		return c, fmt.Errorf("phones: %w", err)
	}
	if err := json.Unmarshal(origins, &l.Origins); err != nil {
		return c, fmt.Errorf("origins: %w", err)
	}
	if len(reach) > 0 {
		if err := json.Unmarshal(reach, &l.Reach); err != nil {
			return c, fmt.Errorf("reach: %w", err)
		}
	}
	return c, moments.tell(l)
}
