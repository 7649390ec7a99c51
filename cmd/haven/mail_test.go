package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/pem"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"haven/internal/account"
	"haven/internal/config"
	"haven/internal/demo"
	"haven/internal/geo"
	"haven/internal/ingest"
	"haven/internal/referral"
	"haven/internal/store"
)

// letterBox is an SMTP server that insists on STARTTLS. Its certificate is in a
// file, to be trusted.
type letterBox struct {
	addr, certificate string
	letters           chan string
	tls               *tls.Config
}

func openLetterBox(t *testing.T) *letterBox {
	t.Helper()
	made := httptest.NewTLSServer(nil) // for its certificate
	t.Cleanup(made.Close)
	b := &letterBox{letters: make(chan string, 9), certificate: filepath.Join(t.TempDir(), "ca.pem"), tls: &tls.Config{Certificates: made.TLS.Certificates}}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made.Certificate().Raw})
	if err := os.WriteFile(b.certificate, text, 0o600); err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	b.addr = listener.Addr().String()
	go func() {
		for conn, err := listener.Accept(); err == nil; conn, err = listener.Accept() {
			go b.talk(conn, false)
		}
	}()
	return b
}

// talk answers one client, from the greeting or from after STARTTLS.
func (b *letterBox) talk(conn net.Conn, guarded bool) {
	defer conn.Close()
	if !guarded {
		fmt.Fprint(conn, "220 test\r\n")
	}
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		verb, _, _ := strings.Cut(lines.Text(), " ")
		switch {
		case verb == "EHLO" && !guarded:
			fmt.Fprint(conn, "250-test\r\n250 STARTTLS\r\n")
		case verb == "STARTTLS":
			fmt.Fprint(conn, "220 go on\r\n")
			b.talk(tls.Server(conn, b.tls), true)
			return
		case verb == "MAIL" && !guarded:
			fmt.Fprint(conn, "530 STARTTLS first\r\n")
		case verb == "DATA":
			fmt.Fprint(conn, "354 go on\r\n")
			b.letters <- letter(lines)
			fmt.Fprint(conn, "250 ok\r\n")
		case verb == "QUIT":
			fmt.Fprint(conn, "221 bye\r\n")
			return
		default:
			fmt.Fprint(conn, "250 ok\r\n")
		}
	}
}

func letter(lines *bufio.Scanner) string {
	var text strings.Builder
	for lines.Scan() && lines.Text() != "." {
		text.WriteString(lines.Text() + "\n")
	}
	return text.String()
}

// caseToMail is a case with a place on its list, whose caller may be written to,
// in a database that no server runs on, and the token of an agent who is in.
func (h *haven) caseToMail() (caseID, token string) {
	h.t.Helper()
	ctx := h.t.Context()
	c := config.Default()
	c.DataDir, c.DatabaseURL = h.dataDir, h.database
	s, err := store.Open(ctx, c.Database())
	h.succeed(err)
	defer s.Close()
	_, err = ingest.Run(ctx, demo.New(20, 1, time.Now()), "", ingest.Options{Store: s, Places: geo.Default(), Now: time.Now, Published: time.Now()})
	h.succeed(err)
	_, err = openSealer(ctx, c, s)
	h.succeed(err)
	staff, err := openStaff(ctx, c, s)
	h.succeed(err)
	agent, err := demoPerson(ctx, s, staff.Gate, account.Agent, "kim@example.org")
	h.succeed(err)
	ticket, err := staff.Gate.EnterByCommand(ctx, "kim@example.org")
	h.succeed(err)
	places, err := demoListings(ctx, s)
	h.succeed(err)
	opened, _, err := staff.Desk.Open(ctx, agent, referral.Facts{Language: "es", Channel: referral.ByCall, Disposition: referral.StillOpen,
		Contact: referral.ContactPreference{MayCall: true, MayMessage: true}, Picks: []string{places[0].ID}})
	h.succeed(err)
	return opened.ID, ticket.Token
}

func (h *haven) succeed(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// sends posts a form of the desk as a browser does, and returns where it leads.
func (s *server) sends(path, token string, form url.Values) string {
	s.t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, s.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	request.AddCookie(&http.Cookie{Name: "__Host-haven", Value: token})
	answer, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		s.t.Fatal(err)
	}
	answer.Body.Close()
	return fmt.Sprint(answer.StatusCode, " ", answer.Header.Get("Location"))
}

func TestPlacesAreMailedFromTheDeskThroughAServerThatWantsSTARTTLS(t *testing.T) {
	box := openLetterBox(t)
	h := newHaven(t, "")
	caseID, token := h.caseToMail()
	// Where Go looks for whom to trust, beside the system's own.
	h.env = append(h.env, "SSL_CERT_FILE="+box.certificate, "HAVEN_SMTP_ADDR="+box.addr, "HAVEN_SMTP_FROM=line@haven.example", "HAVEN_BASE_URL=https://haven.example")
	server := h.start("serve")
	path := "/desk/case/" + caseID + "/hand-over/mail"
	form := url.Values{"receiver": {"ana@example.org"}}
	if got := server.sends(path, token, form); !strings.HasPrefix(got, "303 ") || !strings.HasSuffix(got, "told=sent") {
		t.Fatalf("sending is answered %s\n%s", got, server.log)
	}
	arrived := <-box.letters
	for _, want := range []string{"From: <line@haven.example>", "To: <ana@example.org>", "Content-Type: text/plain", "https://haven.example/es/list/"} {
		if !strings.Contains(strings.ReplaceAll(arrived, "=\n", ""), want) {
			t.Errorf("the mail does not say %q:\n%s", want, arrived)
		}
	}
	if got := server.sends(path, token, form); !strings.HasSuffix(got, "told=already") {
		t.Errorf("a second press is answered %s", got)
	}
	select {
	case again := <-box.letters:
		t.Errorf("a second mail went out:\n%s", again)
	default:
	}
}
