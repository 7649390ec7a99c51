package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

var (
	streetNames = strings.Fields(`Alder Aspen Balsam Bayberry Beech Birch Bluebird Bobwhite Boxwood Cardinal Cedar
		Cherry Chestnut Chickadee Cypress Dogwood Dove Elder Elm Falcon Finch Fir Goldfinch Hawthorn Hazel Heron Holly
		Hornbeam Ironwood Juniper Kestrel Lark Laurel Linden Locust Magnolia Mallard Maple Martin Mulberry Myrtle Oak
		Oriole Osprey Pelican Persimmon Pine Plover Poplar Quail Redbud Robin Rowan Sandpiper Sassafras Sparrow Spruce
		Sumac Sycamore Tamarack Tanager Teal Thrush Tupelo Walnut Warbler Waxwing Willow Wren Yew`)
	streetKinds = strings.Fields("Street Street Street Avenue Avenue Road Road Drive Lane Boulevard Court Way Parkway Place")

	calles = []string{
		"Almendro", "Aurora", "Caoba", "Ceiba", "Cedro", "Colibrí", "Flamboyán", "Garza", "Gaviota", "Guayacán", "Jazmín",
		"Laurel", "Maga", "Mangle", "Naranjo", "Palma", "Reinita", "Roble", "Ruiseñor", "Tamarindo", "Tórtola", "Úcar",
	}
)

// streetLine makes up a street, without its number.
func streetLine(r *rand.Rand, spanish bool) string {
	if spanish {
		return "Calle " + oneOf(r, calles)
	}
	line := oneOf(r, streetNames) + " " + oneOf(r, streetKinds)
	if happens(r, 0.2) {
		line = oneOf(r, []string{"North", "East", "South", "West"}) + " " + line
	}
	return line
}

// houseNumber has three or four digits, mostly.
func houseNumber(r *rand.Rand) int {
	if happens(r, 0.1) {
		return 10_000 + r.IntN(9_990)
	}
	return 100 + r.IntN(100+r.IntN(9_700))
}

// withUnit is how many places of the real directory have a second line.
const withUnit = 0.3

func unitLine(r *rand.Rand) string {
	if !happens(r, withUnit) {
		return ""
	}
	switch r.IntN(5) {
	case 0:
		return "Building " + string(rune('A'+r.IntN(6)))
	case 1:
		return oneOf(r, []string{"1st", "2nd", "3rd", "4th"}) + " Floor"
	case 2:
		return "Suite " + string(rune('A'+r.IntN(8)))
	}
	return fmt.Sprintf("Suite %d", 10*(10+r.IntN(50))+r.IntN(10))
}
