package main

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"haven/internal/seal"
	"haven/internal/store"
)

// asked is a search whose words are in no listing, route or message.
var asked = url.Values{"near": {"Atlanta, GA"}, "q": {"zanzibar"}, "code": {"MU"}}

// traces are what a search must leave nowhere.
var traces = []string{"zanzibar", "Atlanta", "code=MU"}

// seek posts the search form and returns the address that it leads to.
func (s *server) seek(form url.Values) string {
	s.t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.PostForm(s.url+"/search", form)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	address := response.Header.Get("Location")
	if err != nil || response.StatusCode != http.StatusSeeOther || !strings.HasPrefix(address, "/s/") {
		s.t.Fatalf("the search is answered %d, to %q: %s (%v)", response.StatusCode, address, body, err)
	}
	return address
}

// shows reports that a sealed address shows the search again.
func (s *server) shows(address string) {
	s.t.Helper()
	status, body := s.get(address)
	if status != http.StatusOK || !bytes.Contains(body, []byte("zanzibar")) {
		s.t.Errorf("the address answers %d: %s\n%s", status, body, s.log)
	}
}

func TestASealedAddressOutlivesARestartAndWorksAtEveryReplica(t *testing.T) {
	onEachEngine(t, func(t *testing.T, h *haven) {
		h.must("import", "samhsa-directory", file(t, "su-2023.xlsx", smallBook().Bytes()))
		first := h.start("serve")
		address := first.seek(asked)
		first.shows(address)
		first.stop()
		first = h.start("serve")
		first.shows(address)

		masterKey := filepath.Join(h.dataDir, "master.key")
		second := newHaven(t, h.database)
		second.env = append(second.env, "HAVEN_MASTER_KEY_FILE="+masterKey)
		replica := second.start("serve")
		replica.shows(address)
		first.shows(replica.seek(asked))

		stranger := newHaven(t, h.database).run("serve", "--addr", "127.0.0.1:0")
		if stranger.status != exitFailed || !strings.Contains(stranger.stderr, "wrong master key") || !strings.Contains(stranger.stderr, "give the server the file") {
			t.Errorf("a server with another master key ended with %d: %s", stranger.status, stranger.stderr)
		}
	})
}

func TestASearchLeavesNoTraceInLogMetricsAndDatabase(t *testing.T) {
	h := newHaven(t, "")
	s := h.start("serve")
	address := s.seek(asked)
	s.shows(address)
	s.get(address + "x")
	_, metrics := s.get("/metrics")
	s.stop()
	left := map[string]string{"log": s.log.String(), "metrics": string(metrics), "address": address, "data folder": contentOf(t, h.dataDir)}
	for where, content := range left {
		for _, trace := range append(traces, strings.TrimPrefix(address, "/s/")) {
			if where != "address" && strings.Contains(content, trace) {
				t.Errorf("%s holds %q", where, trace)
			}
		}
		if where == "address" && strings.Contains(content, "zanzibar") {
			t.Errorf("the address tells: %s", content)
		}
	}
	for where, route := range map[string]string{"log": "route=/s/:token", "metrics": `"/s/:token"`} {
		if !strings.Contains(left[where], route) {
			t.Errorf("%s does not tell %s, so the test sees nothing:\n%s", where, route, left[where])
		}
	}
}

// contentOf is all files of a folder, one after the other; the words a search
// index knows of itself are not what somebody looked for.
func contentOf(t *testing.T, folder string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		all.Write(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

func TestAServerDeletesExpiredKeysWhenItStarts(t *testing.T) {
	onEachEngine(t, func(t *testing.T, h *haven) {
		s, err := store.Open(t.Context(), h.database)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		made := time.Now().Add(-25 * time.Hour)
		if err := s.AddSealKey(t.Context(), seal.Key{ID: "0011223344556677", Purpose: "search", Made: made, Expires: made.Add(24 * time.Hour), Wrapped: "old"}); err != nil {
			t.Fatal(err)
		}
		h.start("serve").stop()
		if _, found, err := s.SealKey(t.Context(), "0011223344556677"); found || err != nil {
			t.Errorf("an expired key is still there (%v)", err)
		}
	})
}

func TestAMasterKeyFileThatIsNotThereIsAskedFor(t *testing.T) {
	r := newHaven(t, "").run("serve", "--addr", "127.0.0.1:0", "--master-key-file", "nowhere.key")
	if r.status != exitFailed || !strings.Contains(r.stderr, "nowhere.key") || !strings.Contains(r.stderr, "/dev/urandom") {
		t.Errorf("ended with %d: %s", r.status, r.stderr)
	}
}
