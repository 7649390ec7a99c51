// Package pgcluster runs a throw-away PostgreSQL: a cluster that lives in a
// temporary folder, is reached over a Unix socket in it (no port to collide on,
// no other user who could connect) and is gone when this process is, even
// after a panic or kill -9.
package pgcluster

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

//go:embed cluster.sh
var script string

// A Cluster is a running PostgreSQL server.
type Cluster struct {
	dir string // holds the data, the socket and the log
	cmd *exec.Cmd
	// lifeline is the script's standard input. It must stay referenced: were it
	// collected as garbage, it would be closed and the server would stop.
	lifeline io.Closer
}

// Start starts a server, as durable as PostgreSQL is by default but for the
// settings given ("fsync=off"). It fails where [Installed] is false.
func Start(settings ...string) (*Cluster, error) {
	owner, err := serverOwner()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("sh", append([]string{"-c", script, "cluster.sh", findPrograms()}, settings...)...)
	cmd.Dir = "/" // the owner may not enter the current folder
	// PGHOST, PGDATA and their like must not reach the server.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "TMPDIR=" + os.TempDir(), "TZ=UTC"}
	// A session of its own keeps Ctrl-C from ending the script before it has cleaned up.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Credential: owner}
	lifeline, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("starting PostgreSQL: %w", err)
	}
	answer, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("starting PostgreSQL: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting PostgreSQL: %w", err)
	}
	c := &Cluster{cmd: cmd, lifeline: lifeline}
	return c, c.awaitReady(answer)
}

func (c *Cluster) awaitReady(answer io.Reader) error {
	lines := bufio.NewReader(answer)
	line, err := lines.ReadString('\n')
	dir, ready := strings.CutPrefix(line, "ready ")
	if err == nil && ready {
		c.dir = strings.TrimSuffix(dir, "\n")
		return nil
	}
	rest, _ := io.ReadAll(lines)
	c.Stop()
	return fmt.Errorf("starting PostgreSQL: %s%s", line, rest)
}

// Process is the server's first process, which all others are started by.
func (c *Cluster) Process() (pid int, err error) {
	file, err := os.ReadFile(filepath.Join(c.dir, "data", "postmaster.pid"))
	if err != nil {
		return 0, fmt.Errorf("looking for PostgreSQL's process: %w", err)
	}
	first, _, _ := strings.Cut(string(file), "\n")
	return strconv.Atoi(first)
}

// Stop ends the server at once, as a crash would, and removes its data.
func (c *Cluster) Stop() {
	c.lifeline.Close()
	c.cmd.Wait()
}

// URL is the address of a database of the cluster; "postgres" is there from
// the start.
func (c *Cluster) URL(database string) string {
	query := url.Values{"host": {c.dir}, "sslmode": {"disable"}}
	return (&url.URL{Scheme: "postgres", User: url.User("haven"), Path: "/" + database, RawQuery: query.Encode()}).String()
}
