package facility

import (
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"strings"
	"unicode/utf8"
)

// The longest texts that are taken from people.
const (
	maxName    = 200
	maxPart    = 200 // of an address
	maxWebsite = 500
	maxEmail   = 254 // RFC 5321
)

// Validate checks what a person claims, field by field; sources' files are
// checked by their importers. It is joined of a *FieldError for each field
// that cannot be kept as it is.
func (c *Claims) Validate() error {
	var errs []error
	check := func(f Field, err error) {
		if err != nil {
			errs = append(errs, &FieldError{f, err})
		}
	}
	check(FieldName, validate(c.Name, Name.validate))
	check(FieldAddress, validate(c.Address, Address.validate))
	check(FieldPhone, validate(c.Phone, Phone.Validate))
	check(FieldIntake, validate(c.Intake, validateNumbers))
	check(FieldLines, validate(c.Lines, validateLines))
	check(FieldWebsite, validate(c.Website, validateWebsite))
	check(FieldEmail, validate(c.Email, validateEmail))
	check(FieldHours, validate(c.Hours, Hours.Validate))
	check(FieldLevels, validate(c.Levels, validateLevels))
	check(FieldMedication, validate(c.Medication, validatePolicies))
	check(FieldClosed, validate(c.Closed, Closure.Validate))
	for f, claim := range map[Field]*Claim[Checklist]{FieldBring: c.Bring, FieldAccess: c.Access, FieldFees: c.Fees} {
		check(f, validate(claim, func(list Checklist) error { return list.validate(f) }))
	}
	return errors.Join(errs...)
}

// FieldError is what is wrong with the claim about one field.
type FieldError struct {
	Field Field
	Err   error
}

func (e *FieldError) Error() string { return string(e.Field) + ": " + e.Err.Error() }

func (e *FieldError) Unwrap() error { return e.Err }

func validate[T any](c *Claim[T], check func(T) error) error {
	if c == nil || c.None {
		return nil
	}
	return check(c.Value)
}

func (n Name) validate() error {
	if strings.TrimSpace(n.Name) == "" {
		return errors.New("a place has a name")
	}
	return short(maxName, n.Name, n.Unit)
}

func (a Address) validate() error {
	if a.City == "" || a.State == "" {
		return errors.New("an address has at least a city and a state")
	}
	return short(maxPart, a.Street, a.Unit, a.City, a.State, a.ZIP, a.County)
}

func validateWebsite(link string) error {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || !strings.Contains(u.Hostname(), ".") || u.User != nil {
		return fmt.Errorf("%q is no address of a website: write it as https://example.org", link)
	}
	return short(maxWebsite, link)
}

func validateEmail(address string) error {
	a, err := mail.ParseAddress(address)
	if err != nil || a.Address != address || len(address) > maxEmail {
		return fmt.Errorf("%q is no e-mail address: write it as intake@example.org", address)
	}
	return nil
}

// short refuses texts that are too long, not text, or more than a line.
func short(limit int, texts ...string) error {
	for _, text := range texts {
		if !utf8.ValidString(text) || utf8.RuneCountInString(text) > limit || strings.ContainsAny(text, "\r\n") {
			return fmt.Errorf("a text is one line of at most %d letters", limit)
		}
	}
	return nil
}
