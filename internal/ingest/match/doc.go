// Package match decides which records are the same place.
//
// The decision is a pure function of the set of records: pairs that could
// meet, by ZIP code, street or telephone number, are scored on name, address,
// number, kinds of care and what else stands at the door; then the best pairs
// are joined first. Two rows of one edition are two places, unless they are the
// same row twice: that keeps several programmes at one address apart, and lets
// the best of them take the record of another source. The rules in words, and
// how well they do, are in docs/matching.md.
package match
