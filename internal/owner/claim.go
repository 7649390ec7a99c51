package owner

import (
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"haven/internal/account"
)

// Way is how somebody wants to prove that a place is theirs.
type Way string

const (
	ByMail    Way = "mail"    // a code sent to the domain of the place's own website
	ByPhone   Way = "phone"   // a code that a steward reads out on the listed number
	BySteward Way = "steward" // what they wrote, for a steward to judge
)

// Ways are all there are.
func Ways() []Way { return []Way{ByMail, ByPhone, BySteward} }

// State is how far a claim has come.
type State string

const (
	Open     State = "open"     // waits for a code, a call or a steward
	Proven   State = "proven"   // the code was right; people have to agree yet
	Accepted State = "accepted" // the place is theirs, or they may join its owner
	Refused  State = "refused"
)

// How long things last. A code by mail may lie for half an hour; one that is
// read out is typed at once, but the person who answers may have to fetch
// somebody.
const (
	CodeLasts = 30 * time.Minute
	// ClaimLasts is how long a claim waits before it is over.
	ClaimLasts = 14 * 24 * time.Hour
	// KeptFor is how long what a claimant wrote is kept after that, for the
	// case that somebody disputes it.
	KeptFor = 90 * 24 * time.Hour
)

// MostTries is how often one code may be entered: of eight digits, five tries
// guess one in 20 million.
const MostTries = 5

// MaxWords is how many characters a claimant may write to a steward.
const MaxWords = 500

const maxName = 80 // characters, as for every organisation

var (
	// ErrForm: something that was typed cannot be kept.
	ErrForm = errors.New("the name is one line of at most 80 characters, the words are at most 500")
	// ErrElsewhere: the e-mail is not of the website's own domain, or that
	// domain proves nothing.
	ErrElsewhere = errors.New("an e-mail there proves nothing: choose another way")
	// ErrCode: the code is not right, was tried too often or is too old.
	ErrCode = errors.New("the code is not right, or too old")
	// ErrOver: the claim was decided, or is too old.
	ErrOver = errors.New("this claim is over")
	// ErrEmailInUse: the e-mail has an account that cannot own places, or that
	// the claimant was not signed in with.
	ErrEmailInUse = errors.New("this e-mail has an account already: sign in with it, or use another e-mail")
)

// Claim is somebody's word that a place is theirs.
type Claim struct {
	ID, Listing string
	Way         Way
	State       State
	Email       string
	Name        string // of their organisation
	Words       string
	Account     string // "" for who was not signed in
	Proof       Way    // "" until a code was right
	Code        string // its keyed hash
	CodeExpires time.Time
	Tries       int64
	Made        time.Time
	Decided     time.Time
	DecidedBy   string
}

// Waits reports whether the claim can still be proven or decided.
func (c *Claim) Waits(now time.Time) bool {
	return (c.State == Open || c.State == Proven) && now.Before(c.Made.Add(ClaimLasts))
}

// HasCode reports whether there is a code that can still be entered.
func (c *Claim) HasCode(now time.Time) bool {
	return c.Code != "" && now.Before(c.CodeExpires) && c.Tries < MostTries
}

// Clean checks what a claimant typed and writes it the one way it is kept.
func (c *Claim) Clean() (err error) {
	if c.Email, err = account.NormalEmail(c.Email); err != nil {
		return err
	}
	c.Name, c.Words = strings.TrimSpace(c.Name), strings.TrimSpace(strings.ReplaceAll(c.Words, "\r", ""))
	isLine := utf8.ValidString(c.Name) && !strings.ContainsFunc(c.Name, unicode.IsControl)
	isText := utf8.ValidString(c.Words) && !strings.ContainsFunc(c.Words, func(r rune) bool { return unicode.IsControl(r) && r != '\n' })
	switch {
	case !isLine, !isText, c.Name == "", utf8.RuneCountInString(c.Name) > maxName, utf8.RuneCountInString(c.Words) > MaxWords:
		return ErrForm
	case !slices.Contains(Ways(), c.Way):
		return ErrForm
	}
	return nil
}

// NewCode makes a code of eight digits.
func NewCode() string {
	n, err := rand.Int(rand.Reader, big.NewInt(100_000_000))
	if err != nil { // crypto/rand does not fail: it ends the program
		panic(err)
	}
	return fmt.Sprintf("%08d", n)
}

// Spoken is a code as it is read out: "1234 5678".
func Spoken(code string) string { return code[:4] + " " + code[4:] }

// Typed is a code as somebody typed it, without what they put between its
// digits.
func Typed(code string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, code[:min(len(code), 40)])
}
