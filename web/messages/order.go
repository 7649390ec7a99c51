package messages

import (
	"maps"
	"slices"
)

// Languages are the languages of some catalogues, that of the source first: the
// order in which somebody is written to whose language is not known.
func Languages(all map[string]*Catalogue) []string {
	langs := slices.Sorted(maps.Keys(all))
	if i := slices.Index(langs, Source); i > 0 {
		langs = slices.Insert(slices.Delete(langs, i, i+1), 0, Source)
	}
	return langs
}
