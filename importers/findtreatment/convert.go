package findtreatment

import (
	"strings"

	"haven/importers"
	"haven/importers/check"
	"haven/importers/postal"
	"haven/internal/facility"
)

// part is the register that the row is from; rows of the survey of substance
// use have none. A place that answers the survey of mental health, too, has a
// row of each.
func (r *record) part() string {
	if r.kind == substanceUse {
		return ""
	}
	return strings.ToLower(r.kind)
}

// claims is what a row states, with notes of what is left out of it. What
// makes it unusable is refused to the row. The sheet is what rows of this kind
// are asked; nil where they answer no codes.
//
// A row that states its type of care says no to what its sheet asks and it
// leaves out, as a row of a yearly directory does: both are answers to one
// survey. That a place is in the register of opioid treatment programs says
// that it is one, and no more.
func (r *record) claims(row *check.Row, sheet *check.Sheet) (facility.Claims, []importers.RowError) {
	claims := facility.Claims{
		Name: facility.Says(facility.Name{
			Name: row.Name("name1", r.name1),
			Unit: row.Text("name2", r.name2),
		}),
		Address: facility.Says(r.address(row)),
	}
	claims.Phone, claims.Intake = row.Numbers(r.phone, r.intake...)
	if claims.Intake != nil && claims.Intake.None && !r.allIntake {
		claims.Intake = nil
	}
	switch {
	case r.surveyed() && sheet != nil:
		claims.Yes, claims.No = r.codes, sheet.Denied(r.codes)
	case r.kind == program:
		claims.Yes, claims.Assumed = []string{"OTP"}, []string{"MU"}
	}
	notes := &notes{line: r.line}
	r.claimPoint(&claims, notes)
	r.claimWebsite(&claims, notes)
	return claims, notes.all
}

func (r *record) address(row *check.Row) facility.Address {
	street, unit := row.AddressLine("street1", r.street1), row.AddressLine("street2", r.street2)
	if unit == "" {
		street, unit = postal.SplitUnit(street)
	}
	return facility.Address{
		Street: street,
		Unit:   unit,
		City:   row.City("city", r.city),
		State:  row.State("state", r.state),
		ZIP:    row.ZIP("zip", r.zip),
	}
}

// notes gathers what is left out of a row.
type notes struct {
	line int
	all  []importers.RowError
}

func (n *notes) add(field, value, reason string) {
	n.all = append(n.all, importers.RowError{Line: n.line, Field: field, Value: check.Shown(value), Reason: reason})
}

// claimPoint states the coordinates, unless the street is undisclosed: they
// would disclose it.
func (r *record) claimPoint(claims *facility.Claims, notes *notes) {
	at := r.latitude + ", " + r.longitude
	switch {
	case r.latitude == "" && r.longitude == "":
	case claims.Address.Value.Street == "":
		notes.add("latitude", at, "the street is undisclosed, and its point would disclose it")
	default:
		point, err := check.Point(r.latitude, r.longitude)
		if err != nil {
			notes.add("latitude", at, err.Error())
			return
		}
		claims.Point = facility.Says(point)
	}
}

// maxWebsite is where the locator cuts addresses off.
const maxWebsite = 100

// claimWebsite states the website. A row without one does not speak of it;
// many have the beginning of an address and no more.
func (r *record) claimWebsite(claims *facility.Claims, notes *notes) {
	switch {
	case r.website == "" || r.website == "http://" || r.website == "https://":
		return
	case len(r.website) == maxWebsite:
		notes.add("website", r.website, "cut off, as the locator keeps 100 characters")
		return
	}
	website, err := check.Website(r.website)
	if err != nil {
		notes.add("website", r.website, err.Error())
		return
	}
	claims.Website = facility.Says(website)
}
