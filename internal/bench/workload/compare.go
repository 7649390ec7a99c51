package workload

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"haven/internal/facility"
)

// tolerance is how far two engines' distances of a listing may be apart, in
// metres: they round differently.
const tolerance = 0.001

// Difference tells how an answer differs from the one wanted; "" if it does
// not. Ids, order, distances, total, maybe and all counts are compared.
func Difference(got, want facility.Results) string {
	switch {
	case got.Total != want.Total:
		return fmt.Sprintf("total %d, want %d", got.Total, want.Total)
	case got.Maybe != want.Maybe:
		return fmt.Sprintf("maybe %d, want %d", got.Maybe, want.Maybe)
	case len(got.Hits) != len(want.Hits):
		return fmt.Sprintf("%d hits, want %d", len(got.Hits), len(want.Hits))
	}
	for i, hit := range want.Hits {
		other := got.Hits[i]
		if other.Listing.ID != hit.Listing.ID || math.Abs(other.Distance-hit.Distance) > tolerance {
			return fmt.Sprintf("hit %d is %s at %.4f m, want %s at %.4f m", i+1, other.Listing.ID, other.Distance, hit.Listing.ID, hit.Distance)
		}
	}
	return differentCount(counts(got), counts(want))
}

func differentCount(got, want map[string]int) string {
	for _, code := range slices.Sorted(maps.Keys(want)) {
		if got[code] != want[code] {
			return fmt.Sprintf("%d have %s, want %d", got[code], code, want[code])
		}
	}
	for _, code := range slices.Sorted(maps.Keys(got)) {
		if want[code] == 0 {
			return fmt.Sprintf("%d have %s, want 0", got[code], code)
		}
	}
	return ""
}

// counts are those of all categories, by code.
func counts(r facility.Results) map[string]int {
	all := map[string]int{}
	for _, of := range r.Facets.Categories() {
		maps.Insert(all, of)
	}
	return all
}
