package checkin

import (
	"testing"
	"time"
)

func TestWhatAPlaceTickedIsReadBackFromItsReport(t *testing.T) {
	day := time.Date(2026, time.July, 1, 0, 0, 0, 0, time.UTC)
	for _, a := range []Answer{
		{Kind: Closed},
		{Kind: Closed, Words: "We moved in\nwith others."},
		{Kind: Paused, Words: "A flood"},
		{Kind: Paused, Until: day},
	} {
		kind, until, words := Lead(a.told())
		if kind != a.Kind || !until.Equal(a.Until) || words != a.Words {
			t.Errorf("%+v is read as %q, %v, %q", a, kind, until, words)
		}
	}
	for _, told := range []string{"", "Closed for good. We think.", "Closed for now, until spring.", "It rings."} {
		if kind, _, words := Lead(told); kind != "" || words != told {
			t.Errorf("%q is read as %q and %q", told, kind, words)
		}
	}
}
