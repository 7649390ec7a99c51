package pgtest

import (
	"bufio"
	"database/sql"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"haven/internal/pgcluster"
)

func open(t *testing.T, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func answer(t *testing.T, db *sql.DB, question string) (value string) {
	t.Helper()
	if err := db.QueryRow(question).Scan(&value); err != nil {
		t.Fatalf("%s: %v", question, err)
	}
	return value
}

func TestEachAddressIsAnEmptyDatabaseOfItsOwn(t *testing.T) {
	first, second := URL(t), URL(t)
	if !strings.HasPrefix(first, "postgres://") || !strings.Contains(first, "sslmode=disable") {
		t.Errorf("URL = %q, want a postgres:// address with sslmode=disable", first)
	}
	if _, err := open(t, first).Exec("CREATE TABLE facility (id TEXT)"); err != nil {
		t.Fatal(err)
	}
	tables := "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
	if n := answer(t, open(t, second), tables); n != "0" {
		t.Errorf("the second database holds %s tables of the first", n)
	}
}

func TestADatabaseIsGoneAfterItsTest(t *testing.T) {
	var name string
	t.Run("a test that leaves its connection open", func(t *testing.T) {
		db, err := sql.Open("postgres", URL(t))
		if err != nil {
			t.Fatal(err)
		}
		name = answer(t, db, "SELECT current_database()")
	})
	count := "SELECT count(*) FROM pg_database WHERE datname = '" + name + "'"
	if n := answer(t, open(t, URL(t)), count); n != "0" {
		t.Errorf("%s databases named %s are left", n, name)
	}
}

func TestAClusterOfItsOwnIsDurableUnlessToldOtherwise(t *testing.T) {
	if fsync := answer(t, open(t, Start(t).URL(t)), "SHOW fsync"); fsync != "on" {
		t.Errorf("fsync = %s in a cluster of its own, want on", fsync)
	}
	if fsync := answer(t, open(t, URL(t)), "SHOW fsync"); fsync != "off" {
		t.Errorf("fsync = %s in the shared cluster, want off", fsync)
	}
}

func TestASettingPostgreSQLDoesNotKnowIsReportedInItsWords(t *testing.T) {
	needPrograms(t)
	_, err := pgcluster.Start("no_such_setting=1")
	if err == nil || !strings.Contains(err.Error(), "no_such_setting") {
		t.Errorf("start: %v, want PostgreSQL's complaint about no_such_setting", err)
	}
}

// endings are ways in which a test process may end.
var endings = map[string]func(*exec.Cmd){
	"kill -9": func(cmd *exec.Cmd) { cmd.Process.Kill() },
	"panic":   func(*exec.Cmd) {},
}

func TestNothingIsLeftWhenTheTestProcessEnds(t *testing.T) {
	needPrograms(t)
	for ending, end := range endings {
		t.Run("by "+ending, func(t *testing.T) {
			cmd, dir := startUser(t, ending)
			end(cmd)
			cmd.Wait()
			deadline := time.Now().Add(2 * time.Minute) // far more than a busy machine needs
			for {
				if _, err := os.Stat(dir); os.IsNotExist(err) {
					break
				}
				if time.Now().After(deadline) {
					t.Fatalf("%s is still there", dir)
				}
				time.Sleep(20 * time.Millisecond)
			}
			if out, err := exec.Command("pgrep", "-f", dir).Output(); err == nil {
				t.Errorf("processes of the cluster still run: %s", out)
			}
		})
	}
}

// startUser runs a test process that uses a cluster, and returns that cluster's folder.
func startUser(t *testing.T, ending string) (*exec.Cmd, string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestUserOfACluster$")
	cmd.Env = append(os.Environ(), "PGTEST_ENDING="+ending)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the process that uses a cluster said nothing: %v", err)
	}
	parsed, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		t.Fatal(err)
	}
	return cmd, parsed.Query().Get("host")
}

// TestUserOfACluster is the body of the process that startUser starts.
func TestUserOfACluster(t *testing.T) {
	switch os.Getenv("PGTEST_ENDING") {
	case "kill -9":
		os.Stdout.WriteString(URL(t) + "\n")
		time.Sleep(time.Minute)
	case "panic":
		os.Stdout.WriteString(URL(t) + "\n")
		panic("as a broken test would")
	}
}
