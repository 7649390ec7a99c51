package listing

import (
	"regexp"
	"strings"

	"haven/internal/facility"
)

// Risk tells whether an edit of a field by the place itself shows at once, and
// why. What leads people elsewhere if it is wrong waits for a steward: whoever
// steals an account wants calls, visitors and mail.
type Risk struct {
	Field facility.Field
	Waits bool
	Why   string
}

// risks are all fields that a place can edit. Service codes are one line:
// [Codes]. Who owns a listing waits, too, but is no field: see package owner.
var risks = []Risk{
	{facility.FieldName, true, "a listing that takes another's name takes its callers"},
	{facility.FieldAddress, true, "people travel there"},
	{facility.FieldPoint, true, "people travel there"},
	{facility.FieldPhone, true, "people in need call it"},
	{facility.FieldIntake, true, "people in need call it"},
	{facility.FieldLines, true, "people in need call it"},
	{facility.FieldWebsite, true, "people follow it, and type in what they are asked"},
	{facility.FieldEmail, true, "it proves who owns the listing"},
	{facility.FieldHours, false, "a mistake costs a way, and the next caller reports it"},
	{facility.FieldWalkIn, false, "a mistake costs a way, and the next caller reports it"},
	{facility.FieldClosed, false, "nobody should go there while it waits; it can be taken back"},
	{facility.FieldLevels, false, "it is asked again at admission"},
	{facility.FieldMedication, false, "it is asked again at admission"},
	{facility.FieldBring, false, "it harms nobody; words that lead elsewhere wait"},
	{facility.FieldAccess, false, "it is asked again on the phone; words that lead elsewhere wait"},
	{facility.FieldFees, false, "it is asked again on the phone; words that lead elsewhere wait"},
	{facility.FieldWithheld, false, "people are in danger while it waits; to show an address again waits"},
	{Codes, false, "there are 300, each asked again at admission"},
}

// Codes stands for every service code in the table of risks.
const Codes facility.Field = "code"

// Risks are the table, for pages that explain it.
func Risks() []Risk { return append([]Risk(nil), risks...) }

// Waits reports whether a claim about a field waits for a steward. What is not
// in the table does.
func Waits(c *facility.Claims, f facility.Field) bool {
	if f == facility.FieldWithheld && c.Withheld != nil && !c.Withheld.Value {
		return true
	}
	if leadsElsewhere.MatchString(wordsOf(c, f)) {
		return true
	}
	if strings.HasPrefix(string(f), string(Codes)+":") {
		f = Codes
	}
	for _, risk := range risks {
		if risk.Field == f {
			return risk.Waits
		}
	}
	return true
}

// leadsElsewhere finds a number, an e-mail or a website in words: in a field of
// its own each would wait. What is taken for one by mistake waits, and no more.
var leadsElsewhere = regexp.MustCompile(`(?i)@|://|www\.|[a-z0-9-]+\.(com|org|net|info|biz|us|gov|edu|io|co|me|ly|health|care|help|clinic|center|link|site|online|app)\b` +
	`|\d{3}[^\d\pL]{1,3}\d{4}\b|(\d[^\d\pL]{0,3}){10}|\b8(00|33|44|55|66|77|88)[-.) ]+[a-z0-9]+-?[a-z0-9]*`)

// wordsOf are what a place wrote in its own words into a field.
func wordsOf(c *facility.Claims, f facility.Field) string {
	lists := map[facility.Field]*facility.Claim[facility.Checklist]{
		facility.FieldBring: c.Bring, facility.FieldAccess: c.Access, facility.FieldFees: c.Fees,
	}
	if list := lists[f]; list != nil {
		return list.Value.Words
	}
	return ""
}

// part parts claims into what shows at once and what waits. To confirm what is
// shown already never waits.
func part(c facility.Claims) (now, later facility.Claims) {
	confirms, contradicts := c.Confirms, c.Contradicts
	now = c.Only(func(f facility.Field) bool { return !Waits(&c, f) })
	later = c.Only(func(f facility.Field) bool { return Waits(&c, f) })
	now.Confirms, now.Contradicts = confirms, contradicts
	later.Confirms, later.Contradicts = nil, nil
	return now, later
}
