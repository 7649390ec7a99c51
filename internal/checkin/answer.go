package checkin

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"haven/internal/facility"
)

// Kind is what a place answers.
type Kind string

const (
	Unchanged Kind = "unchanged" // everything is as the listing says
	Room      Kind = "room"      // how many are open, of each kind; none when it is full
	Moved     Kind = "moved"
	Paused    Kind = "paused" // closed for now
	Closed    Kind = "closed" // for good
	Fix       Kind = "fix"    // something else, in words
)

// Kinds are all there are.
func Kinds() []Kind { return []Kind{Unchanged, Room, Moved, Paused, Closed, Fix} }

// ErrIncomplete: the answer lacks what its kind needs, or holds what cannot be.
var ErrIncomplete = errors.New("the answer is not complete")

const (
	// MaxPause is how long a place may be closed for now: longer is for good,
	// until it says otherwise.
	MaxPause = 180 * 24 * time.Hour
	// PauseAtOnce is how long a place may be closed for before a steward has
	// called it: what a stolen letter can do at worst.
	PauseAtOnce = 14 * 24 * time.Hour
)

// Answer is what whoever holds a link told of a place.
type Answer struct {
	ID, Link, Listing string
	Kind              Kind
	Openings          facility.Openings // of Room
	Until             time.Time         // the day on which a place that is Paused opens again; zero for not known
	Words             string
	At                time.Time
	Said              int64     // revision at which it was told, of its statement if it made one
	TakenBack         time.Time // zero while it stands
}

// Validate checks that the answer holds what its kind needs.
func (a Answer) Validate() error {
	switch {
	case !slices.Contains(Kinds(), a.Kind):
		return fmt.Errorf("%w: there is no kind %q", ErrIncomplete, a.Kind)
	case utf8.RuneCountInString(a.Words) > facility.MaxReportWords:
		return fmt.Errorf("%w: %w", ErrIncomplete, facility.ErrTooWordy)
	case a.Kind == Fix && a.Words == "":
		return fmt.Errorf("%w: nothing is said", ErrIncomplete)
	case a.Kind == Paused && !a.Until.IsZero() && (!a.Until.After(a.At) || a.Until.Sub(a.At) > MaxPause):
		return fmt.Errorf("%w: the day of opening again is within half a year", ErrIncomplete)
	}
	if a.Kind != Room {
		return nil
	}
	if err := a.Openings.Validate(); err != nil {
		return fmt.Errorf("%w: %w", ErrIncomplete, err)
	}
	return nil
}

// Statement is what the listing says by this answer at once; ok is false for an
// answer that a steward settles first. A short closure shows at once, with an
// end that nobody has to remember, and is told to a steward as well.
func (a Answer) Statement() (s facility.Statement, ok bool) {
	s = facility.Statement{Source: Itself, Series: Itself, At: a.At, Rank: facility.RankFacility}
	switch a.Kind {
	case Unchanged:
		s.Claims.Confirms = []facility.Field{facility.AllFields}
	case Room:
		s.Claims.Openings = a.Openings
	case Paused:
		if a.Until.IsZero() || a.Until.Sub(a.At) > PauseAtOnce {
			return facility.Statement{}, false
		}
		s.Claims.Closed = facility.Says(facility.Closure{Until: a.Until.Format(time.DateOnly)})
	default:
		return facility.Statement{}, false
	}
	return s, true
}

// reasons are those of the reports that answers become.
var reasons = map[Kind]facility.Reason{
	Moved:  facility.Moved,
	Paused: facility.Closed,
	Closed: facility.Closed,
	Fix:    facility.OtherReason,
}

// Report is what stewards are told of an answer; ok is false for one that they
// need not look at. Whoever steals a letter must not be able to move a place, or
// to close it for long.
func (a Answer) Report() (r facility.Report, ok bool) {
	reason, ok := reasons[a.Kind]
	if !ok {
		return facility.Report{}, false
	}
	return facility.Report{Listing: a.Listing, Reason: reason, Words: a.told(), At: a.At, Origin: facility.FromPlace}, true
}

// What leads the words of a report by its answer's kind; [Lead] reads it.
const (
	ledClosed = "Closed for good."
	ledPaused = "Closed for now."
	ledUntil  = "Closed for now, until "
)

// told are the words of an answer, with what its kind adds. Stewards read it.
func (a Answer) told() string {
	var lead string
	switch {
	case a.Kind == Closed:
		lead = ledClosed
	case a.Kind == Paused && a.Until.IsZero():
		lead = ledPaused
	case a.Kind == Paused:
		lead = ledUntil + a.Until.Format(time.DateOnly) + "."
	}
	return strings.TrimSpace(lead + "\n" + a.Words)
}

// Lead takes the words of a report apart: the kind of the answer that led to it,
// "" where they do not begin with one, the day on which the place opens again,
// and what it wrote itself.
func Lead(told string) (kind Kind, until time.Time, words string) {
	lead, words, _ := strings.Cut(told, "\n")
	switch day, found := strings.CutPrefix(lead, ledUntil); {
	case lead == ledClosed:
		return Closed, until, words
	case lead == ledPaused:
		return Paused, until, words
	case found:
		if until, err := time.Parse(time.DateOnly, strings.TrimSuffix(day, ".")); err == nil {
			return Paused, until, words
		}
	}
	return "", time.Time{}, told
}

// Clean leaves of an answer's words what can be kept.
func (a *Answer) Clean() { a.Words = facility.CleanWords(a.Words) }
