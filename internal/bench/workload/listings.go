package workload

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"haven/internal/facility"
	"haven/internal/geo"
)

// spread is how far listings lie around the middle of their ZIP code: one
// standard deviation in degrees, about 3 km.
const spread = 0.03

// oneAddressIn is how rarely a listing shares door and point with the one made
// before it, so that distances are equal now and then.
const oneAddressIn = 12

// asOf is when all listings were last spoken of.
var asOf = time.Date(2023, time.June, 29, 0, 0, 0, 0, time.UTC)

// Listings are n listings: each has the codes of one row, a name made of
// those of two more, and a place near that of another. Their codes are shared:
// do not change them.
func (r *Rows) Listings(n int, seed uint64) []facility.Listing {
	random := newRandom(seed, ofListings)
	all := make([]facility.Listing, n)
	for i := range all {
		all[i] = r.Listing(random, listingID(i))
		if i > 0 && random.IntN(oneAddressIn) == 0 {
			all[i].Address, all[i].Location = all[i-1].Address, all[i-1].Location
		}
	}
	return all
}

// listingID is unique for the first four billion numbers, and in no order.
func listingID(n int) string { return fmt.Sprintf("%010x", uint32(n)*0x9E3779B1) }

// Listing makes up one listing.
func (r *Rows) Listing(random *rand.Rand, id string) facility.Listing {
	place, codes := pick(random, r.rows), pick(random, r.rows)
	address := place.address
	address.Street = pick(random, r.rows).address.Street
	return facility.Listing{
		ID:       id,
		Name:     facility.Name{Name: recombined(random, pick(random, r.rows).name, pick(random, r.rows).name)},
		Address:  address,
		Location: facility.Location{Point: near(random, place.at.Point), Precision: facility.Exact, FIPS: place.at.FIPS},
		Yes:      facility.CodesOf(codes.yes...), No: facility.CodesOf(codes.no...),
		AsOf: asOf, Source: "bench",
	}
}

// recombined begins as one name does and ends as another.
func recombined(random *rand.Rand, one, other []string) string {
	begin, end := one[:(len(one)+1)/2], other[len(other)/2:]
	if random.IntN(4) == 0 { // names of chains stay whole
		begin, end = one, nil
	}
	return strings.Join(append(append([]string(nil), begin...), end...), " ")
}

func near(random *rand.Rand, p geo.Point) geo.Point {
	return geo.Point{Lat: p.Lat + random.NormFloat64()*spread, Lon: p.Lon + random.NormFloat64()*spread}
}
