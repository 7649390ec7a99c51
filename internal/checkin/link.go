package checkin

import "time"

// Way is how a link comes to a place.
type Way string

const (
	Letter Way = "letter" // printed, with a QR code
	Mail   Way = "mail"
)

// How long a link works. A letter travels for a week and lies on a desk for
// some; a mail is answered soon or never.
const (
	LetterTerm = 60 * 24 * time.Hour
	MailTerm   = 30 * 24 * time.Hour
)

// Term is how long a link works that goes out in a way.
func (w Way) Term() time.Duration {
	if w == Mail {
		return MailTerm
	}
	return LetterTerm
}

// Link lets a place without an account answer for one listing. Who holds its
// token may answer, and do nothing else.
type Link struct {
	ID      string
	Listing string
	Way     Way
	Made    time.Time
	Expires time.Time
	MadeBy  string // id of the account
}

// Works reports whether the link works at now.
func (l Link) Works(now time.Time) bool { return now.Before(l.Expires) }

// How often a place is asked at most, whoever asks: once a month, and once more
// for a letter that was lost; every second month over a year.
const (
	AskAgainAfter = 30 * 24 * time.Hour
	MaxInMonth    = 2
	MaxInYear     = 6
	Year          = 365 * 24 * time.Hour
)

// Asked is how often a place was asked.
type Asked struct {
	Last            time.Time // zero for never
	InMonth, InYear int
}

// AskedAt counts the times at which a place was asked.
func AskedAt(times []time.Time, now time.Time) (a Asked) {
	for _, at := range times {
		age := now.Sub(at)
		if age < Year {
			a.InYear++
		}
		if age < AskAgainAfter {
			a.InMonth++
		}
		if at.After(a.Last) {
			a.Last = at
		}
	}
	return a
}

// May reports whether the place may be asked once more.
func (a Asked) May() bool { return a.InMonth < MaxInMonth && a.InYear < MaxInYear }

// Recently reports whether the place was asked within a month: it is not asked
// again then but for a reason.
func (a Asked) Recently() bool { return a.InMonth > 0 }
