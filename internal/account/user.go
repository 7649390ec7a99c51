package account

import (
	"errors"
	"net/mail"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Kind is what an organisation is.
type Kind string

const (
	Helpline Kind = "helpline" // opens cases
	Owner    Kind = "owner"    // runs facilities
	Operator Kind = "operator" // runs this Haven
)

// Kinds are all there are.
func Kinds() []Kind { return []Kind{Helpline, Owner, Operator} }

// Valid reports whether there is such a kind.
func (k Kind) Valid() bool { return slices.Contains(Kinds(), k) }

// Organisation is whom users belong to.
type Organisation struct {
	ID   string
	Kind Kind
	Name string
}

// Role is what a user is there for.
type Role string

const (
	Agent      Role = "agent"      // takes calls
	Supervisor Role = "supervisor" // answers for a helpline's agents
	Facility   Role = "facility"   // speaks for places
	Steward    Role = "steward"    // keeps the directory true
	Admin      Role = "admin"      // keeps Haven running
)

// Roles are all there are.
func Roles() []Role { return []Role{Agent, Supervisor, Facility, Steward, Admin} }

// Kind is of which organisations a role can be; "" for a role there is not.
func (r Role) Kind() Kind {
	switch r {
	case Agent, Supervisor:
		return Helpline
	case Facility:
		return Owner
	case Steward, Admin:
		return Operator
	}
	return ""
}

// Staff reports whether a role needs one-time codes beside its password:
// whoever sees callers' cases or changes what all seekers see. Facilities are
// asked for a minute a month and speak for their own places alone; they may
// have codes.
func (r Role) Staff() bool { return r != Facility }

// User is somebody who may sign in.
type User struct {
	ID           string
	Email        string // normalised; personal, so it goes into no log
	Role         Role
	Organisation Organisation
	Disabled     bool
}

// Person is a user with whether they have come in yet.
type Person struct {
	User
	Joined bool
}

// State is how far a person's account has come.
type State string

const (
	Invited State = "invited" // has a link and has not used it
	Active  State = "active"
	Closed  State = "closed"
)

// State is how far the account has come.
func (p Person) State() State {
	switch {
	case p.Disabled:
		return Closed
	case p.Joined:
		return Active
	}
	return Invited
}

// ErrEmail: what was given is no e-mail address.
var ErrEmail = errors.New("that is no e-mail address: write it as name@example.org")

// maxEmail is how long an address can be, in bytes (RFC 5321, 4.5.3.1.3).
const maxEmail = 254

// NormalEmail writes an address the one way it is stored: two spellings of one
// mailbox are one account. ErrEmail when it is none.
func NormalEmail(text string) (string, error) {
	text = strings.ToLower(norm.NFKC.String(strings.TrimSpace(text)))
	parsed, err := mail.ParseAddress(text)
	if err != nil || parsed.Address != text || len(text) > maxEmail || strings.ContainsAny(text, "\x00\r\n\t \"") {
		return "", ErrEmail
	}
	return text, nil
}

// Identity is who somebody is to a provider that signs them in.
type Identity struct {
	Issuer, Subject string
	Email           string
	Verified        bool // the e-mail, by the provider
	SecondFactor    bool // more than a password was asked for, in a way we trust
}
