package ask

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"haven/internal/ask/lexicon"
	"haven/internal/facility"
	"haven/internal/facility/shorthand"
	"haven/internal/geo"
)

// Search resolves a request and searches. Words of q that can be taken in more
// than one way are taken in the first that finds something: as a name, if
// they may be one ("Detox of Georgia"), as [Resolve] takes them, without
// words such as "clinic" beside a name, with what must hold now as a wish, with the last word cut
// short ("Grad"), and with two letters swapped ("Hieghts"). Errors about the request are of
// type *ParamError.
func Search(ctx context.Context, search facility.Searcher, r Request, gaz *geo.Gazetteer, tax *facility.Taxonomy) (Resolved, facility.Results, error) {
	res, err := Resolve(r, gaz, tax)
	if err != nil {
		return Resolved{}, facility.Results{}, err
	}
	return res.search(ctx, search, gaz, tax)
}

// search is Search for what is resolved already.
func (res Resolved) search(ctx context.Context, search facility.Searcher, gaz *geo.Gazetteer, tax *facility.Taxonomy) (Resolved, facility.Results, error) {
	r := res.Request
	if res.sentence.mayBeName() {
		name, err := resolve(r, res.sentence, asAName, gaz, tax)
		if found := err == nil; found { // a radius, for one, does not go with a name
			if found, err = name.isName(ctx, search); err != nil {
				return Resolved{}, facility.Results{}, err
			}
			if found {
				res = name
			}
		}
	}
	readings := []Resolved{res}
	if res.sentence.padded() {
		bare, err := resolve(r, res.sentence, asAskedBarely, gaz, tax)
		if err != nil {
			return Resolved{}, facility.Results{}, err
		}
		readings = append(readings, bare)
	}
	found, results, err := first(ctx, search, append(readings, hopes(readings)...))
	if err != nil || results.Total > 0 || res.Query.Text == "" {
		return found, results, err
	}
	if hoped, ok := res.hoped(); ok {
		res = hoped
	}
	if mended, more, err := first(ctx, search, slips(res)); err != nil || more.Total > 0 {
		return mended, more, err
	}
	return found, results, nil
}

// hopes are readings in which one thing that must hold now is no more than a
// wish, then those in which all such things are.
func hopes(readings []Resolved) []Resolved {
	var one, all []Resolved
	for _, res := range readings {
		said := res.saidConditions()
		for i := len(said) - 1; i >= 0 && len(said) > 1; i-- {
			one = append(one, res.hoping(said[i:i+1]))
		}
		if hoped, ok := res.hoped(); ok {
			all = append(all, hoped)
		}
	}
	return append(one, all...)
}

// slips are readings of a text that nothing is found for: its last word is cut
// short, or letters are swapped.
func slips(res Resolved) []Resolved {
	cut := res
	cut.Query.Unfinished = true
	return append([]Resolved{cut}, swapped(res)...)
}

// A swap of letters is two edits, more than a search forgives in most words,
// and one slip of the fingers.
const (
	swapFrom = 5 // letters, as for other slips
	maxSwaps = 40
)

// swapped are readings in which two neighbouring letters of a word change
// places.
func swapped(res Resolved) []Resolved {
	var readings []Resolved
	words := strings.Fields(res.Query.Text)
	for i, word := range words {
		letters := []rune(word)
		for at := 0; at+1 < len(letters) && len(letters) >= swapFrom && len(readings) < maxSwaps; at++ {
			mended := slices.Clone(letters)
			mended[at], mended[at+1] = mended[at+1], mended[at]
			other := res
			other.Query.Text = strings.Join(slices.Replace(slices.Clone(words), i, i+1, string(mended)), " ")
			readings = append(readings, other)
		}
	}
	return readings
}

// first is the first reading that finds something, else the first of all.
func first(ctx context.Context, search facility.Searcher, readings []Resolved) (Resolved, facility.Results, error) {
	var nothing facility.Results
	for i, res := range readings {
		results, err := find(ctx, search, res.Query)
		if err != nil || results.Total > 0 {
			res.total = results.Total
			return res, results, err
		}
		if i == 0 {
			nothing = results
		}
	}
	return readings[0], nothing, nil
}

func find(ctx context.Context, search facility.Searcher, q facility.Query) (facility.Results, error) {
	results, err := search.Search(ctx, q)
	if err != nil {
		return facility.Results{}, fmt.Errorf("search: %w", err)
	}
	return results, nil
}

// minNameWords is how many words of a name must be there if all of them mean
// something: "sober living" is asked for more often than a place of that name.
const minNameWords = 3

// mayBeName reports whether all words, but for the place, may be a name
// although some of them mean something, as in most names: beside words known
// for nothing else ("Detox of Georgia"), a place ("Austin Recovery"), or alone
// ("Center for Alcohol and Drug Treatment").
func (s *sentence) mayBeName() bool {
	name := s.wholeName()
	words := strings.Count(name, " ") + 1
	bare := slices.ContainsFunc(s.spans, func(sp span) bool { return sp.bare })
	enough := s.nothingButNames() || bare && words > 1 || words >= minNameWords
	return enough && !s.has(roleRadius) && name != s.remainder(false)
}

// padded reports that words such as "clinic" stand beside a name.
func (s *sentence) padded() bool {
	return s.remainder(true) != s.remainder(false)
}

// nameHits is how many hits are looked at for one of the very name.
const nameHits = 20

// isName reports whether there is a place of such a name. Words that all mean
// something must be its whole name, or that and its city: "houston detox" is
// asked for by more people than look for a place with both words in its name.
func (res *Resolved) isName(ctx context.Context, search facility.Searcher) (bool, error) {
	q := res.Query
	q.Page, q.PerPage, q.Facets = 1, nameHits, false
	results, err := find(ctx, search, q)
	if err != nil || results.Total == 0 {
		return false, err
	}
	if res.sentence.nothingButNames() {
		return true, nil
	}
	asked := lexicon.Tokens(q.Text)
	return slices.ContainsFunc(results.Hits, func(h facility.Hit) bool { return isNameOf(asked, h.Listing) }), nil
}

func isNameOf(asked []lexicon.Token, l *facility.Listing) bool {
	return slices.ContainsFunc(append([]facility.Name{l.Name}, l.AKA...), func(n facility.Name) bool {
		for _, name := range []string{n.Name, n.String(), n.Name + " " + l.Address.City} {
			if slices.EqualFunc(asked, lexicon.Tokens(name), alikeTokens) {
				return true
			}
		}
		return false
	})
}

func alikeTokens(a, b lexicon.Token) bool {
	return lexicon.Alike(shorthand.Full(a.Word), shorthand.Full(b.Word))
}
