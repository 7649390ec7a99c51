package store

import (
	"encoding/json"
	"fmt"

	"haven/internal/facility"
)

// momentColumns are what a listing says that holds for a while only, in the
// order of momentValues and storedMoments.
var momentColumns = []string{"openings", "hours", "walk_in", "closed", "closed_until", "confirmed", "confirmed_by"}

// momentValues gives the values of momentColumns.
func momentValues(l *facility.Listing) ([]any, error) {
	openings, err := jsonOf(l.Openings, len(l.Openings) > 0)
	if err != nil {
		return nil, err
	}
	hours, err := jsonOf(l.Hours, l.Hours.Zone != "")
	if err != nil {
		return nil, err
	}
	closed, err := jsonOf(l.Closed, !l.ClosedUntil.IsZero())
	if err != nil {
		return nil, err
	}
	return []any{openings, hours, answerText(l.WalkIn), closed, unixOrNone(l.ClosedUntil), unixOrNone(l.Confirmed.At), l.Confirmed.Source}, nil
}

// storedMoments is what momentColumns are read into.
type storedMoments struct {
	openings, hours, closed []byte
	walkIn                  string
	closedUntil, confirmed  int64
	confirmedBy             string
}

func (m *storedMoments) into() []any {
	return []any{&m.openings, &m.hours, &m.walkIn, &m.closed, &m.closedUntil, &m.confirmed, &m.confirmedBy}
}

func (m *storedMoments) tell(l *facility.Listing) error {
	for _, stored := range []struct {
		text []byte
		into any
	}{{m.openings, &l.Openings}, {m.hours, &l.Hours}, {m.closed, &l.Closed}} {
		if len(stored.text) == 0 {
			continue
		}
		if err := json.Unmarshal(stored.text, stored.into); err != nil {
			return fmt.Errorf("openings, hours or closure: %w", err)
		}
	}
	l.WalkIn, l.ClosedUntil = answerOf(m.walkIn), timeOrNone(m.closedUntil)
	l.Confirmed = facility.Origin{Source: m.confirmedBy, At: timeOrNone(m.confirmed)}
	return nil
}

// jsonOf is "" for what is not there.
func jsonOf(value any, there bool) (string, error) {
	if !there {
		return "", nil
	}
	text, err := json.Marshal(value)
	return string(text), err
}

func answerText(a facility.Answer) string {
	if a == facility.Unknown {
		return ""
	}
	return a.String()
}

func answerOf(text string) facility.Answer {
	switch text {
	case facility.Yes.String():
		return facility.Yes
	case facility.No.String():
		return facility.No
	}
	return facility.Unknown
}
