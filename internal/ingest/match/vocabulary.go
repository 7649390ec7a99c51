package match

import (
	"strings"

	"haven/internal/facility/shorthand"
)

// abbreviated maps what names of places shorten, and would mean something else
// elsewhere; what always means the same is in package shorthand.
var abbreviated = shorthand.Pairs(`
bh behavioral abs abuse sub substance sa substance tx treatment
rehabilitative rehabilitation co county op outpatient ip inpatient iop intensive res residential
mh mental mhc mental addictive addiction
st saint mt mount ft fort n north s south e east w west`)

// writtenOut is a word without abbreviation.
func writtenOut(word string) string {
	if long, ok := abbreviated[word]; ok {
		return long
	}
	return shorthand.Full(word)
}

// silent words say nothing of who a place is.
var silent = list(`inc incorporated llc llp lp pllc pc pa ltd corp corporation company dba aka the of and for at in a an to by lcc plc`)

// generic words stand in so many names that they tell little.
var generic = list(`services center treatment recovery health behavioral counseling clinic program substance abuse addiction
mental outpatient inpatient residential intensive community medical hospital rehabilitation county department associates
house home care healthcare wellness life new hope family solution system group men women adult adolescent youth veterans
affairs va regional area state north south east west central detox prevention human social support management institute
foundation university national use disorder disorders drug alcohol opioid methadone psychiatric psychological therapy
saint city valley facility unit office location site campus main division network integrated professional`)

func list(text string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(text) {
		m[w] = true
	}
	return m
}
