package ask

import (
	"math"
	"strings"

	"haven/internal/ask/lexicon"
	"haven/internal/facility"
	"haven/internal/geo"
)

// How likely a suggestion is meant, on a scale on which a city of ten million
// people stands at 0.8. The numbers are judgement, not measured: nobody's
// typing is recorded.
const (
	// likelyService puts the words of this directory before all but the
	// largest cities; likelyRank is what each place further down in the file
	// of words loses.
	likelyService = 0.75
	likelyRank    = 0.01
	// shortTyped is how many letters may begin almost anything: a service is
	// then no likelier than a large city.
	shortTyped        = 2
	likelyShort       = 0.5
	likelyMade        = 0.5 // by a code's own label alone: few people ask for it
	likelyFacility    = 0.5
	likelyBegun       = 0.1 // added if the name, and not a later word, begins so
	likelyZIP         = 0.6
	peoplePerScale    = 8.75 // tenfold population adds 1/8.75
	likelyNearby      = 0.4  // added to what is where somebody is
	nearbyFallsWithin = 100 * geo.Mile
)

func (ty *typing) likelihoodOf(p *lexicon.Phrase, rank int) float64 {
	likely := likelyService
	switch {
	case p.Kind == lexicon.Danger:
		return math.Inf(1)
	case len(ty.tokens) == 1 && len(ty.tokens[0].Word) <= shortTyped:
		likely = likelyShort
	case words().Meaning(p.ID) == nil:
		likely = likelyMade
	}
	return likely - likelyRank*float64(rank)
}

func (ty *typing) likelihoodOfPlace(p geo.Place) float64 {
	likely := likelyZIP
	if p.Kind != geo.KindZIP {
		likely = math.Log10(float64(p.Population)+1) / peoplePerScale
	}
	return likely + ty.nearby(p.Point)
}

func (ty *typing) likelihoodOfFacility(f facility.Suggestion) float64 {
	likely := likelyFacility
	if strings.HasPrefix(strings.ToLower(f.Name), strings.ToLower(ty.Typed.Text)) {
		likely += likelyBegun
	}
	if ty.Near == nil {
		return likely
	}
	if city, ok := ty.gaz.City(f.City, f.State); ok {
		likely += ty.nearby(city.Point)
	}
	return likely
}

// nearby falls with the distance from where somebody is.
func (ty *typing) nearby(p geo.Point) float64 {
	if ty.Near == nil {
		return 0
	}
	return likelyNearby * math.Exp(-geo.Distance(*ty.Near, p)/nearbyFallsWithin)
}
