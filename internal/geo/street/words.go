package street

import "strings"

// The words of street lines, after USPS Publication 28, appendix C: the short
// form first, then the forms that mean it.
const streetWords = `
aly alley
ave avenue av aven
blvd boulevard boul blv
br branch
brg bridge
byp bypass
cir circle circ
cmn common commons
cor corner
ct court crt
ctr center centre cntr
cres crescent
cswy causeway
dr drive drv
expy expressway
ext extension
fwy freeway
gdn garden gardens gdns
hbr harbor
hl hill
hls hills
hwy highway hiway
jct junction
ln lane
lk lake
lndg landing
lp loop
mdw meadow meadows mdws
ml mill
mnr manor
mt mount
mtn mountain
park prk
pike pk
pkwy parkway parkwy pky
pl place
plz plaza
pt point
rd road
rdg ridge
rte route rt
row
run
spg spring springs spgs
sq square
st street str saint
sta station
ter terrace terr
tpke turnpike turnpk
trl trail
trwy throughway thruway
vly valley
vw view
way
xing crossing
n north
s south
e east
w west
ne northeast
nw northwest
se southeast
sw southwest
us
sr
cr
fm
1st first
2nd second
3rd third
4th fourth
5th fifth
6th sixth
7th seventh
8th eighth
9th ninth
10th tenth
11th eleventh
12th twelfth
ft fort
co county
mlk mlking
jr junior
dr doctor
`

var (
	abbreviations = parseAbbreviations()

	suffixes   = set("aly ave blvd byp cir ct ctr cres cswy dr expy ext fwy hwy jct ln lndg lp pike pkwy pl plz rd rdg rte row run sq st ter tpke trl trwy way xing")
	directions = set("n s e w ne nw se sw")

	highways        = set("hwy rte rd sr cr fm us interstate")
	highwayPrefixes = set("us state st county co old hwy sr cr n s e w")

	unitMarks = set("suite ste ste# unit apt apartment room rm floor fl flr bldg building # no lower upper level lvl dept trailer trlr space spc lot office ofc basement bsmt")
)

func parseAbbreviations() map[string]string {
	short := map[string]string{}
	for line := range strings.Lines(streetWords) {
		words := strings.Fields(line)
		for _, word := range words {
			if _, taken := short[word]; !taken {
				short[word] = words[0]
			}
		}
	}
	return short
}

func set(words string) map[string]bool {
	s := map[string]bool{}
	for _, w := range strings.Fields(words) {
		s[w] = true
	}
	return s
}
