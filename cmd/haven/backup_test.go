package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"haven/internal/leftout"
	"haven/internal/pgtest"
)

var shBlock = regexp.MustCompile("(?s)```sh\n(.*?)```")

// backupScripts are what docs/operations.md tells to type: to keep a backup, and
// to put it back.
func backupScripts(t *testing.T, engine string) (keep, putBack string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n### "+engine+"\n")
	section, _, _ = strings.Cut(section, "\n##")
	blocks := shBlock.FindAllStringSubmatch(section, -1)
	if len(blocks) != 2 {
		t.Fatalf("%s has %d blocks of commands, want one to keep a backup and one to put it back", engine, len(blocks))
	}
	return blocks[0][1], blocks[1][1]
}

// types runs a script beside the data folder, with this program as haven.
func (h *haven) types(script string) string {
	h.t.Helper()
	bin := h.t.TempDir()
	if err := os.Symlink(absolute(h.t, os.Args[0]), filepath.Join(bin, "haven")); err != nil {
		h.t.Fatal(err)
	}
	cmd := exec.CommandContext(h.t.Context(), "sh", "-e", "-c", script)
	cmd.Dir, cmd.Env = filepath.Dir(h.dataDir), append(h.env, "PATH="+bin+":"+os.Getenv("PATH"))
	said, err := cmd.CombinedOutput()
	if err != nil {
		h.t.Fatalf("%s\n%v: %s", script, err, said)
	}
	return string(said)
}

func absolute(t testing.TB, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// withData is a haven whose data folder bears the name that the docs use.
func withData(t *testing.T, database string) *haven {
	t.Helper()
	for _, program := range []string{"sqlite3", "pg_dump"} {
		if _, err := exec.LookPath(program); err != nil {
			leftout.Skip(t, program, "apt-get install sqlite3 postgresql-client")
		}
	}
	h := newHaven(t, database)
	h.dataDir = filepath.Join(h.dataDir, "haven-data")
	if database == "" {
		h.database = filepath.Join(h.dataDir, "haven.db")
	}
	h.env = append(h.env, "HAVEN_DATA_DIR="+h.dataDir, "HAVEN_DATABASE_URL="+h.database)
	return h
}

const whole = "is whole: 3 entries"

func TestABackupOfSQLiteIsKeptWhileAServerRunsAndPutBack(t *testing.T) {
	h := withData(t, "")
	keep, putBack := backupScripts(t, "SQLite")
	server := h.start("serve")
	h.must("user", "add", "ann@example.org", "--role", "agent")
	h.types(keep)
	h.must("user", "add", "bob@example.org", "--role", "agent")
	server.stop()
	if said := h.types(putBack); !strings.Contains(said, whole) {
		t.Errorf("put back, the trail is told as %s", said)
	}
	h.start("serve")
}

func TestABackupOfPostgreSQLIsKeptWhileAServerRunsAndPutBack(t *testing.T) {
	h := withData(t, pgtest.URL(t))
	keep, putBack := backupScripts(t, "PostgreSQL")
	server := h.start("serve")
	h.must("user", "add", "ann@example.org", "--role", "agent")
	h.types(keep)
	h.must("user", "add", "bob@example.org", "--role", "agent")
	server.stop()
	h.env = append(h.env, "HAVEN_DATABASE_URL="+pgtest.URL(t))
	if said := h.types(putBack); !strings.Contains(said, whole) {
		t.Errorf("put back, the trail is told as %s", said)
	}
	h.start("serve")
}
