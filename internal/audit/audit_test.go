package audit_test

import (
	"errors"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"haven/internal/audit"
)

var (
	noon = time.Date(2026, time.June, 1, 12, 0, 0, 0, time.UTC)
	key  = audit.Key{1, 2, 3}
	book = audit.NewBook(key, func() time.Time { return noon })
	who  = audit.Who{Account: "ann", Organisation: "line", From: netip.MustParseAddr("198.51.100.77")}
)

// trail is one of five entries.
func trail(t *testing.T) ([]audit.Entry, audit.Head) {
	t.Helper()
	var entries []audit.Entry
	var head audit.Head
	for _, subject := range []string{"case:a", "case:b", "case:c", "case:d", "case:e"} {
		e, next, err := book.Note(who, "case.read", subject).Append(head)
		if err != nil {
			t.Fatal(err)
		}
		entries, head = append(entries, e), next
	}
	return entries, head
}

func check(entries []audit.Entry, head audit.Head) error {
	c := audit.NewCheck(key)
	for _, e := range entries {
		if err := c.Next(e); err != nil {
			return err
		}
	}
	return c.End(head)
}

func TestATrailIsWholeUntilSomebodyTouchesIt(t *testing.T) {
	forged, _, err := audit.NewBook(audit.Key{9}, func() time.Time { return noon }).Note(who, "case.read", "case:x").Append(audit.Head{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		what  string
		touch func(entries []audit.Entry, head *audit.Head) []audit.Entry
		at    int64 // the entry that is told, 0 for none
		says  string
	}{
		{"left alone", func(e []audit.Entry, _ *audit.Head) []audit.Entry { return e }, 0, ""},
		{"an actor changed", func(e []audit.Entry, _ *audit.Head) []audit.Entry { e[2].Actor = "bob"; return e }, 3, "changed"},
		{"a time changed", func(e []audit.Entry, _ *audit.Head) []audit.Entry { e[1].At = noon.Add(time.Hour); return e }, 2, "changed"},
		{"a text moved to the next field", func(e []audit.Entry, _ *audit.Head) []audit.Entry {
			e[1].Actor, e[1].Organisation = "annl", "ine"
			return e
		}, 2, "changed"},
		{"the first removed", func(e []audit.Entry, _ *audit.Head) []audit.Entry { return e[1:] }, 1, "removed"},
		{"one removed", func(e []audit.Entry, _ *audit.Head) []audit.Entry { return slices.Delete(e, 2, 3) }, 3, "removed"},
		{"one removed and the rest numbered anew", func(e []audit.Entry, _ *audit.Head) []audit.Entry {
			e = slices.Delete(e, 2, 3)
			for i := range e {
				e[i].Number = int64(i) + 1
			}
			return e
		}, 3, "changed"},
		{"one inserted", func(e []audit.Entry, _ *audit.Head) []audit.Entry { return slices.Insert(e, 2, e[1]) }, 2, "inserted"},
		{"one of another key inserted", func(e []audit.Entry, _ *audit.Head) []audit.Entry { e[0] = forged; return e }, 1, "changed"},
		{"two exchanged", func(e []audit.Entry, _ *audit.Head) []audit.Entry {
			e[1], e[2] = e[2], e[1]
			e[1].Number, e[2].Number = 2, 3
			return e
		}, 2, "changed"},
		{"cut at the end", func(e []audit.Entry, _ *audit.Head) []audit.Entry { return e[:3] }, 4, "cut off"},
		{"one added behind the end", func(e []audit.Entry, h *audit.Head) []audit.Entry {
			_, old := trail(t)
			more, _, _ := book.Note(who, "case.read", "case:f").Append(old)
			return append(e, more)
		}, 6, "added"},
	} {
		entries, head := trail(t)
		entries = tt.touch(entries, &head)
		err := check(entries, head)
		var broken *audit.BrokenError
		switch {
		case tt.at == 0 && err != nil:
			t.Errorf("%s: %v", tt.what, err)
		case tt.at != 0 && (!errors.As(err, &broken) || broken.Number != tt.at || !strings.Contains(broken.Why, tt.says)):
			t.Errorf("%s: %v, want entry %d %s", tt.what, err, tt.at, tt.says)
		}
	}
}

func TestATrailThatWasCutTogetherWithItsHeadIsSeen(t *testing.T) {
	entries, head := trail(t)
	cut := audit.Head{Number: 3, Hash: entries[2].Hash, Seal: head.Seal}
	if err := check(entries[:3], cut); !errors.Is(err, audit.ErrHead) {
		t.Errorf("it counts as whole: %v", err)
	}
	if _, _, err := book.Note(who, "case.read", "case:f").Append(cut); !errors.Is(err, audit.ErrHead) {
		t.Errorf("it is written on, which would hide the cut: %v", err)
	}
}

func TestTheTrailTakesIdsNotWords(t *testing.T) {
	for _, subject := range []string{"case:Jane Doe", "jane@example.org", "Atlanta", "case:" + strings.Repeat("a", 80)} {
		if _, _, err := book.Note(who, "case.read", subject).Append(audit.Head{}); !errors.Is(err, audit.ErrWords) {
			t.Errorf("%q is taken: %v", subject, err)
		}
	}
}

func TestOfAnAddressOnlyItsNetworkIsKept(t *testing.T) {
	for address, want := range map[string]string{
		"198.51.100.77": "198.51.100.0/24", "::ffff:198.51.100.77": "198.51.100.0/24",
		"2001:db8:1:2:3::4": "2001:db8:1::/48", "fe80::1%eth0": "fe80::/48",
	} {
		if got := audit.Network(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s is kept as %s, want %s", address, got, want)
		}
	}
	if got := audit.Network(netip.Addr{}); got != "" {
		t.Errorf("no address is kept as %q", got)
	}
}
