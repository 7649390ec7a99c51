package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// asset asks for a file as a browser that takes encodings does.
func (s site) asset(address, encodings string) answer {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Header.Set("Accept-Encoding", encodings)
	return s.do(r)
}

func TestAssetsComeCompressedToWhoTakesThat(t *testing.T) {
	s := serve(t, config())
	address := newServer(t, config()).assets.url["site.css"]
	plain := s.asset(address, "")
	for accepts, want := range map[string]string{
		"":                  "",
		"gzip, deflate":     "gzip",
		"gzip, deflate, br": "br",
	} {
		file := s.asset(address, accepts)
		if got := file.Header.Get("Content-Encoding"); got != want {
			t.Errorf("whoever accepts %q gets %q, want %q", accepts, got, want)
		}
		if want != "" && len(file.body) >= len(plain.body)/2 {
			t.Errorf("as %s it still has %d of %d bytes", want, len(file.body), len(plain.body))
		}
		if !strings.Contains(file.Header.Get("Vary"), "Accept-Encoding") {
			t.Errorf("caches are not told that encodings differ: Vary is %q", file.Header.Get("Vary"))
		}
	}
	if got := unzip(t, s.asset(address, "gzip").body); got != plain.body {
		t.Errorf("it unpacks to something else: %d bytes, want %d", len(got), len(plain.body))
	}
}

func unzip(t *testing.T, packed string) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader([]byte(packed)))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestTheMapShowsEachStateAndNothingIsStoredOfWhich(t *testing.T) {
	s := serve(t, config())
	var country struct {
		States map[string][4]float64
	}
	file := s.asset(newServer(t, config()).assets.url["country.json"], "")
	if err := json.Unmarshal([]byte(file.body), &country); err != nil {
		t.Fatal(err)
	}
	if len(country.States) != 56 {
		t.Errorf("%d states and territories have a piece", len(country.States))
	}
	for state := range country.States {
		piece := s.post(piecePath, stateField+"="+state)
		if piece.StatusCode != http.StatusOK || !json.Valid([]byte(piece.body)) || piece.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("the piece of %s is answered %d, to be kept as %q", state, piece.StatusCode, piece.Header.Get("Cache-Control"))
		}
	}
	if nowhere := s.post(piecePath, stateField+"=99"); nowhere.StatusCode != http.StatusNotFound {
		t.Errorf("a state that is not there is answered %d", nowhere.StatusCode)
	}
	for address := range newServer(t, config()).assets.served {
		if strings.Contains(address, "state") {
			t.Errorf("browsers keep %s, which tells where somebody looked", address)
		}
	}
}
