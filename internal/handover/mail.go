package handover

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"strconv"
	"strings"

	"github.com/wneessen/go-mail"
)

// Encryption is how the way to a mail server is guarded.
type Encryption string

const (
	StartTLS Encryption = "starttls" // asked for first, and insisted on
	TLS      Encryption = "tls"      // from the first byte
	Plain    Encryption = "none"     // for a server on this very machine
)

// Encryptions are all there are.
func Encryptions() []Encryption { return []Encryption{StartTLS, TLS, Plain} }

// MailServer is a server that takes mail.
type MailServer struct {
	Addr           string // host and port
	From           string // the address that mail comes from
	User, Password string // "" for a server that asks for none; never told unencrypted
	Encryption     Encryption
}

// Mail sends mail. It is safe for concurrent use: each is sent by itself.
type Mail struct {
	server MailServer
	host   string
	port   int
	roots  *x509.CertPool // nil for those of the machine
}

// NewMail is mail by a server; it is not asked yet.
func NewMail(server MailServer) (*Mail, error) {
	host, number, err := net.SplitHostPort(server.Addr)
	if err != nil {
		return nil, fmt.Errorf("mail server %q: %w", server.Addr, err)
	}
	port, err := strconv.Atoi(number)
	if err != nil {
		return nil, fmt.Errorf("port of the mail server: %w", err)
	}
	if _, ok := plainAddress(server.From); !ok {
		return nil, fmt.Errorf("%q: %w that mail can come from", server.From, ErrAddress)
	}
	return &Mail{server: server, host: host, port: port}, nil
}

// Send sends one mail of plain text: nothing in it is loaded or counted.
func (m *Mail) Send(ctx context.Context, to, subject, text string) error {
	message, err := m.message(to, subject, text)
	if err != nil {
		return err
	}
	client, err := mail.NewClient(m.host, m.options()...)
	if err != nil {
		return fmt.Errorf("%w: mail server: %w", ErrUnsent, err)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return unsent(client.DialAndSendWithContext(ctx, message))
}

func (m *Mail) message(to, subject, text string) (*mail.Msg, error) {
	address, ok := plainAddress(to)
	if !ok {
		return nil, ErrAddress
	}
	message := mail.NewMsg(mail.WithNoDefaultUserAgent())
	if err := errors.Join(message.From(m.server.From), message.To(address)); err != nil {
		return nil, ErrAddress
	}
	message.Subject(subject)
	message.SetDate()
	message.SetBodyString(mail.TypeTextPlain, text)
	return message, nil
}

func (m *Mail) options() []mail.Option {
	trusted := &tls.Config{ServerName: m.host, MinVersion: tls.VersionTLS12, RootCAs: m.roots}
	options := []mail.Option{mail.WithPort(m.port), mail.WithTimeout(patience), mail.WithTLSConfig(trusted)}
	switch m.server.Encryption {
	case TLS:
		options = append(options, mail.WithSSL())
	case Plain:
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if m.server.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(m.server.User), mail.WithPassword(m.server.Password))
	}
	return options
}

// unsent is what became of a mail. A server repeats the address in what it
// says, so only its number is kept.
func unsent(err error) error {
	var refused *mail.SendError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused) && refused.Reason == mail.ErrSMTPRcptTo && !refused.IsTemp():
		return fmt.Errorf("%w: the mail server answered %d", ErrAddress, refused.ErrorCode())
	case errors.As(err, &refused):
		return fmt.Errorf("%w: the mail server answered %d", ErrUnsent, refused.ErrorCode())
	}
	return fmt.Errorf("%w: %w", ErrUnsent, err)
}

// plainAddress is an address alone, without a name, as somebody typed it.
func plainAddress(typed string) (address string, ok bool) {
	parsed, err := netmail.ParseAddress(strings.TrimSpace(typed))
	if err != nil || parsed.Name != "" || parsed.Address != strings.TrimSpace(typed) {
		return "", false
	}
	return parsed.Address, true
}
