package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// asProgram makes the test binary behave as haven itself, so that tests can
// start, watch and kill whole processes of it.
const asProgram = "HAVEN_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		os.Exit(m.Run())
	}
	code := status()
	if file := os.Getenv(peakFile); file != "" {
		os.WriteFile(file, []byte(peakMemory()), 0o600)
	}
	os.Exit(code)
}

// peakFile names the file to which a process writes its peak memory. What
// wait4 tells is that of the test itself, from before exec.
const peakFile = "HAVEN_TEST_PEAK_FILE"

// peakMemory is the largest resident set so far, such as "58368 kB".
func peakMemory() string {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "unknown"
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	peak, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(peak)
}

// haven is a command line with its own data folder or database.
type haven struct {
	t        testing.TB
	env      []string
	dataDir  string
	database string // address of the database
}

// newHaven keeps its data in a fresh folder; database is "" for the default.
func newHaven(t testing.TB, database string) *haven {
	dir := t.TempDir()
	if database == "" {
		database = filepath.Join(dir, "haven.db")
	}
	env := append(os.Environ(), asProgram+"=1", "HAVEN_DATA_DIR="+dir, "HAVEN_DATABASE_URL="+database)
	return &haven{t: t, env: env, dataDir: dir, database: database}
}

func (h *haven) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = h.env
	// A killed test must not leave servers behind.
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return cmd
}

// result is what a finished command line left.
type result struct {
	status         int
	stdout, stderr string
	peak           string // memory, such as "58368 kB"
	took           time.Duration
}

func (h *haven) run(args ...string) result {
	h.t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := h.command(h.t.Context(), args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	peak := filepath.Join(h.dataDir, "peak")
	cmd.Env = append(cmd.Env, peakFile+"="+peak)
	began := time.Now()
	err := cmd.Run()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		h.t.Fatal(err)
	}
	r := result{status: cmd.ProcessState.ExitCode(), stdout: stdout.String(), stderr: stderr.String(), took: time.Since(began)}
	text, _ := os.ReadFile(peak)
	r.peak = string(text)
	return r
}

// must runs a command line that has to succeed and returns what it printed.
func (h *haven) must(args ...string) string {
	h.t.Helper()
	r := h.run(args...)
	if r.status != exitDone {
		h.t.Fatalf("haven %v ended with %d:\n%s%s", args, r.status, r.stdout, r.stderr)
	}
	return r.stdout
}

// server is a running `haven serve` or `haven demo`.
type server struct {
	t    testing.TB
	url  string
	cmd  *exec.Cmd
	log  *logBuffer
	took time.Duration // from start until it was ready
}

var readyLine = regexp.MustCompile(`http://[0-9.]+:\d+`)

// start starts a server on a free port and waits until it is ready.
func (h *haven) start(args ...string) *server {
	h.t.Helper()
	cmd := h.command(context.Background(), append(args, "--addr", "127.0.0.1:0")...)
	log := &logBuffer{}
	cmd.Stderr = log
	out, err := cmd.StdoutPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	s := &server{t: h.t, cmd: cmd, log: log}
	h.t.Cleanup(s.stop)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url := readyLine.FindString(lines.Text()); url != "" {
			s.url, s.took = url, time.Since(began)
			go io.Copy(io.Discard, out)
			return s
		}
	}
	cmd.Wait()
	h.t.Fatalf("haven %v did not become ready:\n%s", args, log)
	return nil
}

// stop ends the server as an operator does.
func (s *server) stop() {
	if s.cmd.ProcessState != nil {
		return
	}
	s.cmd.Process.Signal(syscall.SIGTERM)
	if err := s.cmd.Wait(); err != nil {
		s.t.Errorf("the server ended badly: %v\n%s", err, s.log)
	}
}

// get answers with status and body.
func (s *server) get(path string) (int, []byte) {
	s.t.Helper()
	response, err := http.Get(s.url + path)
	if err != nil {
		s.t.Fatalf("%v\n%s", err, s.log)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return response.StatusCode, body
}

// answer is what the tests read of a search.
type answer struct {
	Total   int
	Maybe   int
	Results []struct {
		ID, Name string
		Codes    []string
		AsOf     string  `json:"as_of"`
		Miles    float64 `json:"distance_mi"`
	}
	Facets map[string]map[string]int
}

// search asks the API, which has to answer.
func (s *server) search(query string) answer {
	s.t.Helper()
	status, body := s.get("/api/v1/search?" + query)
	if status != http.StatusOK {
		s.t.Fatalf("search %s answers %d: %s", query, status, body)
	}
	return decoded(s.t, body)
}

func decoded(t testing.TB, body []byte) (a answer) {
	t.Helper()
	if err := json.Unmarshal(body, &a); err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	return a
}

// logBuffer collects a process's output while it runs.
type logBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

// String is the end of the output.
func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := l.buf.String()
	return text[max(0, len(text)-2000):]
}
