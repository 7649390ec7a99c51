package facility

import (
	"strings"
	"time"
)

// Field names one thing a statement can speak of. Service codes are fields
// too, named by [CodeField].
type Field string

const (
	FieldName       Field = "name"
	FieldAddress    Field = "address"
	FieldPhone      Field = "phone"
	FieldIntake     Field = "intake"
	FieldLines      Field = "lines"
	FieldWebsite    Field = "website"
	FieldEmail      Field = "email"
	FieldHours      Field = "hours"
	FieldWalkIn     Field = "walk-in"
	FieldClosed     Field = "closed"
	FieldLevels     Field = "levels"
	FieldMedication Field = "medication"
	FieldBring      Field = "bring"
	FieldAccess     Field = "access"
	FieldFees       Field = "fees"
	FieldPoint      Field = "point"
	FieldWithheld   Field = "withheld"

	// FieldConfirmed is no field of statements: it is that somebody who can know
	// spoke of the place. See [ConfirmedLately].
	FieldConfirmed Field = "confirmed"

	// AllFields in Confirms or Contradicts stands for everything known but
	// openings: "nothing has changed" does not count beds.
	AllFields Field = "all"
)

const codePrefix = "code:"

// CodeField is the field of one service code, such as "code:MU".
func CodeField(code string) Field { return Field(codePrefix + code) }

// code returns the service code that f names, or "".
func (f Field) code() string {
	code, ok := strings.CutPrefix(string(f), codePrefix)
	if !ok {
		return ""
	}
	return code
}

// isOpening reports whether the field is one of [OpeningField].
func (f Field) isOpening() bool { return strings.HasPrefix(string(f), openingPrefix) }

const day = 24 * time.Hour

// How long each kind of fact is good for. In an audit of 505 listed
// buprenorphine providers 61 % had a right number; numbers and payment change
// fastest, names and addresses slowest, and a bed is gone by tomorrow.
const (
	TermOpenings  = 1 * day
	TermAccepting = 30 * day
	TermContact   = 365 * day // phones, hours, website, e-mail
	TermPayment   = 365 * day // with fees
	TermServices  = 365 * day
	TermIdentity  = 730 * day // name, address, point

	// TermNone is for what only its rank can replace: a withheld address.
	TermNone time.Duration = 1<<63 - 1
)

// Term is how long a fact of this field is good for. Codes of payment have
// the term of payment, all others that of services.
func (f Field) Term() time.Duration {
	if f.isOpening() {
		return TermOpenings
	}
	switch f {
	case FieldName, FieldAddress, FieldPoint:
		return TermIdentity
	case FieldPhone, FieldIntake, FieldLines, FieldWebsite, FieldEmail, FieldHours:
		return TermContact
	case FieldFees:
		return TermPayment
	case FieldConfirmed:
		return Lately
	case FieldWithheld:
		return TermNone
	}
	return termOf(f.code())
}

// termOf is the term of a service code.
func termOf(code string) time.Duration {
	if isPayment(code) {
		return TermPayment
	}
	return TermServices
}

// isPayment reports whether a service code tells of a way to pay.
func isPayment(code string) bool {
	category := Builtin().CategoryOf(code)
	return category == "PAY" || category == "PYAS"
}
