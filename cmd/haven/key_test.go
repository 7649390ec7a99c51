package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestANewMasterKeyTakesThePlaceOfTheOld(t *testing.T) {
	onEachEngine(t, func(t *testing.T, h *haven) {
		h.must("user", "add", "ann@example.org", "--role", "agent")
		fresh := filepath.Join(t.TempDir(), "new.key")
		if told := h.must("key", "rotate", "--to", fresh); !strings.HasPrefix(told, "1 keys") || !strings.Contains(told, "--master-key-file "+fresh) {
			t.Errorf("it said: %s", told)
		}
		if told := h.must("audit", "verify", "--master-key-file", fresh); !strings.Contains(told, "is whole: 4 entries") {
			t.Errorf("the trail under the new key: %s", told)
		}
		if r := h.run("audit", "verify"); r.status != exitFailed || !strings.Contains(r.stderr, "wrong master key") {
			t.Errorf("the old key ended with %d: %s%s", r.status, r.stdout, r.stderr)
		}
		if told := h.must("key", "rotate", "--to", fresh); !strings.HasPrefix(told, "0 keys") {
			t.Errorf("a second time it said: %s", told)
		}
		other := h.run("key", "rotate", "--master-key-file", strangersKey(t), "--to", filepath.Join(t.TempDir(), "third.key"))
		if other.status != exitFailed || !strings.Contains(other.stderr, "wrong master key") {
			t.Errorf("from a key that was never used it ended with %d: %s", other.status, other.stderr)
		}
		h.must("audit", "verify", "--master-key-file", fresh)
	})
}

func TestAKeyIsNotRotatedBeneathAServerThatRuns(t *testing.T) {
	onEachEngine(t, func(t *testing.T, h *haven) {
		server := h.start("serve")
		fresh := filepath.Join(t.TempDir(), "new.key")
		r := h.run("key", "rotate", "--to", fresh)
		if r.status != exitFailed || !strings.Contains(r.stderr, "1 server(s) run on this database: stop them all") {
			t.Errorf("beneath a server it ended with %d: %s%s", r.status, r.stdout, r.stderr)
		}
		server.stop()
		if told := h.must("key", "rotate", "--to", fresh); strings.HasPrefix(told, "0 keys") {
			t.Errorf("once it has stopped: %s", told)
		}
	})
}

func TestAKeyIsNotRotatedByAMistake(t *testing.T) {
	h := newHaven(t, "")
	for _, args := range [][]string{{"key"}, {"key", "rotate"}, {"key", "erase", "--to", "x"}, {"key", "rotate", "--to", "x", "more"}} {
		if r := h.run(args...); r.status != exitUsage || !strings.Contains(r.stderr, "haven key rotate --to FILE") {
			t.Errorf("haven %v ended with %d: %s", args, r.status, r.stderr)
		}
	}
}
