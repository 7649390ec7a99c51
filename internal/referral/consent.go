package referral

import (
	"slices"
	"time"
)

// Purpose is what somebody agreed to.
type Purpose string

const (
	KeepContact Purpose = "keep-contact" // the helpline keeps contact details
	Share       Purpose = "share"        // the helpline shares identity with a facility
	FollowUpOK  Purpose = "follow-up"    // the helpline asks later what became of it
)

// Purposes are all purposes.
func Purposes() []Purpose { return []Purpose{KeepContact, Share, FollowUpOK} }

// Consent is a recorded consent: what, to whom, until when, and how it was given.
type Consent struct {
	ID        string
	Case      string
	Purpose   Purpose
	To        string // an organisation or a listing: who may know or do it
	Given     time.Time
	Until     time.Time
	Withdrawn time.Time // zero while it stands
	How       ConsentForm
	By        string // who recorded it
}

// ConsentForm is how a consent was given.
type ConsentForm string

const (
	Spoken  ConsentForm = "spoken"
	Written ConsentForm = "written"
)

// Validate checks that all three parts of a consent are there.
func (c Consent) Validate() error {
	switch {
	case !slices.Contains(Purposes(), c.Purpose):
		return invalid("no purpose %q", c.Purpose)
	case !identifier.MatchString(c.To):
		return invalid("a consent names to whom it is given")
	case c.Given.IsZero() || !c.Until.After(c.Given):
		return invalid("a consent ends after it was given")
	case c.How != Spoken && c.How != Written:
		return invalid("a consent is spoken or written")
	}
	return nil
}

// Stands reports whether the consent is in force at now.
func (c Consent) Stands(now time.Time) bool {
	return c.Withdrawn.IsZero() && !now.Before(c.Given) && now.Before(c.Until)
}

// Stood reports whether the consent was in force at some moment of the second of
// at: times are kept in whole seconds.
func (c Consent) Stood(at time.Time) bool {
	at = at.Truncate(time.Second)
	return !at.Before(c.Given.Truncate(time.Second)) && !at.After(c.Until) && (c.Withdrawn.IsZero() || !at.After(c.Withdrawn))
}

// Allowed reports whether one of the consents allows it at now.
func Allowed(consents []Consent, p Purpose, to string, now time.Time) bool {
	return slices.ContainsFunc(consents, func(c Consent) bool {
		return c.Purpose == p && c.To == to && c.Stands(now)
	})
}

// RedisclosureNotice goes with everything about a person that leaves the desk for
// others, in the words of 42 CFR 2.32(a)(2).
//
// It does not go with what the caller gets themself, by mail, text or on paper.
// Section 2.32 is about disclosures made to others with the patient's consent;
// people are given what is theirs without one (2.23), and may pass it on as they
// please. Besides, a hand-over holds what the public directory says of places. The
// words would only tell whoever looks over a shoulder what the paper is about.
const RedisclosureNotice = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
