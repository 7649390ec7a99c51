package demo

import (
	"math/rand/v2"
	"slices"
	"sort"
)

// wheel draws places of a list by their weights.
type wheel struct {
	sums []float64 // of the weights up to and with each place
}

func newWheel[T any](items []T, weight func(T) float64) wheel {
	var w wheel
	sum := 0.0
	for _, item := range items {
		sum += weight(item)
		w.sums = append(w.sums, sum)
	}
	return w
}

// spin draws a place. The wheel must not be empty.
func (w wheel) spin(r *rand.Rand) int {
	at := r.Float64() * w.sums[len(w.sums)-1]
	return sort.SearchFloat64s(w.sums, at)
}

// happens is true with a probability.
func happens(r *rand.Rand, probability float64) bool { return r.Float64() < probability }

// oneOf draws an item; all are as likely.
func oneOf[T any](r *rand.Rand, items []T) T { return items[r.IntN(len(items))] }

// deck deals items in a drawn order, and again from the start when all are
// dealt.
type deck[T any] struct {
	items []T
	next  int
}

func newDeck[T any](r *rand.Rand, items []T) *deck[T] {
	items = slices.Clone(items)
	r.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
	return &deck[T]{items: items}
}

func (d *deck[T]) deal() T {
	item := d.items[d.next%len(d.items)]
	d.next++
	return item
}
