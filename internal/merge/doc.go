// Package merge is the stewards' word on which records of sources are one
// place: pairs that matching leaves in doubt, places that are split, and
// decisions that are taken back. A decision is about records, not listings, so
// that later imports keep to it; what the directory shows follows when it is
// taken in, by [Desk.TakeIn] or by the next import.
package merge
