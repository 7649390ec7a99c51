package demo

import (
	"math/rand/v2"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"haven/internal/facility"
)

// No real facility has one of the first words in its name, a test makes sure,
// so no made-up name is that of a real one. Nobody's name is among them.
var (
	firstWords = strings.Fields(`Alder Avocet Basswood Bayberry Bitterroot Bluestem Bobolink Boxelder Bunting Catalpa
		Cattail Chickadee Chokecherry Clematis Cloudberry Coneflower Curlew Egret Elderberry Fescue Fiddlehead Gentian
		Goldenrod Grosbeak Hackberry Hawthorn Hornbeam Huckleberry Juniper Kestrel Killdeer Kingfisher Larch Larkspur
		Lupine Manzanita Marten Mulberry Nighthawk Nuthatch Oriole Osprey Otter Paintbrush Persimmon Pheasant Pintail
		Pipit Plover Primrose Quail Redbud Sandpiper Sassafras Serviceberry Siskin Snowberry Sorrel Spruce Starling Sumac
		Switchgrass Tanager Teal Thrush Towhee Trillium Tupelo Vireo Waxwing Wigeon Willet Yarrow`)
	secondWords = strings.Fields(`Acres Basin Bend Bluff Bridge Brook Commons Cove Creek Crossing Ferry Field Ford Fork
		Gate Glen Grove Harbor Haven Hollow Knoll Landing Lane Meadow Mill Orchard Pass Point Prairie Rapids Ridge Rise
		Run Shore Square Street Summit Terrace Trail Vale`)

	nombres = strings.Fields(`Alborada Arboleda Azucena Brisa Caoba Ceiba Colina Cumbre Enramada Espiga Garza Gaviota
		Golondrina Jacaranda Marea Orilla Palma Pradera Quebrada Reinita Ribera Vereda`)
	adjetivos = strings.Fields("Alta Amable Blanca Clara Dorada Mansa Nueva Serena Tranquila Verde")

	longEnds = []string{
		"Center for Outpatient Recovery and Family Wellness", "Regional Center for Behavioral Health and Recovery",
		"Alliance for Prevention, Treatment and Recovery", "Community Partnership for Substance Use Services",
	}
	forms = []string{"Inc", "LLC"}
)

// Shares of names in the real directory.
const (
	longNames  = 0.025
	withForm   = 0.15 // Inc or LLC
	nameLength = 38   // where the real directory cuts names in two
)

// namer gives each organization a name of its own, as far as they last.
type namer struct {
	stems, spanish *deck[string]
}

func newNamer(r *rand.Rand) *namer {
	return &namer{stems: newDeck(r, pairs(firstWords, secondWords)), spanish: newDeck(r, pairs(nombres, adjetivos))}
}

func pairs(first, second []string) []string {
	var all []string
	for _, a := range first {
		for _, b := range second {
			all = append(all, a+" "+b)
		}
	}
	return all
}

// name makes up a name: its stem, which tells it from all others, and the
// whole.
func (n *namer) name(r *rand.Rand, kind string, spanish bool) (stem, name string) {
	if spanish {
		stem = n.spanish.deal()
		return stem, oneOf(r, kinds[kind].spanish) + " " + stem
	}
	stem = n.stems.deal()
	switch name = stem + " " + oneOf(r, kinds[kind].ends); {
	case ofItsOwn(kind):
		return stem, name
	case happens(r, longNames):
		return stem, stem + " " + oneOf(r, longEnds)
	case happens(r, withForm):
		return stem, name + " " + oneOf(r, forms)
	}
	return stem, name
}

// cut parts a long name at a blank, as the real directory does: the rest
// becomes the unit.
func cut(name string) facility.Name {
	if len(name) <= nameLength {
		return facility.Name{Name: name}
	}
	end := strings.LastIndexByte(name[:nameLength+1], ' ')
	return facility.Name{Name: name[:end], Unit: name[end+1:]}
}

// website makes up a site under example.org, which is kept for examples:
// "https://juniper-bend.example.org".
func website(stem string) string {
	var host strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(stem)) {
		switch {
		case r >= 'a' && r <= 'z':
			host.WriteRune(r)
		case unicode.IsSpace(r):
			host.WriteByte('-')
		}
	}
	return "https://" + host.String() + ".example.org"
}
