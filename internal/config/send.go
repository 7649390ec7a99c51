package config

import (
	"fmt"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"slices"

	"haven/internal/handover"
)

// Sending is how words leave the helpline desk. Without SMTPAddr there is no
// mail, without TextURL there are no text messages.
type Sending struct {
	SMTPAddr, SMTPFrom           string
	SMTPUser, SMTPPassword       string
	SMTPEncryption               string // starttls, tls or none
	TextURL, TextToken, TextBody string
}

func (s *Sending) settings() []setting {
	return []setting{
		{"HAVEN_SMTP_ADDR", "smtp-addr", "mail server for hand-overs, such as mail.example.org:587 (default none: nothing is mailed)", &s.SMTPAddr, false},
		{"HAVEN_SMTP_FROM", "smtp-from", "address that mail comes from; callers see it, so let it tell nothing", &s.SMTPFrom, false},
		{"HAVEN_SMTP_USER", "smtp-user", "name that the mail server knows Haven by, if it asks", &s.SMTPUser, false},
		{"HAVEN_SMTP_PASSWORD", "smtp-password", "its password; give it in a file that HAVEN_SMTP_PASSWORD_FILE names", &s.SMTPPassword, true},
		{"HAVEN_SMTP_ENCRYPTION", "smtp-encryption", "starttls, tls, or none for a server on this machine", &s.SMTPEncryption, false},
		{"HAVEN_TEXT_URL", "text-url", "gateway for text messages, which takes one POST each (default none: no text messages); if a key is in it, give it in a file that HAVEN_TEXT_URL_FILE names", &s.TextURL, true},
		{"HAVEN_TEXT_TOKEN", "text-token", "bearer token of the gateway; give it in a file that HAVEN_TEXT_TOKEN_FILE names", &s.TextToken, true},
		{"HAVEN_TEXT_BODY", "text-body", `what is posted to it, with {to} and {text} in it (default {"to":"{to}","text":"{text}"}); may be in a file that HAVEN_TEXT_BODY_FILE names`, &s.TextBody, true},
	}
}

// validate refuses what nothing can be sent with.
func (s *Sending) validate() error {
	switch {
	case s.SMTPAddr != "" && !hasPort(s.SMTPAddr):
		return fmt.Errorf("--smtp-addr %q is no mail server: write it as mail.example.org:587", s.SMTPAddr)
	case s.SMTPAddr != "" && !isAddress(s.SMTPFrom):
		return fmt.Errorf("--smtp-from %q is no address that mail can come from: write it as line@example.org", s.SMTPFrom)
	case (s.SMTPUser == "") != (s.SMTPPassword == ""):
		return fmt.Errorf("--smtp-user and the password go together: set both, or neither")
	case !slices.Contains(handover.Encryptions(), s.Encryption()):
		return fmt.Errorf("--smtp-encryption %q is none that is known: choose one of %q", s.SMTPEncryption, handover.Encryptions())
	case s.SMTPAddr != "" && s.Encryption() == handover.Plain && !isHere(s.SMTPAddr):
		return fmt.Errorf("--smtp-encryption none would send callers' addresses in the clear to %s: use starttls or tls, none is for a mail server on this machine", s.SMTPAddr)
	case s.TextURL != "" && !isPrivate(s.TextURL):
		return fmt.Errorf("--text-url is no address of a gateway that keeps numbers from others: write it as https://sms.example.org/send, with http on this machine alone")
	}
	if s.TextBody == "" {
		return nil
	}
	if err := handover.CheckBody(s.TextBody); err != nil {
		return fmt.Errorf("--text-body cannot carry a message: %w", err)
	}
	return nil
}

// Encryption is how the way to the mail server is guarded.
func (s *Sending) Encryption() handover.Encryption { return handover.Encryption(s.SMTPEncryption) }

func hasPort(addr string) bool {
	host, port, err := net.SplitHostPort(addr)
	return err == nil && host != "" && port != ""
}

// isHere reports whether a host with its port is this machine.
func isHere(addr string) bool {
	host, _, _ := net.SplitHostPort(addr)
	ip, _ := netip.ParseAddr(host)
	return ip.IsLoopback() || host == "localhost"
}

func isAddress(text string) bool {
	parsed, err := mail.ParseAddress(text)
	return err == nil && parsed.Address == text
}

func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}
