// Package facility is Haven's domain: what is known about a place that treats
// substance use, who said it and when, and what it means to search for one.
//
// Sources make statements about records; the statements about one place fold
// into a [Profile] in which each [Fact] carries its origin and date; the
// profile's public face, flattened, is a [Listing], which is what search,
// pages and exports see. The fold knows no clock: whether a fact is past its
// term is judged when somebody looks (see [Fact.Fresh]).
package facility
