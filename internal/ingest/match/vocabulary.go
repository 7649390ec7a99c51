package match

import "strings"

// abbreviated maps what directories shorten names to.
var abbreviated = pairs(`
servs services srvs services svcs services serv services service services svc services
ctr center cntr center ctrs center centers center centre center
hlth health bhvl behavioral behav behavioral bh behavioral
subst substance abs abuse sub substance sa substance
trt treatment trtmt treatment tx treatment treatments treatment
prog program progs program programs program pgm program
rehab rehabilitation rehabilitative rehabilitation recov recovery
hosp hospital med medical cmty community comm community commty community
cnty county co county dept department assoc associates assocs associates associate associates
cnsl counseling couns counseling counselling counseling
outpt outpatient op outpatient inpt inpatient ip inpatient iop intensive resid residential res residential
mgmt management mgt management adol adolescent adlt adult
mh mental mhc mental addictions addiction addictive addiction
natl national intl international univ university inst institute fndn foundation
st saint mt mount ft fort n north s south e east w west
clinics clinic solutions solution systems system homes home houses house
womens women mens men`)

// silent words say nothing of who a place is.
var silent = list(`inc incorporated llc llp lp pllc pc pa ltd corp corporation company dba aka the of and for at in a an to by lcc plc`)

// generic words stand in so many names that they tell little.
var generic = list(`services center treatment recovery health behavioral counseling clinic program substance abuse addiction
mental outpatient inpatient residential intensive community medical hospital rehabilitation county department associates
house home care healthcare wellness life new hope family solution system group men women adult adolescent youth veterans
affairs va regional area state north south east west central detox prevention human social support management institute
foundation university national use disorder disorders drug alcohol opioid methadone psychiatric psychological therapy
saint city valley facility unit office location site campus main division network integrated professional`)

func pairs(text string) map[string]string {
	fields := strings.Fields(text)
	m := make(map[string]string, len(fields)/2)
	for i := 0; i+1 < len(fields); i += 2 {
		m[fields[i]] = fields[i+1]
	}
	return m
}

func list(text string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(text) {
		m[w] = true
	}
	return m
}
