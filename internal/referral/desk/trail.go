package desk

import (
	"context"

	"haven/internal/audit"
	"haven/internal/referral"
)

// What the audit trail calls what is done at the desk. A move is called by the
// state that it leads to, see [moved].
const (
	caseOpened       audit.Action = "case.opened"
	caseRead         audit.Action = "case.read"
	caseResumed      audit.Action = "case.resumed"
	codeRefused      audit.Action = "case.code-refused"
	codeReplaced     audit.Action = "case.code-replaced"
	caseChanged      audit.Action = "case.changed"
	textWritten      audit.Action = "case.text-written"
	consentGiven     audit.Action = "case.consent-given"
	consentWithdrawn audit.Action = "case.consent-withdrawn"
	contactLapsed    audit.Action = "case.contact-lapsed"
	caseErased       audit.Action = "case.erased"
	casesListed      audit.Action = "case.listed"
	referralDrafted  audit.Action = "referral.drafted"
	linkMade         audit.Action = "link.made"
	linkEnded        audit.Action = "link.ended"
	roomAsked        audit.Action = "room.asked"
	roomAnswered     audit.Action = "room.answered"
	handedOver       audit.Action = "case.handed-over"
	followUpPlanned  audit.Action = "follow-up.planned"
	followUpClaimed  audit.Action = "follow-up.claimed"
	followUpFinished audit.Action = "follow-up.finished"
	placeCalled      audit.Action = "place.called"
	callTakenBack    audit.Action = "place.call-taken-back"
	placeNoted       audit.Action = "place.noted"
	boardRead        audit.Action = "board.read"
	phoneSet         audit.Action = "helpline.phone-set"
)

func moved(to referral.State) audit.Action { return audit.Action("referral." + string(to)) }

// theClock is the desk itself, when a time is over.
var theClock = referral.Actor{Role: referral.Clock}

// note is a note that somebody does something. Subjects begin with the case, so
// that whoever reads the trail finds all that was done with one.
func (d *Desk) note(by referral.Actor, action audit.Action, subject string) audit.Note {
	who := audit.Who{Account: by.Person, Organisation: by.Org, From: by.From}
	if by.Role == referral.Clock {
		who.Account = "clock"
	}
	return d.book.Note(who, action, subject)
}

func ofCase(id string) string { return "case:" + id }

func ofHelpline(by referral.Actor) string { return "helpline:" + by.Org }

// part names something that belongs to a case, such as "case:…/referral:…".
func part(caseID, kind, id string) string { return ofCase(caseID) + "/" + kind + ":" + id }

// read notes that somebody reads a case, before anything of it is handed out.
func (d *Desk) read(ctx context.Context, by referral.Actor, subject string) error {
	return d.once(ctx, by, caseRead, subject)
}

// listed notes that somebody reads a list of cases: not each case on it, of
// which a list tells facts and no words.
func (d *Desk) listed(ctx context.Context, by referral.Actor) error {
	return d.once(ctx, by, casesListed, ofHelpline(by))
}
