package shift

import (
	"fmt"
	"math/rand/v2"
	"net/url"
)

// story is what happens in one call.
type story struct {
	number  int
	marker  string // unique to the call, in every text written in it
	search  url.Values
	deskToo bool // whether the search is made at the desk before there is a case
	wants   int  // picks
	answers []answer
	outcome string // of calling the first place

	contact, withdrawn, calledBack, resumed bool
}

// answer is what a place says, as the states that its referral goes through.
// One that ends in a decline is followed by the next place on the list.
type answer []string

var needs = []string{"detox", "suboxone medicaid", "methadone", "outpatient", "residential", "sliding scale", "spanish", "veterans", ""}

var answers = []answer{
	{"sent", "acknowledged", "accepted"},
	{"sent", "accepted", "scheduled"},
	{"sent", "scheduled", "attended"},
	{"sent", "waitlisted"},
	{"sent", "acknowledged"},
	{"sent", "could-not-contact"},
}

var declined = answer{"sent", "declined"}

var outcomes = []string{"reached", "reached", "reached", "reached", "reached", "reached", "voicemail", "voicemail", "hung-up", "not-accepting", "wrong-number"}

// storyOf is the call of a number on the day of a seed. zips are where people
// call from.
func storyOf(seed uint64, number int, zips []string) story {
	r := rand.New(rand.NewPCG(seed, uint64(number)))
	one := func(of []string) string { return of[r.IntN(len(of))] }
	often := func(percent int) bool { return r.IntN(100) < percent }
	s := story{
		number: number, marker: fmt.Sprintf("day%dcall%d", seed, number),
		search:  url.Values{"near": {one(zips)}, "radius": {"any"}, "q": {one(needs)}},
		deskToo: often(30), wants: 3, outcome: one(outcomes), resumed: often(25),
	}
	if s.contact = often(40); s.contact {
		s.calledBack, s.withdrawn = often(60), often(8)
	}
	if often(20) {
		s.answers = append(s.answers, declined)
	}
	s.answers = append(s.answers, answers[r.IntN(len(answers))])
	return s
}

// mark is a marker for one text of the call, such as "notes-day1call7.".
func (s story) mark(text string) string { return text + "-" + s.marker + "." }
