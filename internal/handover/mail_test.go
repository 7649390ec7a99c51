package handover_test

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"haven/internal/handover"
)

// mailServer is an SMTP server that keeps what it is sent and answers some
// commands as it is told.
type mailServer struct {
	addr    string
	answers map[string]string // by command, instead of "250 ok"

	mu       sync.Mutex
	commands []string
	letters  []string
}

func startMail(t *testing.T, answers map[string]string) *mailServer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return serveMail(t, listener, answers)
}

// serveMail serves until the test ends.
func serveMail(t *testing.T, listener net.Listener, answers map[string]string) *mailServer {
	t.Cleanup(func() { listener.Close() })
	s := &mailServer{addr: listener.Addr().String(), answers: answers}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go s.talk(conn)
		}
	}()
	return s
}

func (s *mailServer) talk(conn net.Conn) {
	defer conn.Close()
	lines := bufio.NewScanner(conn)
	fmt.Fprint(conn, "220 test\r\n")
	for lines.Scan() {
		command := lines.Text()
		verb, _, _ := strings.Cut(command, " ")
		s.mu.Lock()
		s.commands = append(s.commands, command)
		s.mu.Unlock()
		switch answer := s.answers[verb]; {
		case answer != "":
			fmt.Fprint(conn, answer+"\r\n")
		case verb == "EHLO":
			fmt.Fprint(conn, "250-test\r\n250 AUTH PLAIN\r\n")
		case verb == "AUTH":
			fmt.Fprint(conn, "235 ok\r\n")
		case verb == "DATA":
			fmt.Fprint(conn, "354 go on\r\n")
			s.keep(lines)
			fmt.Fprint(conn, "250 ok\r\n")
		case verb == "QUIT":
			fmt.Fprint(conn, "221 bye\r\n")
			return
		default:
			fmt.Fprint(conn, "250 ok\r\n")
		}
	}
}

func (s *mailServer) keep(lines *bufio.Scanner) {
	var letter strings.Builder
	for lines.Scan() && lines.Text() != "." {
		letter.WriteString(lines.Text() + "\n")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.letters = append(s.letters, letter.String())
}

// read is all that the server was sent.
func (s *mailServer) read() (commands, letters string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.commands, "\n"), strings.Join(s.letters, "\n")
}

// startTLSMail starts a server that is encrypted from the first byte, with the
// roots that its certificate is trusted by.
func startTLSMail(t *testing.T) (*mailServer, *x509.CertPool) {
	t.Helper()
	made := httptest.NewTLSServer(nil) // for its certificate
	t.Cleanup(made.Close)
	roots := x509.NewCertPool()
	roots.AddCert(made.Certificate())
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: made.TLS.Certificates})
	if err != nil {
		t.Fatal(err)
	}
	return serveMail(t, listener, nil), roots
}

func mailBy(t *testing.T, server handover.MailServer) *handover.Mail {
	t.Helper()
	m, err := handover.NewMail(server)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestAMailArrivesAsPlainTextAndTellsNothingElse(t *testing.T) {
	s, roots := startTLSMail(t)
	m := mailBy(t, handover.MailServer{Addr: s.addr, From: "line@haven.example", User: "haven", Password: "swordfish", Encryption: handover.TLS}).Trusting(roots)
	if err := m.Send(t.Context(), " ana@example.org ", "Lo que hablamos", "Llame mañana.\n\n(404) 555-0101\n"); err != nil {
		t.Fatal(err)
	}
	commands, letters := s.read()
	for _, want := range []string{"MAIL FROM:<line@haven.example>", "RCPT TO:<ana@example.org>", base64.StdEncoding.EncodeToString([]byte("\x00haven\x00swordfish"))} {
		if !strings.Contains(commands, want) {
			t.Errorf("the server was not told %q:\n%s", want, commands)
		}
	}
	for _, want := range []string{"Subject: Lo que hablamos", "Content-Type: text/plain; charset=UTF-8", "ma=C3=B1ana", "To: <ana@example.org>"} {
		if !strings.Contains(letters, want) {
			t.Errorf("the mail does not say %q:\n%s", want, letters)
		}
	}
	for _, unwanted := range []string{"html", "X-Mailer", "User-Agent"} {
		if strings.Contains(letters, unwanted) {
			t.Errorf("the mail says %q:\n%s", unwanted, letters)
		}
	}
}

func TestAMailThatDoesNotArriveSaysWhyWithoutTheAddress(t *testing.T) {
	for what, tt := range map[string]struct {
		answers map[string]string
		to      string
		want    error
	}{
		"nobody there":        {map[string]string{"RCPT": "550 <ana@example.org> unknown"}, "ana@example.org", handover.ErrAddress},
		"box full":            {map[string]string{"RCPT": "452 <ana@example.org> full"}, "ana@example.org", handover.ErrUnsent},
		"mail refused":        {map[string]string{"DATA": "554 ana@example.org no"}, "ana@example.org", handover.ErrUnsent},
		"no address":          {nil, "ana", handover.ErrAddress},
		"two":                 {nil, "ana@example.org, bo@example.org", handover.ErrAddress},
		"another header":      {nil, "ana@example.org\r\nBcc: bo@example.org", handover.ErrAddress},
		"a name":              {nil, "Ana <ana@example.org>", handover.ErrAddress},
		"password asked for":  {map[string]string{"MAIL": "530 sign in"}, "ana@example.org", handover.ErrUnsent},
		"no encryption there": {map[string]string{"STARTTLS": "502 no"}, "ana@example.org", handover.ErrUnsent},
	} {
		s := startMail(t, tt.answers)
		encryption := handover.Plain
		if tt.answers["STARTTLS"] != "" {
			encryption = handover.StartTLS
		}
		err := mailBy(t, handover.MailServer{Addr: s.addr, From: "line@haven.example", Encryption: encryption}).Send(t.Context(), tt.to, "Hello", "Hello")
		if !errors.Is(err, tt.want) || strings.Contains(err.Error(), "example.org") {
			t.Errorf("%s: %v, want %v", what, err, tt.want)
		}
		if _, letters := s.read(); letters != "" {
			t.Errorf("%s: the server was sent\n%s", what, letters)
		}
	}
}

func TestAPasswordIsNotTold(t *testing.T) {
	in, _ := startTLSMail(t)
	for what, server := range map[string]handover.MailServer{
		"without encryption":        {Addr: startMail(t, nil).addr, Encryption: handover.Plain},
		"to a server of no repute":  {Addr: in.addr, Encryption: handover.TLS},
		"where STARTTLS is missing": {Addr: startMail(t, map[string]string{"STARTTLS": "502 no"}).addr, Encryption: handover.StartTLS},
	} {
		server.From, server.User, server.Password = "line@haven.example", "haven", "swordfish"
		if err := mailBy(t, server).Send(t.Context(), "ana@example.org", "Hello", "Hello"); !errors.Is(err, handover.ErrUnsent) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestAMailServerThatIsDownIsTold(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	m := mailBy(t, handover.MailServer{Addr: listener.Addr().String(), From: "line@haven.example", Encryption: handover.Plain})
	if err := m.Send(t.Context(), "ana@example.org", "Hello", "Hello"); !errors.Is(err, handover.ErrUnsent) {
		t.Errorf("%v", err)
	}
}
