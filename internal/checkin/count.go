package checkin

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"haven/internal/facility"
)

// Count is how much room somebody counted at a place.
type Count struct {
	Listing  string
	Source   string // who counted: [Itself], or [BySteward]
	By       string // id of the account, "" for a program
	Openings facility.Openings
	At       time.Time
}

// Who counts.
const (
	Itself    = facility.SourceItself
	BySteward = facility.SourceSteward // somebody told a steward, mostly on the telephone
)

// Validate checks a count that a program made at some moment: openings are over
// in a day, and clocks differ by minutes.
func (c Count) Validate(now time.Time) error {
	if err := c.Openings.Validate(); err != nil {
		return fmt.Errorf("%w: %w", ErrIncomplete, err)
	}
	if c.At.After(now.Add(maxSkew)) || now.Sub(c.At) > facility.TermOpenings {
		return fmt.Errorf("%w: as_of is a moment of the last day", ErrIncomplete)
	}
	return nil
}

// maxSkew is how far a program's clock may be ahead.
const maxSkew = 5 * time.Minute

// Statement is what the listing says by the count. A steward's has no more rank
// than the place's own: of two counts the newer is right, whoever made it.
func (c Count) Statement() facility.Statement {
	return facility.Statement{Source: c.Source, Series: c.Source, At: c.At, Rank: facility.RankFacility, By: c.By, Claims: facility.Claims{Openings: c.Openings}}
}

// Latest is what was counted last of each kind, however long ago, and when the
// newest of it was counted.
func Latest(p *facility.Profile) (facility.Openings, time.Time) {
	latest, at := facility.Openings{}, time.Time{}
	for kind, f := range p.Openings {
		if !f.Stated {
			continue
		}
		latest[kind] = f.Value
		if f.AsOf().After(at) {
			at = f.AsOf()
		}
	}
	return latest, at
}

// The changes of a shift that take one press each; "+", "-" and "0" come after
// a kind.
const (
	Same = "same" // everything is as it was counted last
	More = "+"
	Less = "-"
	Full = "0"
)

// Press is what is counted now, after one press on what was counted last.
// ErrIncomplete for one that there is not, or that leads to what cannot be.
func Press(latest facility.Openings, press string) (facility.Openings, error) {
	if press == Same {
		if len(latest) == 0 {
			return nil, fmt.Errorf("%w: nothing was counted yet", ErrIncomplete)
		}
		return maps.Clone(latest), nil
	}
	for _, step := range []string{More, Less, Full} {
		name, ok := strings.CutSuffix(press, step)
		kind := facility.OpeningKind(name)
		if !ok || !slices.Contains(facility.OpeningKinds(), kind) {
			continue
		}
		counted := facility.Openings{kind: stepped(latest[kind], step)}
		if err := counted.Validate(); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrIncomplete, err)
		}
		return counted, nil
	}
	return nil, fmt.Errorf("%w: there is no such button", ErrIncomplete)
}

func stepped(o facility.Opening, step string) facility.Opening {
	switch step {
	case More:
		o.Open++
		o.WaitlistDays = 0 // nobody waits for what is open
	case Less:
		o.Open--
	case Full:
		o.Open = 0
	}
	return o
}
