// Package workload makes up the directories and the searches that engines are
// compared on, and compares their answers. Listings and searches are drawn from
// the rows of a real directory, or of the demo's where there is none, and
// depend on nothing but their seed.
package workload

import "math/rand/v2"

// streams keep listings and queries of one seed apart.
const (
	ofListings = iota
	ofQueries
)

func newRandom(seed, stream uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, stream)) }

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }
