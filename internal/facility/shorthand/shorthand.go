// Package shorthand knows what directories shorten words of names to, so that
// "Subst Abuse Recovery Servs" is found by its full name and the other way
// round. Words are lower-case, without diacritics.
package shorthand

import "strings"

// full maps a shortened word, or another number of it, to the word it is
// compared by. What may mean two things (st, tx, sa) is not here.
var full = Pairs(`
servs services srvs services svcs services serv services service services svc services
ctr center cntr center ctrs center centers center centre center
hlth health bhvl behavioral behav behavioral subst substance
trt treatment trtmt treatment treatments treatment
prog program progs program programs program pgm program
rehab rehabilitation recov recovery hosp hospital med medical
cmty community comm community commty community
cnty county dept department assoc associates assocs associates associate associates
cnsl counseling couns counseling counselling counseling
outpt outpatient inpt inpatient resid residential mgmt management mgt management
adol adolescent adlt adult addictions addiction
natl national intl international univ university inst institute fndn foundation
clinics clinic solutions solution systems system homes home houses house
womens women mens men`)

// Full is the word that a word is compared by: "services" for "servs", most
// words for themselves.
func Full(word string) string {
	if long, ok := full[word]; ok {
		return long
	}
	return word
}

// Begun is [Full] for a word that somebody may still be typing: "med" may
// become "medical" as well as "medicine", but "ctr" begins nothing else.
func Begun(word string) string {
	if long := Full(word); !strings.HasPrefix(long, word) {
		return long
	}
	return word
}

// Pairs reads a table in which each word is followed by its full form.
func Pairs(text string) map[string]string {
	fields := strings.Fields(text)
	m := make(map[string]string, len(fields)/2)
	for i := 0; i+1 < len(fields); i += 2 {
		m[fields[i]] = fields[i+1]
	}
	return m
}
