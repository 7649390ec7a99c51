// Package board counts what a helpline does: contacts, referrals, follow-ups and
// needs that were not met. A case is counted by marks that do not tell which
// case made them; when it is erased its marks stay, and with them the counts.
//
// All that comes of a case counts for the month in which the case was opened.
package board

import (
	"slices"
	"strconv"
	"time"

	"haven/internal/facility"
	"haven/internal/referral"
)

// Measure is what a count is of.
type Measure string

const (
	Days         Measure = "day"         // contacts, by day
	Channels     Measure = "channel"     // contacts
	Languages    Measure = "language"    // contacts
	Dispositions Measure = "disposition" // contacts
	Answers      Measure = "answer"      // referrals sent, by the time until an answer
	InTime       Measure = "in-time"     // referrals sent, by whether one came in time
	Places       Measure = "place"       // referrals sent, by place and result
	Payers       Measure = "payer"       // referrals sent, by payer and result
	FollowUps    Measure = "follow-up"   // by outcome
	UnmetNeeds   Measure = "unmet"       // by cell, and by need with payer
	UnmetPeople  Measure = "unmet-of"    // by cell: whoever has several needs once
)

// Mark is one thing counted. What A and B are depends on the measure.
type Mark struct {
	Measure Measure
	A, B    string
}

// Counts are marks with how many there are of each.
type Counts map[Mark]int

// Add adds counts.
func (c Counts) Add(more Counts) {
	for mark, n := range more {
		c[mark] += n
	}
}

// Of are the counts of a measure.
func (c Counts) Of(m Measure) Counts {
	of := Counts{}
	for mark, n := range c {
		if mark.Measure == m {
			of[mark] = n
		}
	}
	return of
}

// Story is what the board knows of a case.
type Story struct {
	Opened         time.Time
	Needs          []string
	Area, Language string
	Channel        referral.Channel
	Disposition    referral.Disposition
	Sent           []Sent // in the order in which they were made
	FollowUps      []FollowUp
}

// Sent is a referral that was sent.
type Sent struct {
	Listing string
	State   referral.State
	Outcome referral.Outcome
	At, Due time.Time // when it was sent, and when an answer should have been there
	// Answered is when the place first answered, zero while it has not.
	Answered time.Time
}

// FollowUp is one that was planned, with an outcome once it is done.
type FollowUp struct{ Outcome referral.Outcome }

// Waiting is the outcome of a follow-up that is not done.
const Waiting = "waiting"

// Of are the marks of a case.
func Of(s Story) Counts {
	c := Counts{}
	c[Mark{Days, s.Opened.UTC().Format(time.DateOnly), ""}]++
	c[Mark{Channels, string(s.Channel), ""}]++
	c[Mark{Languages, s.Language, ""}]++
	c[Mark{Dispositions, string(s.Disposition), ""}]++
	needs, payers := split(s.Needs)
	for _, sent := range s.Sent {
		sent.count(c, payers)
	}
	for _, f := range s.FollowUps {
		outcome := string(f.Outcome)
		if outcome == "" {
			outcome = Waiting
		}
		c[Mark{FollowUps, outcome, ""}]++
	}
	if s.unmet() {
		c[Mark{UnmetPeople, Coarse(s.Area), ""}]++
		for _, need := range needs {
			for _, payer := range payers {
				c[Mark{UnmetNeeds, Coarse(s.Area), need + " " + payer}]++
			}
		}
	}
	return c
}

func (sent Sent) count(c Counts, payers []string) {
	c[Mark{Answers, bucketOf(sent), ""}]++
	c[Mark{InTime, strconv.FormatBool(sent.inTime()), ""}]++
	c[Mark{Places, sent.Listing, sent.Result()}]++
	for _, payer := range payers {
		c[Mark{Payers, payer, sent.Result()}]++
	}
}

// Nothing stands for no need or no payer named.
const Nothing = "-"

// split parts service codes into needs and ways to pay.
func split(codes []string) (needs, payers []string) {
	for _, code := range codes {
		if facility.Builtin().CategoryOf(code) == "PAY" {
			payers = append(payers, code)
		} else {
			needs = append(needs, code)
		}
	}
	return orNothing(needs), orNothing(payers)
}

func orNothing(codes []string) []string {
	if len(codes) == 0 {
		return []string{Nothing}
	}
	return codes
}

// unmet tells whether a need was left in part or whole: as the last follow-up
// found, else as the last referral that was closed, else as the contact ended.
func (s Story) unmet() bool {
	for _, f := range slices.Backward(s.FollowUps) {
		if f.Outcome != "" {
			return f.Outcome != referral.Met
		}
	}
	for _, sent := range slices.Backward(s.Sent) {
		if sent.Outcome != "" {
			return sent.Outcome != referral.Met
		}
	}
	return s.Disposition == referral.NothingFound
}

// Result is what came of a referral: the outcome once it is closed, else where
// it stands.
func (sent Sent) Result() string {
	if sent.State == referral.Closed && sent.Outcome != "" {
		return string(sent.Outcome)
	}
	return string(sent.State)
}
