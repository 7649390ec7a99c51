package main

import (
	"database/sql"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var oneTimeLink = regexp.MustCompile(`^https://haven\.example\.org/join/[A-Za-z0-9_-]{43}\n$`)

func TestAUserIsAddedAndPrintedALink(t *testing.T) {
	onEachEngine(t, func(t *testing.T, h *haven) {
		add := func(args ...string) result {
			return h.run(append([]string{"user", "add", "--base-url", "https://haven.example.org/"}, args...)...)
		}
		for _, role := range []string{"agent", "supervisor", "facility", "steward", "admin"} {
			if r := add(role+"@example.org", "--role", role); r.status != exitDone || !oneTimeLink.MatchString(r.stdout) || strings.Contains(r.stderr, "@") {
				t.Errorf("%s: ended with %d: %s%s", role, r.status, r.stdout, r.stderr)
			}
		}
		first, second := add("eve@example.org", "--role", "agent", "--org", "Night Line"), add("EVE@example.org", "--role", "agent", "--org", "Night Line")
		if first.status != exitDone || second.status != exitDone || first.stdout == second.stdout {
			t.Errorf("a link that was lost is not replaced: %+v, %+v", first, second)
		}
		for advice, r := range map[string]result{
			"has an account already": add("agent@example.org", "--role", "admin"),
			"--org":                  add("ann@example.org", "--role", "agent"), // of which helpline?
		} {
			if r.status == exitDone || !strings.Contains(r.stderr, advice) {
				t.Errorf("ended with %d, want advice on %q: %s", r.status, advice, r.stderr)
			}
		}
		if told := h.must("audit", "verify"); !strings.Contains(told, "is whole: 17 entries") {
			t.Errorf("the trail of 4 organisations, 6 users and 7 links: %s", told)
		}
	})
}

func TestAUserWhoLostAccessIsPrintedANewLink(t *testing.T) {
	h := newHaven(t, "")
	added := h.run("user", "add", "ann@example.org", "--role", "admin", "--base-url", "https://haven.example.org")
	renewed := h.run("user", "renew", "Ann@example.org", "--base-url", "https://haven.example.org")
	if renewed.status != exitDone || !oneTimeLink.MatchString(renewed.stdout) || renewed.stdout == added.stdout {
		t.Errorf("ended with %d: %s%s", renewed.status, renewed.stdout, renewed.stderr)
	}
	if r := h.run("user", "renew", "bob@example.org"); r.status != exitFailed || !strings.Contains(r.stderr, "haven user add") {
		t.Errorf("nobody's access was renewed: %d %s%s", r.status, r.stdout, r.stderr)
	}
}

func TestAUserIsNotAddedByAMistake(t *testing.T) {
	h := newHaven(t, "")
	for advice, args := range map[string][]string{
		"EMAIL --role":       {"user", "add"},
		"haven user add":     {"user", "ann@example.org", "--role", "agent"},
		"use one of agent":   {"user", "add", "ann@example.org", "--role", "root"},
		"is no role":         {"user", "add", "ann@example.org"},
		"name@example.org":   {"user", "add", "ann", "--role", "agent"},
		"haven audit verify": {"audit"},
		"as haven audit":     {"audit", "erase"},
	} {
		if r := h.run(args...); r.status != exitUsage || !strings.Contains(r.stderr, advice) {
			t.Errorf("haven %v ended with %d: %s", args, r.status, r.stderr)
		}
	}
	for _, name := range []string{"user", "audit"} {
		if r := h.run(name, "--help"); r.status != exitDone {
			t.Errorf("haven %s --help ended with %d: %s", name, r.status, r.stderr)
		}
	}
}

func TestATrailIsProvedUnderItsMasterKeyAlone(t *testing.T) {
	onEachEngine(t, func(t *testing.T, h *haven) {
		h.must("user", "add", "ann@example.org", "--role", "agent")
		if told := h.must("audit", "verify"); !strings.Contains(told, "is whole: 3 entries") {
			t.Errorf("before it was touched: %s", told)
		}
		stranger := h.run("audit", "verify", "--master-key-file", strangersKey(t))
		if stranger.status != exitFailed || !strings.Contains(stranger.stderr, "wrong master key") {
			t.Errorf("with another master key it ended with %d: %s%s", stranger.status, stranger.stdout, stranger.stderr)
		}
	})
}

func TestATrailThatWasRemovedWholeIsTold(t *testing.T) {
	h := newHaven(t, "")
	if told := h.must("audit", "verify"); !strings.Contains(told, "is whole: 0 entries") {
		t.Errorf("before anybody is there: %s", told)
	}
	h.must("user", "add", "ann@example.org", "--role", "agent")
	db, err := sql.Open("sqlite", h.database)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("DELETE FROM audit; UPDATE audit_head SET number = 0, hash = '', seal = ''"); err != nil {
		t.Fatal(err)
	}
	if r := h.run("audit", "verify"); r.status != exitFailed || !strings.Contains(r.stderr, "entry 1: all were removed") {
		t.Errorf("ended with %d: %s%s", r.status, r.stdout, r.stderr)
	}
}

// strangersKey is the file of another master key.
func strangersKey(t *testing.T) string {
	t.Helper()
	other := newHaven(t, "")
	other.must("user", "add", "sam@example.org", "--role", "agent")
	return filepath.Join(other.dataDir, "master.key")
}
